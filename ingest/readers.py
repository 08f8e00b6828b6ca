"""Bytes to lines of text, by what the bytes are and not by what the file is called."""

from __future__ import annotations

from ingest.errors import EmptyFile, UnsupportedFile
from ingest.lines import Line

_KNOWN_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word or other zipped document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich-text document"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)


def read_lines(data: bytes, source: str) -> tuple[Line, ...]:
    """The lines of a file that hold anything; ``source`` names the file in errors.

    Raises UnsupportedFile for anything but plain text, EmptyFile where nothing is left.
    """
    start = data[:1024].lstrip().lower()
    for magic, name in _KNOWN_FORMATS:
        if start.startswith(magic.lower()):
            raise UnsupportedFile(
                f"{source} is {name}; only plain text is read. Save the report as a .txt file."
            )
    text = _decode(data, source)
    lines: list[Line] = []
    page = 1 if "\f" in text else None
    gap = True
    for raw in text.replace("\f", "\n\f\n").split("\n"):
        if raw == "\f" and page is not None:
            page += 1
        stripped = raw.strip()
        if stripped:
            lines.append(Line(stripped, gap, page))
        gap = not stripped
    if not lines:
        raise EmptyFile(f"{source} holds no text. Give the text of an inspection report.")
    return tuple(lines)


def _decode(data: bytes, source: str) -> str:
    encodings = ["utf-8-sig", "cp1252"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnsupportedFile(
        f"{source} is not plain text that we can read. Save the report as a UTF-8 .txt file."
    )
