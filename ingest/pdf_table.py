"""Rows of a table of grades, whose cells run over several lines, put together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.pdf_page import Piece

_GRADE = re.compile(
    r"^(?:(?:judgement )?grade|outstanding|good|requires(?: improvement.*)?|improvement to be good"
    r"|inadequate)\s*$",
    re.IGNORECASE,
)
_NEW_LABEL = re.compile(r"^(?:The |Overall |Children |\d+(?:\.\d+)?\.? [A-Z])")
# Lines of one cell are closer than this many times their size.
_SAME_CELL = 1.6
_COLUMN_SLACK = 12.0
_LABEL_SLACK = 40.0
# Points from the left edge: words that far to the right begin no line of running text.
_LEAST_COLUMN = 250.0


@dataclass(frozen=True)
class Row:
    """Pieces that stand on one line, or in one row of a table, in reading order; at least one."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Cells with tabs between them, the lines of one cell with spaces."""
        text = self.pieces[0].text.strip()
        for before, piece in zip(self.pieces, self.pieces[1:], strict=False):
            same_cell = piece.base < before.base and abs(piece.left - before.left) < _LABEL_SLACK
            text += (" " if same_cell else "\t") + piece.text.strip()
        return text

    @property
    def base(self) -> float:
        """The height of its first line."""
        return max(piece.base for piece in self.pieces)

    @property
    def end(self) -> float:
        """The height of its last line."""
        return min(min(piece.base, piece.end) for piece in self.pieces)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def size(self) -> float:
        """Of its largest letters, in points."""
        return max(piece.size for piece in self.pieces)

    @property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(piece.bold for piece in self.pieces)

    @property
    def page(self) -> int:
        """From 1."""
        return self.pieces[0].page


def with_tables(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of a page; where grades stand in a column, a row of the table is one row.

    A cell belongs to the label beside which it stands: cells are centred, so the first line of a
    label may stand above its grade and the last one below.
    """
    kept = list(rows)
    columns = [
        piece.left for row in kept for piece in row.pieces if _is_grade(piece, _LEAST_COLUMN)
    ]
    groups: list[list[Row]] = []
    cells: list[Piece] = []
    for row in kept:
        labels = tuple(piece for piece in row.pieces if not _in_column(piece, columns))
        cells += [piece for piece in row.pieces if _in_column(piece, columns)]
        if labels:
            _add(groups, Row(labels))
    beside: dict[int, list[Piece]] = {}
    for cell in cells:
        nearest = min(range(len(groups)), key=lambda at: _distance(cell, groups[at]), default=None)
        beside.setdefault(-1 if nearest is None else nearest, []).append(cell)
    for cell in beside.get(-1, ()):
        yield Row((cell,))
    for at, group in enumerate(groups):
        if at in beside:
            labels = tuple(piece for row in group for piece in row.pieces)
            yield Row((*labels, *beside[at]))
        else:
            yield from group


def _is_grade(piece: Piece, least_left: float) -> bool:
    return piece.left > least_left and bool(_GRADE.match(piece.text))


def _in_column(piece: Piece, columns: Sequence[float]) -> bool:
    return any(abs(piece.left - column) < _COLUMN_SLACK for column in columns)


def _add(groups: list[list[Row]], row: Row) -> None:
    """To the label that it goes on with, or as the beginning of another."""
    if groups:
        last = groups[-1][-1]
        apart = last.end - row.base > _SAME_CELL * max(last.size, row.size)
        if not apart and not _NEW_LABEL.match(row.text):
            groups[-1].append(row)
            return
    groups.append([row])


def _distance(cell: Piece, group: Sequence[Row]) -> float:
    lowest, highest = group[-1].end, group[0].base
    return max(lowest - cell.base, cell.base - highest, 0.0)
