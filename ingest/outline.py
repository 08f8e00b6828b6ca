"""Lines → the run of headings, table rows, numbered paragraphs and other text in a report.

Every framework is printed in this form; what the pieces mean is for ``report`` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ingest.blocks import collapse, ends_sentence
from ingest.facts import is_grade, split_grade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.lines import Line

Kind = Literal["heading", "row", "paragraph", "text"]

IMPROVEMENTS_HEADING = re.compile(
    r"^What needs to improve\s*[?:]?\s*[¹²³⁴⁵⁶⁷⁸⁹\d]?$", re.IGNORECASE
)
BULLET = re.compile(r"^[-–—•▪◼*●○■]\s+")
_NUMBERED = re.compile(r"^(?P<number>\d{1,3})(?:(?P<dot>\.)(?:\s+|(?=[^\s\d]))|\s+)(?P<text>\S.*)$")
_TABLE_HEADING = re.compile(r"^(?:Key )?Judgements?\s+(?:Judgement )?Grade$", re.IGNORECASE)
_NUMBERED_LABEL = re.compile(r"^\d(?:\.\d)?\.?\s")
_CLOSING = re.compile(r"^The Office for Standards in Education", re.IGNORECASE)
_LARGEST_SKIP = 3
# Points by which numbers may stand right of where the first one stood, and by which the lines after
# a number stand right of it at least.
_COLUMN_SLACK = 8.0
_HANGING = 8.0


@dataclass
class Item:
    """One piece; ``lines`` are its own, a paragraph's first without the number."""

    kind: Kind
    lines: list[Line]
    number: int | None = None

    @property
    def text(self) -> str:
        """All its words, as if the lines had never been broken."""
        return collapse(" ".join(line.text for line in self.lines))

    @property
    def page(self) -> int | None:
        """Where it begins."""
        return self.lines[0].page


@dataclass(frozen=True)
class Outline:
    """The items in reading order, and what was odd about the numbering, a line each."""

    items: tuple[Item, ...]
    warnings: tuple[str, ...]


def outline(lines: Sequence[Line]) -> Outline:
    """The outline of a report, footnotes already taken out of the lines.

    A number opens a paragraph only where it continues the count and stands where numbers stand,
    so that a wrapped line that happens to begin with "16." does not. Where the file does not say
    what is laid out as a heading, a line is one if a paragraph follows at once and it ends in a
    grade or repeats a label of the table of grades.
    """
    builder = _Builder(lines)
    at = 0
    while at < len(lines):
        at += builder.take(at)
    return Outline(tuple(builder.items), tuple(builder.warnings))


