"""Bytes to lines of text, by what the bytes are and not by what the file is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.errors import EmptyFile, UnsupportedFile
from ingest.text_file import read_text
from ingest.zip_archive import open_archive

if TYPE_CHECKING:
    from ingest.lines import Line

_HEAD_BYTES = 2048
# Viewers look for this in the first kilobyte, since mail gateways may put something before it.
_PDF_MAGIC = b"%PDF-"
_PDF_WITHIN_BYTES = 1024
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The tags by which browsers recognise a page that does not say so: mimesniff.spec.whatwg.org.
_WEB_PAGE = re.compile(
    rb"<(?:!--|!doctype html|(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br"
    rb"|p|meta)[\s>])",
    re.IGNORECASE,
)
_XML = re.compile(rb"<\?xml\s")
_WEB_PAGE_IN_XML = re.compile(rb"<(?:!doctype\s+)?html[\s>]", re.IGNORECASE)
_WEB_ARCHIVE = re.compile(
    rb"(?:from: <saved by|mime-version:).*multipart/related", re.IGNORECASE | re.DOTALL
)

_SAVE = "Save the report as PDF, Word (.docx) or plain text and add that."
_PICTURE = ("a picture", "Add the PDF as Ofsted publishes it, whose text can be read.")
_ARCHIVE = ("a compressed archive", "Take the report out of it and add that.")
_DECLINED = (
    (b"{\\rtf", "a rich-text document (.rtf)", _SAVE),
    (b"\x89PNG\r\n\x1a\n", *_PICTURE),
    (b"\xff\xd8\xff", *_PICTURE),
    (b"GIF8", *_PICTURE),
    (b"II*\x00", *_PICTURE),
    (b"MM\x00*", *_PICTURE),
    (b"\x1f\x8b", *_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", *_ARCHIVE),
    (b"Rar!\x1a\x07", *_ARCHIVE),
)
# Names of streams inside; in the directory of the file they are written as UTF-16.
_OLE_KINDS = (
    ("EncryptedPackage", "a Word or other Office document locked with a password",
     "Open it, remove the password under File, Info, and save it again."),
    ("WordDocument", "an old Word document (.doc)", _SAVE),
    ("Workbook", "an old spreadsheet (.xls)", _SAVE),
    ("PowerPoint Document", "an old presentation (.ppt)", _SAVE),
    ("__substg1.0_", "an e-mail message (.msg)", "Save its attachment and add that."),
    ("", "an old Office document", _SAVE),
)  # fmt: skip
# What the names of the parts begin with.
_ZIP_KINDS = (
    ("xl/", "a spreadsheet (.xlsx)", _SAVE),
    ("ppt/", "a presentation (.pptx)", _SAVE),
    ("META-INF/container.xml", "an e-book (.epub)", _SAVE),
    ("content.xml", "an OpenDocument file (.odt or like it)", _SAVE),
    ("", "a zip archive", "Take the report out of it and add that."),
)


def read_lines(data: bytes, source: str) -> tuple[Line, ...]:
    """The lines of a PDF, Word document, web page or plain text, in reading order, never empty.

    ``source`` names the file in errors and plays no part in what it is taken for. Raises
    EmptyFile where there is no text, UnsupportedFile for any other kind of file and for one that
    is damaged, locked or too large.
    """
    lines = _read(data, source) if data else ()
    if not lines:
        raise EmptyFile(f"{source} holds no text. Give the text of an inspection report.")
    return lines


def _read(data: bytes, source: str) -> tuple[Line, ...]:
    """The readers are imported where they are used: a text file needs none of their libraries."""
    head = _head(data)
    if data.startswith(_ZIP_MAGIC):
        _require_word(data, source)
        from ingest.word_file import read_word

        return read_word(data, source)
    if _is_web_page(head):
        from ingest.web_page import read_web_page

        return read_web_page(data, source)
    if _PDF_MAGIC in data[:_PDF_WITHIN_BYTES]:
        from ingest.pdf_file import read_pdf

        return read_pdf(data, source)
    _decline_others(data, head, source)
    return read_text(data, source)


def _head(data: bytes) -> bytes:
    """The first bytes as browsers look at them: no byte order mark, no white space before."""
    head = data[:_HEAD_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _is_web_page(head: bytes) -> bool:
    if _XML.match(head):
        return bool(_WEB_PAGE_IN_XML.search(head))
    return bool(_WEB_PAGE.match(head))


def _decline_others(data: bytes, head: bytes, source: str) -> None:
    if data.startswith(_OLE_MAGIC):
        kinds = ((name.encode("utf-16-le"), what, repair) for name, what, repair in _OLE_KINDS)
        _decline(source, *next((what, repair) for name, what, repair in kinds if name in data))
    for magic, what, repair in _DECLINED:
        if head.startswith(magic):
            _decline(source, what, repair)
    if _XML.match(head):
        _decline(source, "an XML file", _SAVE)
    if _WEB_ARCHIVE.match(head):
        _decline(source, "a web archive (.mht)", "Save the page as 'Web page, HTML only'.")


def _require_word(data: bytes, source: str) -> None:
    with open_archive(data, source) as archive:
        names = archive.namelist()
    if any(name.startswith("word/") for name in names):
        return
    _decline(
        source,
        *next(
            (what, repair)
            for start, what, repair in _ZIP_KINDS
            if not start or any(name.startswith(start) for name in names)
        ),
    )


def _decline(source: str, what: str, repair: str) -> None:
    raise UnsupportedFile(
        f"{source} is {what}; only PDF, Word (.docx), web pages and plain text are read. {repair}"
    )
