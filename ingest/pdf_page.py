"""One page of a PDF → the pieces of text on it, with what their look says of them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pypdfium2

_BOLD_WEIGHT = 600
# A raised digit of this share of the size of the words before it refers to a footnote.
_RAISED = 0.75
# Wider than this many times the size of the words, a space parts two cells of a table.
_CELL_GAP = 1.5
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# PDFium's mark for a hyphen at the end of a line, which it then joins with the next one.
_LINE_END_HYPHEN = "\ufffe"
_APOSTROPHES = "’'"


@dataclass(frozen=True)
class Piece:
    """Words that stand together on one line; distances in points from the page's lower left.

    ``base`` is the height of the line that the letters stand on, ``end`` that of the last letter,
    which is lower where a hyphen joins two lines.

    ``size`` is that of the largest letters among its ends; ``bold`` says that both ends are.
    Digits that refer to a footnote are superscript letters.
    """

    text: str
    page: int
    left: float
    right: float
    base: float
    end: float
    size: float
    bold: bool


def pieces_of(page: pypdfium2.PdfPage, number: int) -> Iterator[Piece]:
    """The pieces of a page in the order of its content, cells of a table each for itself."""
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        start = 0
        for line in text.split("\r\n"):
            for first, last in _cells(textpage, line, start):
                yield _piece(textpage, text[first : last + 1], first, number)
            start += len(line) + 2
    finally:
        textpage.close()


def with_references(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, a raised number that stands alone joined to the words beside it."""
    kept = list(pieces)
    for number in [piece for piece in kept if piece.text.strip().isdigit()]:
        for at, piece in enumerate(kept):
            joined = _with_reference(piece, number)
            if joined is not None:
                kept[at] = joined
                kept.remove(number)
                break
    return kept


def _with_reference(piece: Piece, number: Piece) -> Piece | None:
    raised = piece.base < number.base < piece.base + piece.size and number.size < piece.size
    sign = number.text.strip().translate(SUPERSCRIPTS)
    if raised and abs(number.left - piece.right) < piece.size:
        return replace(piece, text=piece.text.rstrip() + sign, right=number.right)
    if raised and abs(piece.left - number.right) < piece.size:
        return replace(piece, text=f"{sign} {piece.text.lstrip()}", left=number.left)
    return None


def _cells(textpage: pypdfium2.PdfTextPage, line: str, start: int) -> Iterator[tuple[int, int]]:
    """Indices of the first and last letter of each run of words without a wide gap."""
    words = line.rstrip()
    first = len(words) - len(words.lstrip())
    if first == len(words):
        return
    for at in range(first + 1, len(words) - 1):
        if words[at] == " " and words[at - 1] != " ":
            following = at + len(words[at:]) - len(words[at:].lstrip())
            before, after = start + at - 1, start + following
            gap = textpage.get_charbox(after)[0] - textpage.get_charbox(before)[2]
            # PDFium goes on with a line that begins anew only a little lower.
            if gap > _CELL_GAP * _size(textpage, before) or gap < -_size(textpage, before):
                yield start + first, before
                first = following
    yield start + first, start + len(words) - 1


def _piece(textpage: pypdfium2.PdfTextPage, raw: str, first: int, page: int) -> Piece:
    last = first + len(raw) - 1
    size = max(
        _size(textpage, first), _size(textpage, last), _size(textpage, first + len(raw) // 2)
    )
    letters = [_letter(textpage, letter, first + at, size) for at, letter in enumerate(raw)]
    return Piece(
        text="".join(letters).replace(_LINE_END_HYPHEN, "-"),
        page=page,
        left=textpage.get_charbox(first)[0],
        right=textpage.get_charbox(last)[2],
        base=_base(textpage, first),
        end=_base(textpage, last),
        size=size,
        bold=_bold(textpage, first) and _bold(textpage, last),
    )


def _letter(textpage: pypdfium2.PdfTextPage, letter: str, at: int, size: float) -> str:
    if letter.isdigit() and _size(textpage, at) <= _RAISED * size:
        return letter.translate(SUPERSCRIPTS)
    return letter


def _size(textpage: pypdfium2.PdfTextPage, at: int) -> float:
    return float(pdfium.FPDFText_GetFontSize(textpage, at))


def _base(textpage: pypdfium2.PdfTextPage, at: int) -> float:
    height = ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, at, ctypes.c_double(), height)
    return height.value


def _bold(textpage: pypdfium2.PdfTextPage, at: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(textpage, at) >= _BOLD_WEIGHT:
        return True
    length = pdfium.FPDFText_GetFontInfo(textpage, at, None, 0, None)
    name = ctypes.create_string_buffer(length)
    pdfium.FPDFText_GetFontInfo(textpage, at, name, length, None)
    return b"bold" in name.value.lower()
