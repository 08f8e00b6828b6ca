"""Long passages are cut so that every word is read and no window is longer than the model reads."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from vectorstore_fixtures import make_document

from ingest.models import Passage, Sentence
from ingest.passages import passages_of
from vectorstore.windows import windows_of


def words(text):
    return len(text.split())


def passage(sentences):
    text = " ".join(sentences)
    spans = []
    start = 0
    for sentence in sentences:
        spans.append(Sentence(start, start + len(sentence)))
        start += len(sentence) + 1
    return Passage(
        report="sandwell-2025-10",
        locator="p1",
        paragraph=1,
        part=None,
        section="Title",
        grade=None,
        page=None,
        text=text,
        sentences=tuple(spans),
    )


def test_a_passage_that_fits_is_one_window():
    short = passage(["One two three.", "Four five."])
    assert windows_of(short, words, 5) == [(0, len(short.text))]


def test_a_blank_passage_has_no_window():
    assert windows_of(replace(passage([]), text=" "), words, 5) == []


def test_windows_end_with_sentences_and_overlap_by_whole_ones():
    long = passage([f"Sentence number {n} ends." for n in range(10)])
    texts = [long.text[start:end] for start, end in windows_of(long, words, 16)]
    assert texts == [
        "Sentence number 0 ends. Sentence number 1 ends. "
        "Sentence number 2 ends. Sentence number 3 ends.",
        "Sentence number 3 ends. Sentence number 4 ends. "
        "Sentence number 5 ends. Sentence number 6 ends.",
        "Sentence number 6 ends. Sentence number 7 ends. "
        "Sentence number 8 ends. Sentence number 9 ends.",
    ]


def test_a_sentence_longer_than_a_window_is_cut_between_words():
    long = passage([" ".join(f"word{n}" for n in range(25))])
    windows = windows_of(long, words, 10)
    assert [words(long.text[start:end]) for start, end in windows] == [10, 10, 9]
    assert windows[-1][1] == len(long.text)


def test_a_run_without_spaces_is_cut_too():
    long = passage(["x" * 1000])
    windows = windows_of(long, len, 100)
    assert all(end - start <= 100 for start, end in windows)
    assert windows[-1][1] == 1000


def test_a_text_that_repeats_itself_is_covered_to_its_end():
    long = passage(["Again and again."] * 40)
    windows = windows_of(long, words, 12)
    assert windows[0][0] == 0
    assert windows[-1][1] == len(long.text)


@given(
    st.lists(
        st.lists(st.text("ab ", min_size=1, max_size=120).map(str.strip), min_size=1, max_size=30)
        .map(" ".join)
        .map(lambda text: " ".join(text.split()))
        .filter(len),
        min_size=1,
        max_size=12,
    ),
    st.integers(60, 200),
)
def test_windows_fit_and_together_hold_every_word(sentences, limit):
    long = passage(sentences)
    windows = windows_of(long, len, limit)
    covered = set()
    for start, end in windows:
        covered.update(range(start, end))
    assert windows == sorted(windows)
    assert len(set(windows)) == len(windows)
    assert {i for i, char in enumerate(long.text) if char != " "} <= covered
    # What counts the tokens here counts characters, spaces between units not included.
    assert all(end - start - long.text[start:end].count(" ") <= limit for start, end in windows)


def test_paragraphs_of_a_report_have_windows_in_order():
    long = passages_of(make_document(long_paragraph=2))[4]
    windows = windows_of(long, words, 60)
    assert len(windows) > 3
    assert all(a[0] < b[0] <= a[1] + 1 for a, b in pairwise(windows))
