"""The report the product ships with, read exactly."""

import re
from datetime import date
from pathlib import Path

import pytest

from ingest.passages import passages_of
from ingest.report import read_report

CORPUS = Path(__file__).parents[1] / "corpus" / "sandwell-2025-10.txt"


@pytest.fixture(scope="module")
def document():
    return read_report(CORPUS.read_bytes(), CORPUS.name)


@pytest.fixture(scope="module")
def passages(document):
    return {passage.locator: passage for passage in passages_of(document)}


def test_facts_come_from_the_header(document):
    assert document.report == "sandwell-2025-10"
    assert document.authority == "Sandwell"
    assert (document.start_date, document.end_date) == (date(2025, 10, 13), date(2025, 10, 24))
    assert document.lead_inspector == "Monique Lindsay"
    assert document.warnings == ()


def test_grades_come_from_the_table(document):
    assert {row.area: row.grade for row in document.judgements} == {
        "overall": "good",
        "leaders": "good",
        "help_and_protection": "good",
        "in_care": "good",
        "care_leavers": "requires improvement",
    }


def test_sections_know_their_grade_and_paragraphs(document):
    assert [(s.grade, s.first, s.last) for s in document.sections] == [
        ("good", 1, 17),
        ("good", 18, 29),
        ("requires improvement", 30, 42),
        ("good", 43, 55),
    ]


def test_every_improvement_has_its_framework_reference(document):
    assert [item.framework_reference for item in document.improvements] == [
        "outcome 3",
        "outcome 4",
        "enabler 2",
        "outcome 4",
    ]


def test_every_paragraph_holds_the_reports_words_and_no_others(passages):
    """The oracle knows the one oddity of the file that a parser must mend, the footnote."""
    text = CORPUS.read_text(encoding="utf-8")
    body = re.sub(r"\n\n¹.*?\n\n", "\n", text, flags=re.DOTALL)
    body = body[body.index("\n1. ") : body.index("\n\nThe Office for Standards")]
    body = re.sub(r"\n\nThe (?:experiences|impact)[^\n]*: [^\n]*\n", "\n", body)
    pieces = re.split(r"\n(\d+)\. ", body)[1:]
    expected = dict(zip(map(int, pieces[::2]), pieces[1::2], strict=True))
    actual = {p.paragraph: p.text for p in passages.values() if p.paragraph is not None}
    assert actual == {number: " ".join(words.split()) for number, words in expected.items()}
    assert list(actual) == list(range(1, 56))


@pytest.mark.parametrize(
    ("locator", "joint"),
    [
        ("p4", "result in clear safeguarding decisions and actions"),
        ("p10", "social workers in the children with disabilities team"),
        ("p29", "children's individual needs, cultural heritage"),
        ("p42", "dynamic advocates for change, championing"),
        ("p48", "changes and developments, specifically around permanency"),
    ],
)
def test_paragraphs_run_on_over_a_page_break(passages, locator, joint):
    assert joint in passages[locator].text


def test_the_unnumbered_parts_are_passages_too(passages):
    parts = [locator for locator, passage in passages.items() if passage.part]
    assert parts == [
        "header",
        "judgements",
        "summary.1",
        "summary.2",
        "improvements.1",
        "improvements.2",
        "improvements.3",
        "improvements.4",
        "footnote.1",
        "about",
    ]
    assert passages["footnote.1"].text.startswith("The areas for improvement have been cross-")
    assert passages["about"].text.endswith("© Crown copyright 2025")
    assert passages["judgements"].text.startswith("Judgement Grade The impact of leaders")


def test_a_row_of_the_grade_table_is_one_sentence(passages):
    table = passages["judgements"]
    rows = [table.text[s.start : s.end] for s in table.sentences]
    assert rows[-1] == "Overall effectiveness Good"
    assert len(rows) == 6


def test_no_word_of_the_file_is_lost(document, passages):
    """Words in passages, headings and labels together are the words of the file."""
    text = CORPUS.read_text(encoding="utf-8")
    kept = " ".join(passage.text for passage in passages.values())
    labels = " ".join(f"{s.title}: {s.grade}" for s in document.sections) + " to be good"
    labels += " What needs to improve? ¹ ¹"
    expected = sorted(re.findall(r"[^\W\d_]+", text.lower()))
    assert sorted(re.findall(r"[^\W\d_]+", f"{kept} {labels}".lower())) == expected
