"""The headed sections with their numbered paragraphs, and the notes that close the report."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.blocks import collapse, ends_sentence, join, stack
from ingest.facts import split_grade
from ingest.models import Paragraph, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.lines import Line
    from ingest.models import Block, Grade, Judgement

_NUMBERED = re.compile(r"^(?P<number>\d{1,3})\.?\s+(?P<text>\S.*)$")
_CLOSING = re.compile(r"^The Office for Standards in Education", re.IGNORECASE)
_LARGEST_SKIP = 3


@dataclass(frozen=True)
class Body:
    """Sections and paragraphs in order; ``warnings`` name what a reader should know."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    about: Block | None
    warnings: tuple[str, ...]


@dataclass
class _Open:
    """A paragraph or heading that further lines may still belong to."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return collapse(" ".join(line.text for line in self.lines))


def first_heading(lines: Sequence[Line]) -> int:
    """Index of the heading over paragraph 1; the number of lines where nothing is numbered 1."""
    for at, line in enumerate(lines):
        found = _NUMBERED.match(line.text)
        if found and found["number"] == "1":
            return at - 1 if at and lines[at].after_gap else at
    return len(lines)


def read_body(lines: Sequence[Line], judgements: Sequence[Judgement]) -> Body:
    """Lines from the first heading on, footnotes already taken out, to sections and paragraphs.

    A number opens a paragraph only where it continues the count and the words before it are
    complete or a gap comes between, so that a wrapped line that happens to begin with "16." does
    not. An unnumbered line is a heading where a paragraph follows at once and it ends in a grade
    or repeats a label of the grade table; otherwise it goes on with the paragraph before it.
    """
    labels = {judgement.label.lower(): judgement.grade for judgement in judgements}
    warnings: list[str] = []
    numbered: list[tuple[int, _Open]] = []
    headings: list[tuple[str, Grade | None, int]] = []
    rest: list[Line] = []
    for at, line in enumerate(lines):
        before = numbered[-1][1].text if numbered else "."
        expected = numbered[-1][0] + 1 if numbered else 1
        opened = _opens_paragraph(line, expected, before)
        following = lines[at + 1] if at + 1 < len(lines) else None
        heading = None
        if opened is None and following and _opens_paragraph(following, expected, "."):
            heading = _heading(line, labels)
        if rest or _closes(line):
            rest.append(line)
        elif opened is not None:
            number, text = opened
            if number != expected:
                warnings.append(
                    f"The paragraph numbers go from {expected - 1} to {number} in this report."
                )
            numbered.append((number, _Open([_with_text(line, text)])))
        elif heading is not None:
            headings.append((*heading, expected))
        elif numbered:
            numbered[-1][1].lines.append(line)
    closing = [*_overrun(numbered), *rest]
    paragraphs = tuple(
        Paragraph(number, join([line.text for line in part.lines], part.lines[0].page))
        for number, part in numbered
    )
    outside = [number for number, _ in numbered if not headings or number < headings[0][2]]
    if outside:
        warnings.append(
            f"No section heading was found over paragraphs {outside[0]} to {outside[-1]}."
        )
    return Body(
        sections=_sections(headings, [number for number, _ in numbered]),
        paragraphs=paragraphs,
        about=stack([line.text for line in closing], closing[0].page) if closing else None,
        warnings=tuple(warnings),
    )


def _opens_paragraph(line: Line, expected: int, before: str) -> tuple[int, str] | None:
    found = _NUMBERED.match(line.text)
    if found is None:
        return None
    dotted = line.text[len(found["number"])] == "."
    if not ends_sentence(before) and not (line.after_gap and dotted):
        return None
    number = int(found["number"])
    if number == expected:
        return number, found["text"]
    skips = dotted and 1 < expected < number <= expected + _LARGEST_SKIP
    return (number, found["text"]) if skips else None


def _heading(line: Line, labels: dict[str, Grade | None]) -> tuple[str, Grade | None] | None:
    text = collapse(line.text)
    if ends_sentence(text):
        return None
    graded = split_grade(text)
    if graded is not None:
        return graded
    return (text, labels[text.lower()]) if text.lower() in labels else None


def _closes(line: Line) -> bool:
    return line.after_gap and bool(_CLOSING.match(line.text))


def _overrun(numbered: list[tuple[int, _Open]]) -> list[Line]:
    """Take from the last paragraph what follows its last full stop and a gap: closing notes."""
    if not numbered:
        return []
    last = numbered[-1][1]
    for at in range(1, len(last.lines)):
        if last.lines[at].after_gap and ends_sentence(last.lines[at - 1].text):
            overrun = last.lines[at:]
            del last.lines[at:]
            return overrun
    return []


def _sections(
    headings: Sequence[tuple[str, Grade | None, int]], numbers: Sequence[int]
) -> tuple[Section, ...]:
    found = []
    for title, grade, first in headings:
        later = min((start for _, _, start in headings if start > first), default=math.inf)
        inside = [number for number in numbers if first <= number < later]
        if inside:
            found.append(Section(title, grade, inside[0], inside[-1]))
    return tuple(found)


def _with_text(line: Line, text: str) -> Line:
    return type(line)(text, line.after_gap, line.page)
