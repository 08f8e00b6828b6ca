"""What stands before the first section: title, dates, grades, summary, what must improve."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ingest.blocks import collapse, groups, join, stack
from ingest.facts import (
    area_of,
    authority_of,
    framework_reference_of,
    inspection_dates,
    lead_inspector_of,
    split_grade,
)
from ingest.models import Improvement, Judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from ingest.lines import Line
    from ingest.models import Block

_TABLE_HEADING = re.compile(r"^Judgements?\s+Grade$", re.IGNORECASE)
_IMPROVEMENTS_HEADING = re.compile(
    r"^What needs to improve\s*[?:]?\s*[¹²³⁴⁵⁶⁷⁸⁹\d]?$", re.IGNORECASE
)
_BULLET = re.compile(r"^[-–—•▪◼*]\s+")

_T = TypeVar("_T")


@dataclass(frozen=True)
class FrontMatter:
    """The parts before the first section; what was not found is None or empty."""

    authority: str | None
    dates: tuple[date, date] | None
    lead_inspector: str | None
    header: Block | None
    judgements: tuple[Judgement, ...]
    judgement_table: Block | None
    summary: tuple[Block, ...]
    improvements: tuple[Improvement, ...]


def read_front_matter(lines: Sequence[Line]) -> FrontMatter:
    """Lines before the first section heading, footnotes already taken out, to its parts."""
    table_start = _index(lines, lambda text: bool(_TABLE_HEADING.match(text)))
    improve = _index(lines, lambda text: bool(_IMPROVEMENTS_HEADING.match(text)))
    table_end = table_start
    while table_end < len(lines) and (
        table_end == table_start or split_grade(collapse(lines[table_end].text))
    ):
        table_end += 1
    header = lines[: min(table_start, improve)]
    table = lines[table_start:table_end]
    texts = [line.text for line in header]
    return FrontMatter(
        authority=_first(authority_of, texts),
        dates=_first(inspection_dates, texts),
        lead_inspector=_first(lead_inspector_of, texts),
        header=stack(texts, header[0].page) if header else None,
        judgements=_judgements(table[1:]),
        judgement_table=stack([row.text for row in table], table[0].page) if table else None,
        summary=tuple(
            join([line.text for line in group], group[0].page)
            for group in groups(lines[table_end:improve])
        ),
        improvements=_improvements(lines[improve + 1 :]),
    )


def _judgements(rows: Sequence[Line]) -> tuple[Judgement, ...]:
    found = (split_grade(collapse(row.text)) for row in rows)
    return tuple(Judgement(label, grade, area_of(label)) for label, grade in filter(None, found))


def _improvements(lines: Sequence[Line]) -> tuple[Improvement, ...]:
    items: list[list[Line]] = []
    for line in lines:
        if _BULLET.match(line.text) or not items:
            items.append([])
        items[-1].append(line)
    found = []
    for item in items:
        block = join([_BULLET.sub("", line.text) for line in item], item[0].page)
        found.append(Improvement(block, framework_reference_of(block.text)))
    return tuple(found)


def _index(lines: Sequence[Line], wanted: Callable[[str], bool]) -> int:
    """The first line wanted, or the number of lines where there is none."""
    return next((at for at, line in enumerate(lines) if wanted(line.text)), len(lines))


def _first(read: Callable[[str], _T | None], texts: Iterable[str]) -> _T | None:
    return next((value for text in texts if (value := read(text)) is not None), None)
