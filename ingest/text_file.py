"""Plain text to Lines."""

from __future__ import annotations

from ingest.characters import tidy
from ingest.errors import UnsupportedFile
from ingest.lines import Line

LARGEST_TEXT_MIB = 5


def read_text(data: bytes, source: str) -> tuple[Line, ...]:
    """The lines that hold anything, () where none does; form feeds mark pages.

    UTF-8, UTF-16 with a byte order mark, else Windows-1252. Raises UnsupportedFile for bytes that
    are no text, or more than LARGEST_TEXT_MIB of it.
    """
    if len(data) > LARGEST_TEXT_MIB * 2**20:
        raise UnsupportedFile(
            f"{source} holds more than {LARGEST_TEXT_MIB} MiB of text, far more than an inspection "
            "report. Give one report a file."
        )
    text = _decode(data, source)
    lines: list[Line] = []
    page = 1 if "\f" in text else None
    gap = True
    for raw in text.replace("\f", "\n\f\n").split("\n"):
        if raw == "\f" and page is not None:
            page += 1
        stripped = tidy(raw).strip()
        if stripped:
            lines.append(Line(stripped, gap, page))
        gap = not stripped
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
        f"{source} is not plain text that we can read. Save the report as PDF, Word (.docx) or a "
        "UTF-8 .txt file."
    )
