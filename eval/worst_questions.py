"""The questions of a run that went most wrong, for somebody who wants to know why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.scoring import CaseScore

Fault = Literal["refused wrongly", "answered wrongly", "not found", "cited badly"]

FAULTS: tuple[Fault, ...] = ("refused wrongly", "answered wrongly", "not found", "cited badly")
MOST = 20


@dataclass(frozen=True)
class WorstQuestion:
    """A question with the first of FAULTS that it has; ``row`` has an answer."""

    row: CaseScore
    fault: Fault


def worst_questions(rows: Sequence[CaseScore], most: int = MOST) -> tuple[WorstQuestion, ...]:
    """At most ``most``, in the order of FAULTS, the lowest citation recall and precision first.

    refused wrongly    a refusal, though the report answers
    answered wrongly   an answer, though the report is silent
    not found          no right paragraph among the first five
    cited badly        citation recall or precision below 1

    Every fault has a quarter of the places; those that it leaves free go to the faults before
    and after it, in their order. Of equals the earlier question comes first.
    """
    groups: dict[Fault, list[CaseScore]] = {fault: [] for fault in FAULTS}
    for row in sorted(rows, key=_merit):
        fault = _fault(row)
        if fault:
            groups[fault].append(row)
    share = most // len(FAULTS)
    free = most - sum(min(len(group), share) for group in groups.values())
    worst: list[WorstQuestion] = []
    for fault, group in groups.items():
        extra = min(max(len(group) - share, 0), free)
        free -= extra
        worst += (WorstQuestion(row, fault) for row in group[: share + extra])
    return tuple(worst)


def _merit(row: CaseScore) -> tuple[float, float]:
    # Where nothing was cited there is no precision, and nothing is worse.
    return row.values.get("citation_recall") or 0.0, row.values.get("citation_precision") or 0.0


def _fault(row: CaseScore) -> Fault | None:
    said = row.said
    if said is None:
        return None
    if not row.case.answerable:
        return None if said.refused else "answered wrongly"
    if said.refused:
        return "refused wrongly"
    if row.values["hit@5"] == 0:
        return "not found"
    return "cited badly" if min(_merit(row)) < 1 else None
