import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.markdown import plain

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INERT = {"text", "text_special"}
COMMENT = "<!-- -->"


TEXTS = st.text(
    st.one_of(
        st.sampled_from("`*_[]()<>#|~$!&\\-+=1.)@:/ \n\tawx"),
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]),
    )
)


@given(TEXTS)
def test_any_text_is_read_as_itself_on_one_line(text):
    tokens = PARSER.parse(plain(text))
    kinds = [token.type for token in tokens]
    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"])
    shown = [child for token in tokens for child in token.children or ()]
    texts = [child for child in shown if child.content != COMMENT]
    assert {child.type for child in texts} <= INERT
    assert "".join(child.content for child in texts) == " ".join(text.split())


@given(st.text("|`\\*<>& ab", min_size=1).filter(str.strip))
def test_any_text_stays_in_its_cell(text):
    tokens = PARSER.parse(f"| a | b |\n|---|---|\n| {plain(text)} | end |\n")
    first, second = [token for token in tokens if token.type == "inline"][2:]
    assert {child.type for child in first.children} <= INERT
    assert "".join(child.content for child in first.children) == " ".join(text.split())
    assert second.content == "end"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see https://example.org", r"see https:\/\/example.org"),
        ("see WWW.example.org", r"see WWW\.example.org"),
        ("ask me@example.org", "ask me@<!-- -->example.org"),
        ("@somebody", "@<!-- -->somebody"),
        ('hit@5, 0.83, 12-15 (a) isn\'t "b"', 'hit@5, 0.83, 12-15 (a) isn\'t "b"'),
        ("1. one", r"1\. one"),
        ("a\n\n# b", r"a \# b"),
    ],
)
def test_addresses_and_mentions_are_broken_and_plain_words_left_alone(text, written):
    assert plain(text) == written
