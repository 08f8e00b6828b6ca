"""What follows the table of grades: summary, what must improve, sections, closing notes."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.blocks import ends_sentence, join, stack
from ingest.facts import framework_reference_of, grade_in_brackets, split_grade, without_verb
from ingest.models import Improvement, Paragraph, Section
from ingest.outline import BULLET, IMPROVEMENTS_HEADING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.lines import Line
    from ingest.models import Block, Grade, Judgement
    from ingest.outline import Item

_SUMMARY = re.compile(r"^(?:Executive summary|Summary(?: of (?:key )?findings)?)$", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"^Inspection findings$", re.IGNORECASE)
_CONTENTS = re.compile(r"^Contents$", re.IGNORECASE)
_DASHES, _BULLETS = "-–—", "•▪◼●■*"


@dataclass(frozen=True)
class Body:
    """All parts in reading order; ``about`` is what belongs to none of the others.

    ``summary`` is the text that no heading stands over, and that under headings such as
    "Executive summary". ``contents`` is the list of contents, which nobody will cite.
    """

    summary: tuple[Block, ...]
    improvements: tuple[Improvement, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    about: Block | None
    contents: tuple[Item, ...]
    warnings: tuple[str, ...]


@dataclass
class _Parts:
    summary: list[Block] = field(default_factory=list)
    improvements: list[Item] = field(default_factory=list)
    headings: list[tuple[str, Grade | None, int]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    contents: list[Item] = field(default_factory=list)


def read_body(items: Sequence[Item], judgements: Sequence[Judgement], *, minor: bool) -> Body:
    """Items after header and table of grades to all other parts.

    With ``minor`` headings, one without a grade that the table of grades does not name is part of
    the section it stands in; without, it opens a section of its own.
    """
    labels = {judgement.label.lower(): judgement.grade for judgement in judgements}
    parts = _Parts()
    over: list[Item] = []
    for at, item in enumerate(items):
        if item.kind == "heading":
            after_heading = at > 0 and items[at - 1].kind == "heading"
            over = [*over, item] if after_heading else [item]
        elif item.kind == "paragraph" and item.number is not None:
            if at and items[at - 1].kind != "paragraph":
                pending = _headings_before(items, at)
                chosen = _section(pending, labels, opened=bool(parts.headings), minor=minor)
                if chosen is not None:
                    parts.headings.append((*chosen, item.number))
            last = all(later.kind != "paragraph" for later in items[at + 1 :])
            lines, overrun = _overrun(item) if last else (item.lines, [])
            block = join([line.text for line in lines], item.page)
            parts.paragraphs.append(Paragraph(item.number, block))
            parts.notes += overrun
            over = []
        elif item.kind == "text":
            _place(item, over, parts)
    numbers = [paragraph.number for paragraph in parts.paragraphs]
    notes = [line.text for line in parts.notes]
    return Body(
        summary=tuple(parts.summary),
        improvements=_improvements(parts.improvements),
        sections=_sections(parts.headings, numbers),
        paragraphs=tuple(parts.paragraphs),
        about=stack(notes, parts.notes[0].page) if notes else None,
        contents=tuple(parts.contents),
        warnings=tuple(_without_heading(parts.headings, numbers)),
    )


def _place(item: Item, over: Sequence[Item], parts: _Parts) -> None:
    heading = over[-1].text if over else ""
    if _CONTENTS.match(heading):
        parts.contents.append(item)
    elif IMPROVEMENTS_HEADING.match(heading):
        parts.improvements.append(item)
    elif _SUMMARY.match(heading) or not (heading or parts.paragraphs):
        parts.summary.append(join([line.text for line in item.lines], item.page))
    else:
        parts.notes += item.lines


def _headings_before(items: Sequence[Item], at: int) -> list[Item]:
    """All headings since the last paragraph, whatever text stands between them."""
    found: list[Item] = []
    while at and items[at - 1].kind != "paragraph":
        at -= 1
        if items[at].kind == "heading":
            found.insert(0, items[at])
    return found


def _section(
    pending: Sequence[Item], labels: dict[str, Grade | None], *, opened: bool, minor: bool
) -> tuple[str, Grade | None] | None:
    """Title and grade of the section that begins under these headings; None where none does."""
    no_titles = (_SAYS_NOTHING, _SUMMARY, IMPROVEMENTS_HEADING)
    titles = [
        item.text for item in pending if not any(words.match(item.text) for words in no_titles)
    ]
    for at, title in reversed(list(enumerate(titles))):
        graded = split_grade(title.removesuffix("."))
        if graded:
            return without_verb(graded[0]), graded[1]
        if title.lower() in labels:
            return title, labels[title.lower()]
        bracketed = grade_in_brackets(title)
        if bracketed and at:
            return titles[at - 1], bracketed.grade
    if not titles or (opened and minor):
        return None
    return titles[-1], None


def _improvements(items: Sequence[Item]) -> tuple[Improvement, ...]:
    """An item with a bullet each; dashes below a bullet belong to it, as does text without one."""
    groups: list[list[Item]] = []
    for item in items:
        nested = item.text[0] in _DASHES and groups and groups[-1][0].text[0] in _BULLETS
        if groups and (nested or not BULLET.match(item.text)):
            groups[-1].append(item)
        else:
            groups.append([item])
    found = []
    for group in groups:
        lines = [BULLET.sub("", line.text) for item in group for line in item.lines]
        block = join(lines, group[0].page)
        found.append(Improvement(block, framework_reference_of(block.text)))
    return tuple(found)


def _overrun(item: Item) -> tuple[list[Line], list[Line]]:
    """The lines of the last paragraph, and those that follow its full stop and a gap.

    Where the file says how far in lines stand, that has told them apart already.
    """
    for at in range(1, len(item.lines) if item.lines[0].left is None else 0):
        if item.lines[at].after_gap and ends_sentence(item.lines[at - 1].text):
            return item.lines[:at], item.lines[at:]
    return item.lines, []


def _without_heading(
    headings: Sequence[tuple[str, Grade | None, int]], numbers: Sequence[int]
) -> list[str]:
    outside = [number for number in numbers if not headings or number < headings[0][2]]
    if not outside:
        return []
    return [f"No section heading was found over paragraphs {outside[0]} to {outside[-1]}."]


def _sections(
    headings: Sequence[tuple[str, Grade | None, int]], numbers: Sequence[int]
) -> tuple[Section, ...]:
    found = []
    for title, grade, first in headings:
        later = min((start for _, _, start in headings if start > first), default=math.inf)
        inside = [number for number in numbers if first <= number < later]
        found.append(Section(title, grade, inside[0], inside[-1]))
    return tuple(found)
