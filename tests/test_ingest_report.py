"""Any report of the same shape, and files that are none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_samples import OTHER_REPORT

from ingest.blocks import collapse, stack
from ingest.errors import EmptyFile, NotAReport, UnsupportedFile
from ingest.facts import inspection_dates, split_grade
from ingest.identity import report_id
from ingest.passages import passages_of
from ingest.report import read_report
from ingest.sentences import sentences_of


@pytest.fixture
def document():
    return read_report(OTHER_REPORT.encode(), "westmarsh.txt")


def test_another_report_is_read_by_its_form(document):
    assert document.report == "vale-of-westmarsh-2022-12"
    assert document.start_date.isoformat() == "2022-11-28"
    assert document.grade_of("overall") == "inadequate"
    assert document.grade_of("in_care") == "outstanding"
    assert [(s.title, s.grade, s.first, s.last) for s in document.sections] == [
        ("Children who need help", "requires improvement", 1, 3),
        ("The experiences and progress of children in care", "outstanding", 4, 6),
    ]


def test_what_is_missing_is_a_warning(document):
    assert document.warnings == (
        "The table of grades has no row for care leavers.",
        "The paragraph numbers go from 4 to 6 in this report.",
    )


def test_paragraphs_keep_what_page_breaks_and_footnotes_interrupt(document):
    texts = {paragraph.number: paragraph.block.text for paragraph in document.paragraphs}
    assert texts == {
        1: "Help comes late. Some families wait, even where a child is 16. That is too long.",
        2: "The front door is well run, and its managers know every case.",
        3: "Plans are short. They are also clear.",
        4: "Children in care do well.",
        6: "Their carers are 'like family'.",
    }
    assert document.footnotes[0].text == "A note about the front door. It runs over two lines."


def test_a_numbered_paragraph_after_a_gap_is_never_swallowed():
    """Even where the words before it lack their full stop."""
    text = OTHER_REPORT.replace("They are also clear.", "They are also")
    text = text.replace("The experiences and progress of children in care\n\n4.", "\n4.")
    document = read_report(text.encode(), "westmarsh.txt")
    assert [paragraph.number for paragraph in document.paragraphs] == [1, 2, 3, 4, 6]


def test_paragraphs_without_a_heading_are_a_warning():
    text = OTHER_REPORT.replace("Children who need help: requires improvement to be good", "")
    document = read_report(text.encode(), "westmarsh.txt")
    assert "No section heading was found over paragraphs 1 to 3." in document.warnings


def test_improvements_may_run_over_lines_and_lack_a_reference(document):
    assert [item.framework_reference for item in document.improvements] == [None, "enabler 3"]
    assert document.improvements[1].block.text.startswith("The recording of decisions, which")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(document):
    other = read_report(b"\xef\xbb\xbf" + OTHER_REPORT.replace("\n", "\r\n").encode(), "x.txt")
    assert passages_of(other) == passages_of(document)


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", EmptyFile, "holds no text"),
        (b" \n\n ", EmptyFile, "holds no text"),
        (b"%PDF-1.7 ...", UnsupportedFile, "is a damaged PDF"),
        (b"\x00\x01\x02", UnsupportedFile, "not plain text"),
        (b"A shopping list: eggs.", NotAReport, "no numbered paragraphs"),
        (OTHER_REPORT.replace("Inspection dates", "Days").encode(), NotAReport, "no inspection d"),
    ],
)
def test_other_files_are_declined_with_the_reason(data, error, says):
    with pytest.raises(error, match=says) as caught:
        read_report(data, "file.txt")
    assert str(caught.value).startswith("file.txt ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Inspection dates: 13 to 24 October 2025", "2025-10-13 2025-10-24"),
        ("Inspection dates: 28 April to 9 May 2025", "2025-04-28 2025-05-09"),
        ("Inspection date: 11 December 2023 to 5 January 2024", "2023-12-11 2024-01-05"),
        ("Inspection dates: 31 September 2025", "None"),
        ("Inspection dates: soon", "None"),
    ],
)
def test_inspection_dates_in_their_forms(line, expected):
    found = inspection_dates([line])
    assert (" ".join(day.isoformat() for day in found) if found else "None") == expected


def test_a_grade_needs_a_label_before_it():
    assert split_grade("Overall effectiveness Good") == ("Overall effectiveness", "good")
    assert split_grade("Good") is None
    assert split_grade("It is no good") == ("It is no", "good")
    assert split_grade("feelgood") is None


def test_report_ids_are_plain(document):
    assert report_id("Kingston upon Hull, City of", document.end_date) == (
        "kingston-upon-hull-city-of-2022-12"
    )


@given(st.lists(st.text(max_size=80), max_size=6))
def test_sentences_leave_out_nothing_but_spaces(lines):
    block = stack(lines, None)
    sentences = sentences_of(block)
    assert [s.start for s in sentences] == sorted(s.start for s in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    kept = "".join(block.text[s.start : s.end] for s in sentences)
    assert "".join(kept.split()) == "".join(block.text.split())
    for sentence in sentences:
        text = block.text[sentence.start : sentence.end]
        assert text == text.strip() != ""
        assert not any(sentence.start < edge < sentence.end for edge in block.breaks)


@given(st.text(max_size=200))
def test_collapsing_twice_changes_nothing(text):
    assert collapse(collapse(text)) == collapse(text)


@given(
    st.lists(st.sampled_from(["One word.", "Two (2) words", "16. Three", "'Four.'"]), min_size=1)
)
def test_paragraphs_survive_any_wrapping_of_their_lines(words):
    text = " ".join(["Start", *words, "end."])
    wrapped = OTHER_REPORT.replace(
        "4. Children in care do well.", "4. " + text.replace(" ", "\n", 1)
    )
    document = read_report(wrapped.encode(), "x.txt")
    assert document.paragraphs[3].block.text == text
