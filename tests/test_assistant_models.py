import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Answer, AnswerSentence, Citation


def citation(number):
    return Citation(f"¶{number}", "sandwell-2025-10", f"p{number}", number, None, "words", 0, 5)


sentences = st.builds(
    AnswerSentence,
    text=st.text(alphabet="abc .", min_size=1, max_size=20),
    citations=st.lists(st.integers(1, 55).map(citation), max_size=3).map(tuple),
    new_paragraph=st.booleans(),
)


def answer_of(lines):
    return Answer("q", "q", "answered", tuple(lines), "quotes", (), (), (), {})


@given(st.lists(sentences, max_size=6))
def test_every_citation_has_its_marker_in_the_text_and_no_marker_lacks_one(lines):
    answer = answer_of(lines)
    assert set(re.findall(r"\[(¶\d+)\]", answer.markdown)) == {c.marker for c in answer.citations}
    assert len(set(answer.citations)) == len(answer.citations)


def test_sentences_keep_their_markers_and_paragraphs():
    lines = [
        AnswerSentence("One.", (citation(12),), new_paragraph=True),
        AnswerSentence("Two.", (citation(12), citation(48))),
        AnswerSentence("Three.", (citation(48),), new_paragraph=True),
    ]
    assert answer_of(lines).markdown == "One. [¶12] Two. [¶12] [¶48]\n\nThree. [¶48]"
    assert [c.locator for c in answer_of(lines).citations] == ["p12", "p48"]


def test_an_answer_is_refused_by_its_outcome():
    assert not answer_of([]).refused
