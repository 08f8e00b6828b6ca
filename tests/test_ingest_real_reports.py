"""Real reports as Ofsted published them, where they lie beside the project.

tests/data/inspection_reports.jsonl was written by reading 44 of them, chosen at random, on their
page images.
"""

import json
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from ingest.errors import IngestError
from ingest.passages import passages_of
from ingest.report import read_report

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "ofsted-reports"
TRUTH = Path(__file__).parent / "data" / "inspection_reports.jsonl"
CASES = [json.loads(line) for line in TRUTH.read_text(encoding="utf-8").splitlines()]
NO_REPORTS = {"80431-blackpool/2012-07-13", "80543-rotherham/2012-08-10"}

pytestmark = [
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"{FOLDER.name} is not beside us"),
    # The first test that wants all of them waits until all are read.
    pytest.mark.timeout(300),
]


def read(path):
    return read_report(path.read_bytes(), path.name)


def plain(text):
    words = " ".join((text or "").split()).lower().rstrip(".")
    return words.replace("’", "'").replace("–", "-")


def grade(text):
    return re.sub(r"^(requires?) improvement.*", "requires improvement", plain(text)) or None


@pytest.mark.parametrize("truth", CASES, ids=lambda truth: truth["file"])
def test_what_a_reader_sees_is_what_is_read(truth):
    document = read(FOLDER / truth["file"])
    assert plain(document.authority) == plain(truth["authority"])
    assert str(document.start_date) == truth["start_date"]
    assert str(document.end_date) == truth["end_date"]
    assert plain(document.lead_inspector) == plain(truth["lead_inspector"])
    assert [(plain(row.label), row.grade) for row in document.judgements] == [
        (plain(label), grade(given)) for label, given in truth["judgements"]
    ]
    numbers = [paragraph.number for paragraph in document.paragraphs]
    assert numbers == list(range(1, truth["paragraphs"] + 1))
    assert [(plain(s.title), s.grade, s.first, s.last) for s in document.sections] == [
        (plain(title), grade(given), first, last) for title, given, first, last in truth["sections"]
    ]
    assert len(document.summary) == truth["summary"]
    assert len(document.improvements) == truth["improvements"]
    assert len(document.footnotes) == truth["footnotes"]
    assert document.warnings == ()


def read_if_any(path):
    try:
        return read(path)
    except IngestError:
        return None


@pytest.fixture(scope="module")
def documents():
    paths = sorted(FOLDER.glob("*/*.pdf"))
    with ProcessPoolExecutor() as processes:
        found = processes.map(read_if_any, paths)
        return {
            f"{path.parent.name}/{path.stem}": (path, document)
            for path, document in zip(paths, found, strict=True)
        }


def test_every_report_is_read_and_what_is_none_is_declined(documents):
    declined = {
        name.removesuffix("-inspection")
        for name, (_, document) in documents.items()
        if not document
    }
    assert declined == NO_REPORTS


def test_no_report_has_a_gap_in_its_numbers_or_a_warning(documents):
    for name, (_, document) in documents.items():
        if document:
            numbers = [paragraph.number for paragraph in document.paragraphs]
            assert numbers == list(range(1, len(numbers) + 1)), name
            assert document.warnings == (), name
            assert document.sections[0].first == 1, name


def test_no_two_reports_have_the_same_id(documents):
    ids = Counter(document.report for _, document in documents.values() if document)
    assert [report for report, count in ids.items() if count > 1] == []


WORD = re.compile(r"[^\W\d⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# What stands in headings besides the titles of sections.
HEADINGS = (
    "What needs to improve Requires requires improvement to be good Good outstanding Outstanding "
    "inadequate Inadequate is are"
)


def words(text):
    return Counter(WORD.findall(text))


def test_no_text_is_lost(documents):
    """Every word stands in a passage or a heading, or in a line that comes again on other pages."""
    lost = {}
    for name, (path, document) in documents.items():
        if document:
            printed = words(" ".join(lines_printed_once(path)))
            held = words(" ".join(passage.text for passage in passages_of(document)))
            for section in document.sections:
                held += words(f"{section.title} {HEADINGS}")
            missing = printed - held
            lost[name] = letters(missing) / letters(printed)
    recent = {name: share for name, share in lost.items() if name[-21:-11] >= "2018-05"}
    assert max(recent.values()) < 0.001, worst(recent)
    # Minor headings of the older ones, over two lines in the list of contents, are no passages.
    assert max(lost.values()) < 0.006, worst(lost)


def worst(lost):
    return sorted(lost.items(), key=lambda item: -item[1])[:5]


def letters(counts):
    return sum(len(word) * count for word, count in counts.items())


def lines_printed_once(path):
    document = pypdfium2.PdfDocument(path)
    lines = [
        line.replace("\ufffe", "-")
        for page in document
        for line in page.get_textpage().get_text_range().split("\r\n")
    ]
    document.close()
    times = Counter(map(without_numbers, lines))
    return [line for line in lines if times[without_numbers(line)] == 1]


def without_numbers(line):
    """A heading and its line in the list of contents are the same then."""
    return re.sub(r"\d+", "#", line).strip(" .#")
