"""What a report opens with: title, dates, lead inspector, table of grades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.blocks import stack
from ingest.facts import (
    area_of,
    authority_of,
    inspection_dates,
    lead_inspector_of,
    overall_grade_of,
    split_grade,
    without_number,
)
from ingest.models import Judgement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.models import Block
    from ingest.outline import Item


@dataclass(frozen=True)
class FrontMatter:
    """What was not found is None or empty; ``length`` is how many items it is made of."""

    length: int
    authority: str | None
    dates: tuple[date, date] | None
    lead_inspector: str | None
    header: Block | None
    judgements: tuple[Judgement, ...]
    judgement_table: Block | None


def read_front_matter(items: Sequence[Item]) -> FrontMatter:
    """The header up to the table of grades, and the table.

    Without a table, the header ends with the first page, or with the first numbered paragraph.
    """
    end = _end_of_header(items)
    rows = [item for item in items if item.kind == "row"]
    lines = [line.text for item in items[:end] for line in item.lines]
    return FrontMatter(
        length=end,
        authority=authority_of(lines),
        dates=inspection_dates(lines),
        lead_inspector=lead_inspector_of(lines)
        or lead_inspector_of([line.text for item in items for line in item.lines]),
        header=stack(lines, items[0].page) if end else None,
        judgements=_judgements(
            [item.text for item in rows], [*(item.text for item in items[:end]), *lines]
        ),
        judgement_table=stack([row.text for row in rows], rows[0].page) if rows else None,
    )


def _end_of_header(items: Sequence[Item]) -> int:
    for at, item in enumerate(items):
        if item.kind in ("row", "paragraph") or item.page != items[0].page:
            while item.kind == "paragraph" and at and items[at - 1].kind == "heading":
                at -= 1
            return at
    return len(items)


def _judgements(rows: Sequence[str], header: Sequence[str]) -> tuple[Judgement, ...]:
    found = [
        Judgement(without_number(label), grade, area_of(label))
        for label, grade in filter(None, map(split_grade, rows))
    ]
    if found and all(judgement.area != "overall" for judgement in found):
        overall = next(filter(None, map(overall_grade_of, header)), None)
        if overall:
            found.insert(0, Judgement(*overall, "overall"))
    return tuple(found)
