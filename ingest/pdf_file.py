"""A PDF → lines in reading order, without what is printed on every page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pypdfium2

from ingest.blocks import collapse
from ingest.errors import EmptyFile, UnsupportedFile
from ingest.lines import Line
from ingest.pdf_page import SUPERSCRIPTS, pieces_of, with_references
from ingest.pdf_table import Row, with_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.pdf_page import Piece

# The longest inspection report of any framework has some 60 pages.
MAX_PAGES = 400

# Points from the edges of the page in which running headers, footers and page numbers stand.
_TOP, _BOTTOM = 60.0, 80.0
_SAME_LINE = 3.0
# Lines of one paragraph are some 1.2 times their size apart, paragraphs 1.6 times and more.
_GAP = 1.5

_SMALL_PRINT = 0.9
_NOTE_NUMBER = re.compile(r"^\d{1,2}(?=\s)")

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BULLETS = {"\uf02d": "–", "\uf0b7": "•", "\uf0a7": "•", "\uf06e": "•", "\uf0d8": "•"}
_LETTERS = str.maketrans({**_LIGATURES, **_BULLETS, "\u00ad": None, "\ufeff": None})
# An apostrophe in another font than the words around it comes with spaces that nobody sees.
_LOOSE_APOSTROPHE = re.compile(r"(?<=\w)(?: ’ ?|’ )(?=s\b)")


def read_pdf(data: bytes, source: str) -> tuple[Line, ...]:
    """The lines of every page, top to bottom; running headers, footers and page numbers are gone.

    Raises UnsupportedFile where the file is damaged, locked or too long, EmptyFile where its pages
    hold no text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnsupportedFile(f"{source} {_refused(error)}") from error
    try:
        if len(document) > MAX_PAGES:
            raise UnsupportedFile(
                f"{source} has {len(document):,} pages; a report has at most {MAX_PAGES}. "
                "Save the report alone as a PDF."
            )
        pages = [_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    sizes = Counter(round(piece.size, 1) for _, pieces in pages for piece in pieces)
    body_size = sizes.most_common(1)[0][0] if sizes else 0.0
    lines = tuple(line for page in _without_furniture(pages) for line in _lines(page, body_size))
    if not lines:
        raise EmptyFile(
            f"{source} holds no text, only pictures of pages. Ask for the PDF that Ofsted "
            "published, or have the text recognised first."
        )
    return lines


def _refused(error: pypdfium2.PdfiumError) -> str:
    if "password" in str(error).lower():
        return "is locked with a password. Save it without one."
    return "is a damaged PDF that cannot be opened. Download it again."


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[float, list[Piece]]:
    """The height of a page and what stands on it; a page that cannot be read is empty."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return 0.0, []
    try:
        return page.get_height(), with_references(pieces_of(page, number + 1))
    finally:
        page.close()


def _without_furniture(pages: Sequence[tuple[float, list[Piece]]]) -> Iterator[list[Piece]]:
    """The pages without what stands in their margins and is a number, or comes again elsewhere."""
    margins = [
        {_without_digits(piece) for piece in pieces if _in_margin(piece, height)}
        for height, pieces in pages
    ]
    times = Counter(text for page in margins for text in page)
    for height, pieces in pages:
        yield [
            piece
            for piece in pieces
            if not _in_margin(piece, height)
            or not (_is_page_number(piece) or times[_without_digits(piece)] > 1)
        ]


def _in_margin(piece: Piece, height: float) -> bool:
    return piece.base < _BOTTOM or piece.base > height - _TOP


def _is_page_number(piece: Piece) -> bool:
    # A line can end in a year that stands alone on the next.
    return piece.text.strip().isdigit() and int(piece.text) <= MAX_PAGES


def _without_digits(piece: Piece) -> str:
    return re.sub(r"\d+", "#", collapse(piece.text)).removesuffix(" #")


def _lines(pieces: Iterable[Piece], body_size: float) -> Iterator[Line]:
    rows = list(with_tables(_rows(pieces)))
    notes = _first_of_notes(rows, body_size)
    for at, row in enumerate(rows):
        before = rows[at - 1] if at else None
        gap = before is None or before.end - row.base > _GAP * max(row.size, before.size)
        text = _LOOSE_APOSTROPHE.sub("’", row.text.translate(_LETTERS)).strip()
        if at >= notes:
            text = _NOTE_NUMBER.sub(lambda number: number[0].translate(SUPERSCRIPTS), text)
        if text:
            yield Line(text, gap, row.page, heading=row.bold, left=row.left)


def _first_of_notes(rows: Sequence[Row], body_size: float) -> int:
    """Index of the first of the rows in small print that a page ends with."""
    first = len(rows)
    while first and rows[first - 1].size <= _SMALL_PRINT * body_size:
        first -= 1
    return first


def _rows(pieces: Iterable[Piece]) -> Iterator[Row]:
    """Pieces on one line together, left to right; rows from the top of the page down."""
    ordered = sorted(pieces, key=lambda piece: -piece.base)
    rows: list[list[Piece]] = []
    for piece in ordered:
        if rows and rows[-1][0].base - piece.base <= _SAME_LINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        yield Row(tuple(sorted(row, key=lambda piece: piece.left)))
