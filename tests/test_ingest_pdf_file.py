"""Reports printed as PDF, with what makes them hard to read."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_reports import FOOTER, NOTE, as_text, printed
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import EmptyFile, IngestError, NotAReport, UnsupportedFile
from ingest.passages import passages_of
from ingest.pdf_file import MAX_PAGES, read_pdf
from ingest.report import read_report


def words(document):
    """What can be cited, without the pages, which a text does not have."""
    return [(p.locator, p.section, p.grade, p.text) for p in passages_of(document)]


@pytest.fixture(scope="module")
def from_text():
    return read_report(as_text().encode(), "westmarsh.txt")


@pytest.mark.parametrize("lines_a_page", [16, 17, 19, 27, 30, 40])
@pytest.mark.parametrize("hanging", [True, False])
def test_a_pdf_gives_the_same_passages_as_the_text(from_text, lines_a_page, hanging):
    document = read_report(printed(lines_a_page, hanging), "westmarsh.pdf")
    assert words(document) == words(from_text)
    assert document.warnings == from_text.warnings == ()


@pytest.fixture(scope="module")
def document():
    return read_report(printed(), "westmarsh.pdf")


def test_the_cover_is_believed_and_not_the_footers(document):
    assert document.report == "vale-of-westmarsh-2022-12"
    assert document.start_date.isoformat() == "2022-11-28"
    assert document.lead_inspector == "Name of Inspector"
    everything = " ".join(passage.text for passage in passages_of(document))
    assert FOOTER[1] not in everything


def test_grades_stand_beside_labels_of_several_lines(document):
    assert [(row.area, row.grade) for row in document.judgements] == [
        ("leaders", "good"),
        ("help_and_protection", "requires improvement"),
        ("in_care", "outstanding"),
        ("care_leavers", "inadequate"),
        ("overall", "good"),
    ]


def test_a_footnote_inside_a_paragraph_is_taken_out_of_it(document):
    assert [note.text for note in document.footnotes] == [NOTE]
    assert document.paragraphs[1].block.text.endswith("every case. They meet each day.")


def test_a_paragraph_knows_the_page_it_begins_on(document):
    pages = [paragraph.block.page for paragraph in document.paragraphs]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 1


def test_a_hyphen_at_the_end_of_a_line_stays(document):
    assert "the multi-agency team" in document.paragraphs[0].block.text
    assert document.paragraphs[2].block.text.startswith("16- and 17-year-olds")


def test_headings_are_told_from_running_text():
    looks = {line.text: line.heading for line in read_pdf(printed(), "westmarsh.pdf")}
    assert looks["What needs to improve?"] is True
    assert looks["Lead inspector: Name of Inspector, His Majesty’s Inspector"] is False


def a_pdf(pages=1, text=None, encrypt=None):
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(595, 842), encrypt=encrypt)
    for _ in range(pages):
        if text:
            canvas.drawString(72, 700, text)
        else:
            canvas.rect(72, 72, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (a_pdf(), EmptyFile, "only pictures of pages"),
        (printed()[:3000], UnsupportedFile, "damaged PDF"),
        (b"%PDF-1.7 and nothing else", UnsupportedFile, "damaged PDF"),
        (a_pdf(text="x", encrypt=StandardEncryption("secret")), UnsupportedFile, "a password"),
        (a_pdf(MAX_PAGES + 1, "word"), UnsupportedFile, "has 401 pages; a report has at most 400"),
        (a_pdf(text="A shopping list: eggs."), NotAReport, "not an inspection report"),
    ],
)
def test_other_pdfs_are_declined_with_the_reason(data, error, says):
    with pytest.raises(error, match=says) as caught:
        read_report(data, "file.pdf")
    assert str(caught.value).startswith("file.pdf ")
    assert "\n" not in str(caught.value)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_to_a_file_brings_any_other_error(data):
    content = bytearray(printed())
    for _ in range(data.draw(st.integers(1, 30))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(IngestError):
        read_report(bytes(content[: data.draw(st.integers(1, len(content)))]), "damaged.pdf")
