"""Paragraphs, list items and tables, in the order of the file, to Lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.characters import tidy
from ingest.lines import Line

BULLET = "- "

_SPACES = re.compile(r"[^\S\t]+")
_AROUND_TABS = re.compile(r" *\t *")


@dataclass
class _Block:
    """A paragraph that more text may still belong to: pieces with whether they are bold."""

    marker: str = ""
    heading: bool = False
    pieces: list[tuple[str, bool]] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """Its lines without the marker, the first after a gap; [] where no text is in them."""
        text = "".join(piece for piece, _ in self.pieces)
        bold = all(bold for piece, bold in self.pieces if piece.strip())
        heading = self.heading or (bold and self.marker != BULLET)
        texts = [one for part in tidy(text).split("\n") if (one := _spaced(part))]
        return [Line(one, after_gap=at == 0, heading=heading) for at, one in enumerate(texts)]


@dataclass
class Flow:
    """Takes a file's text as a reader meets it; ``lines`` hold what is finished.

    Every paragraph and list item starts after a gap; lines of one paragraph and rows of one table
    follow each other without one. A row whose text all stands in one cell, such as a box around
    paragraphs, gives that cell's own lines.
    """

    lines: list[Line] = field(default_factory=list)
    _block: _Block = field(default_factory=_Block)
    _set_aside: list[_Block] = field(default_factory=list)
    _tables: list[bool] = field(default_factory=list)
    _row: list[list[Line]] | None = None
    _first_row: bool = False

    def begin(self, *, heading: bool = False) -> None:
        """Finish what is open and start a paragraph; a marker not used yet stays for it."""
        self.end()
        self._block.heading = heading

    def begin_item(self, marker: str, *, heading: bool = False) -> None:
        """Start a paragraph whose first line begins with the marker, such as ``"12. "``."""
        self.begin(heading=heading)
        self._block.marker = marker

    def end_item(self) -> None:
        """Finish what is open; a marker that no text followed is dropped."""
        self.end()
        self._block.marker = ""

    def restyle(self, marker: str, *, heading: bool = False) -> None:
        """Give the open paragraph another marker and layout, its text stays."""
        self._block.marker = marker
        self._block.heading = heading

    def add(self, text: str, *, bold: bool = False) -> None:
        r"""Text of the open paragraph; ``"\n"`` breaks the line."""
        self._block.pieces.append((text, bold))

    def end(self) -> None:
        """Finish the open paragraph; without text it leaves no line."""
        lines = self._block.lines()
        if not lines:
            self._block = _Block(self._block.marker)
            return
        first = Line(self._block.marker + lines[0].text, True, heading=lines[0].heading)
        self._block = _Block()
        self._target().extend([first, *lines[1:]])

    def set_aside(self) -> None:
        """Leave the open paragraph for a text box that is anchored in it."""
        self._set_aside.append(self._block)
        self._block = _Block()

    def take_up(self) -> None:
        """Go on with the paragraph that was set aside last."""
        self.end_item()
        self._block = self._set_aside.pop()

    def begin_table(self, *, layout: bool) -> None:
        """Start a table; in one that only lays out a page, cells hold paragraphs like any."""
        self.end()
        self._tables.append(not layout and self._row is None)
        self._first_row = True

    def begin_row(self) -> None:
        """Start a row of the innermost table."""
        self.end()
        if self._tables and self._tables[-1]:
            self._row = []

    def begin_cell(self) -> None:
        """Start a cell of the row."""
        self.end()
        if self._row is not None:
            self._row.append([])

    def end_row(self) -> None:
        """Finish the row: one line, tabs between its cells."""
        self.end_item()
        if not (self._tables and self._tables[-1]) or self._row is None:
            return
        cells, self._row = self._row, None
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            self.lines.extend(filled[0])
        elif filled:
            text = "\t".join(" ".join(line.text for line in cell) for cell in cells).strip()
            self.lines.append(Line(text, after_gap=self._first_row, heading=False))
        self._first_row = False

    def end_table(self) -> None:
        """Finish the innermost table."""
        self.end_item()
        if self._tables:
            self._tables.pop()

    def _target(self) -> list[Line]:
        if self._row is None:
            return self.lines
        if not self._row:
            self._row.append([])
        return self._row[-1]


def _spaced(text: str) -> str:
    return _AROUND_TABS.sub("\t", _SPACES.sub(" ", text)).strip()
