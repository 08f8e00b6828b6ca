"""Files are told apart by what they are, whatever they are called."""

import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_layouts import as_web_page, as_word_file, lines_or_error, paragraph, word_file, zipped

from ingest.errors import EmptyFile, NotAReport, UnsupportedFile
from ingest.lines import Line
from ingest.readers import read_lines
from ingest.report import read_report

CORPUS = Path(__file__).parents[1] / "corpus" / "sandwell-2025-10.txt"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture(scope="module")
def document():
    return read_report(CORPUS.read_bytes(), CORPUS.name)


@pytest.mark.parametrize("laid_out", [as_word_file, as_web_page])
def test_the_default_report_is_the_same_document_in_every_format(document, laid_out):
    """Header, grades, summary, improvements, sections, every paragraph, footnote and notes."""
    other = read_report(laid_out(document), "report.bin")
    assert replace(other, source=document.source, sha256=document.sha256) == document


@pytest.mark.parametrize(
    "data",
    [
        b"A line",
        "\ufeff<!DOCTYPE html><p>A line".encode(),
        "<html><p>A line".encode("utf-16"),
        b"\n <!-- saved from url=(0014)about:internet -->\n<p>A line",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>A line</p></html>',
        word_file(paragraph("A line")),
    ],
)
def test_the_name_of_a_file_plays_no_part(data):
    assert [line.text for line in read_lines(data, "report.pdf")] == ["A line"]


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n\n", b"X-Gateway: ok\r\n"])
def test_a_pdf_goes_to_its_reader(monkeypatch, before):
    lines = (Line("A line", after_gap=True, page=1),)
    reader = SimpleNamespace(read_pdf=lambda _data, _source: lines)
    monkeypatch.setitem(sys.modules, "ingest.pdf_file", reader)
    assert read_lines(before + b"%PDF-1.7\n...", "report.txt") == lines


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "an old Word document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (OLE + "Workbook".encode("utf-16-le"), "an old spreadsheet"),
        (OLE, "an old Office document"),
        (b"{\\rtf1 hello}", "a rich-text document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"\x1f\x8b\x08", "a compressed archive"),
        (b'<?xml version="1.0"?><report/>', "an XML file"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related;", "a web archive"),
        (zipped({"report.txt": "hello"}), "a zip archive"),
        (zipped({}), "a zip archive"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a spreadsheet"),
        (zipped({"ppt/presentation.xml": ""}), "a presentation"),
        (zipped({"mimetype": "application/vnd.oasis…", "content.xml": ""}), "an OpenDocument"),
        (b"PK\x03\x04 and no more", "damaged or cut short"),
        (b"\x00\x01\x02", "not plain text"),
    ],
)
def test_other_kinds_are_declined_by_name_with_what_to_do(data, says):
    with pytest.raises(UnsupportedFile, match=says) as caught:
        read_lines(data, "report.pdf")
    message = str(caught.value)
    assert message.startswith("report.pdf is ")
    assert message.endswith(".")
    assert message.count(". ") >= 1
    assert "\n" not in message


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\n", b"\xef\xbb\xbf", b"<html><script>x</script></html>", word_file(paragraph(""))],
)
def test_a_file_without_text_is_empty(data):
    with pytest.raises(EmptyFile, match=r"x.txt holds no text"):
        read_lines(data, "x.txt")


def test_a_web_page_that_is_no_report_is_declined_as_such():
    with pytest.raises(NotAReport, match=r"report.pdf is not an inspection report"):
        read_report(b"<!doctype html><h1>Page not found</h1>", "report.pdf")


def test_plain_text_that_begins_like_a_picture_stays_text():
    assert read_lines(b"BM and MZ are initials", "x.txt")[0].text == "BM and MZ are initials"


_SAMPLES = [
    as_web_page,
    as_word_file,
    lambda _: OLE + "WordDocument".encode("utf-16-le"),
    lambda _: CORPUS.read_bytes(),
]


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"<html>", b"<?xml ", OLE]))
def test_any_bytes_give_lines_or_one_clear_error(data, start):
    lines_or_error(read_lines, start + data)


@given(st.data())
def test_damaged_files_give_lines_or_one_clear_error(document, data):
    sample = data.draw(st.sampled_from(_SAMPLES))(document)
    cut = data.draw(st.integers(1, len(sample)))
    damaged = BytesIO(sample)
    for at in data.draw(st.lists(st.integers(0, len(sample) - 1), max_size=12)):
        damaged.seek(at)
        damaged.write(data.draw(st.binary(min_size=1, max_size=4)))
    lines_or_error(read_lines, damaged.getvalue()[:cut])
    lines_or_error(read_lines, damaged.getvalue())


@given(st.data())
def test_word_files_with_damaged_parts_give_lines_or_one_clear_error(document, data):
    """Whole zip archives, since the checksums of a damaged one stop a reader early."""
    with zipfile.ZipFile(BytesIO(as_word_file(document))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    length = data.draw(st.integers(0, 40))
    put_in = data.draw(st.sampled_from([b"", b"<", b">", b'"', b"w:", b"0", b"\xff", b"</w:p>"]))
    parts[name] = parts[name][:at] + put_in + parts[name][at + length :]
    lines_or_error(read_lines, zipped(parts))