@dataclass
class _Builder:
    lines: Sequence[Line]
    items: list[Item] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    expected: int = 1
    in_table: bool = False
    closing: bool = False
    column: float | None = None

    def take(self, at: int) -> int:
        """Place the line at ``at``; gives how many lines that used up."""
        line = self.lines[at]
        if self.closing or self._closes(line):
            self._add_text(line, anew=not self.closing)
            self.closing = True
        elif self._is_row(line):
            self._add_row(line)
        elif found := self._opens(at, self.expected, self._before()):
            self._add_paragraph(line, *found)
        elif count := self._heading(at):
            self._add_heading(at, count)
            return count
        elif self._belongs_to_paragraph(line):
            self.items[-1].lines.append(line)
        else:
            self._add_text(line, anew=False)
        return 1

    def _closes(self, line: Line) -> bool:
        return self.expected > 1 and line.after_gap and bool(_CLOSING.match(line.text))

    def _is_row(self, line: Line) -> bool:
        text = collapse(line.text)
        if _TABLE_HEADING.match(text):
            return True
        if self.expected > 1:
            return False
        if self.in_table and line.left is None:
            return split_grade(text) is not None
        if self.in_table:
            return _grade_cell(line)
        # The older tables have no row of titles; their labels are numbered.
        return _grade_cell(line) and bool(_NUMBERED_LABEL.match(text))

    def _add_row(self, line: Line) -> None:
        text = collapse(line.text)
        self.in_table = bool(_TABLE_HEADING.match(text)) or self.in_table
        if graded := split_grade(text):
            self.labels.add(graded[0].lower())
        self.items.append(Item("row", [line]))

    def _before(self) -> str:
        """The words that a paragraph's number would follow."""
        last = self.items[-1] if self.items else None
        return last.text if last and last.kind == "paragraph" else "."

    def _opens(self, at: int, expected: int, before: str) -> tuple[int, str] | None:
        """Number and first words of the paragraph that the line at ``at`` begins, if it does."""
        line = self.lines[at]
        found = _NUMBERED.match(line.text)
        if found is None or _grade_cell(line):
            return None
        dotted = bool(found["dot"])
        if not ends_sentence(before) and not (line.after_gap and dotted):
            return None
        if not self._stands_as_number(at):
            return None
        number = int(found["number"])
        if number == expected and (dotted or number > 1):
            return number, found["text"]
        skips = dotted and 1 < expected < number <= expected + _LARGEST_SKIP
        return (number, found["text"]) if skips else None

    def _stands_as_number(self, at: int) -> bool:
        """Whether the line begins where numbers do; True where the file does not say where."""
        line, column = self.lines[at], self.column
        if line.left is None or column is None or line.left <= column + _COLUMN_SLACK:
            return True
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if following is None or following.after_gap or following.left is None:
            return False
        return following.left >= line.left + _HANGING

    def _add_paragraph(self, line: Line, number: int, text: str) -> None:
        if number != self.expected:
            self.warnings.append(
                f"The paragraph numbers go from {self.expected - 1} to {number} in this report."
            )
        first = type(line)(text, line.after_gap, line.page, line.heading, line.left)
        self.items.append(Item("paragraph", [first], number))
        self.expected = number + 1
        self.column = line.left if self.column is None else self.column
        self.in_table = False

    def _heading(self, at: int) -> int:
        """How many lines from ``at`` on are one heading; 0 where none is."""
        line = self.lines[at]
        if self.expected > 1 and _grade_cell(line):
            return 1
        if IMPROVEMENTS_HEADING.match(collapse(line.text)):
            return 1
        if line.heading is not None:
            return int(line.heading)
        for count in (1, 2):
            if at + count >= len(self.lines) or not self._opens(at + count, self.expected, "."):
                continue
            text = collapse(" ".join(each.text for each in self.lines[at : at + count]))
            whole = count == 1 or (line.after_gap and not self.lines[at + 1].after_gap)
            if (
                whole
                and not ends_sentence(text)
                and (split_grade(text) or text.lower() in self.labels)
            ):
                return count
        return 0

    def _add_heading(self, at: int, count: int) -> None:
        lines = list(self.lines[at : at + count])
        last = self.items[-1] if self.items else None
        goes_on = last and last.kind == "heading" and not lines[0].after_gap
        if last and goes_on and lines[0].page == last.lines[-1].page:
            last.lines += lines
        else:
            self.items.append(Item("heading", lines))
        self.in_table = False

    def _belongs_to_paragraph(self, line: Line) -> bool:
        """Whether a line goes on with the paragraph before it.

        Text that stands further left than the lines before it, after a gap, is none of it. On a
        new page only what stands where numbers do, after a full stop, is none.
        """
        if not self.items or self.items[-1].kind != "paragraph":
            return False
        last = self.items[-1].lines[-1]
        first = len(self.items[-1].lines) == 1
        if line.left is None or last.left is None or first or not line.after_gap:
            return True
        if line.left > last.left - _HANGING:
            return True
        among_numbers = self.column is not None and line.left <= self.column + _COLUMN_SLACK
        return line.page != last.page and not (among_numbers and ends_sentence(last.text))

    def _add_text(self, line: Line, *, anew: bool) -> None:
        last = self.items[-1] if self.items else None
        goes_on = last is not None and last.kind == "text" and not anew
        if goes_on and last is not None and not self._begins_text(line, last):
            last.lines.append(line)
        else:
            self.items.append(Item("text", [line]))
        self.in_table = False

    def _begins_text(self, line: Line, last: Item) -> bool:
        """Whether a line of text begins a paragraph or item of its own."""
        if self.closing:
            return False
        if BULLET.match(line.text):
            return True
        turned = line.page != last.lines[-1].page
        return line.after_gap and not (turned and not ends_sentence(last.text))


def _grade_cell(line: Line) -> bool:
    """Whether the last cell of a table row is a grade, alone."""
    before, tab, cell = line.text.rpartition("\t")
    return bool(tab and before and is_grade(cell))
