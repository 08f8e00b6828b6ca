"""What counts as one place in a report when gold and answers are compared.

Paragraphs and parts count alike. Of a part that has items (improvements, summary, footnote) any
item stands for the part, because the question set names parts whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from assistant.errors import UserError
from ingest.identity import paragraph_locator
from vectorstore.errors import nearest_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.cases import Case


class Located(Protocol):
    """Anything that is at a locator of a report."""

    @property
    def report(self) -> str:
        """The report's id."""

    @property
    def locator(self) -> str:
        """The locator within it: "p12", "improvements.2"."""


class Place(NamedTuple):
    """A paragraph ("p12") or a part ("improvements") of a report."""

    report: str
    name: str

    def __str__(self) -> str:
        return f"{self.report}/{self.name}"


def place_of(found: Located) -> Place:
    """The place of a passage, or of something cited or retrieved."""
    return Place(found.report, found.locator.partition(".")[0])


def places_of(found: Iterable[Located]) -> tuple[Place, ...]:
    """Their places, each once, in order."""
    return tuple(dict.fromkeys(map(place_of, found)))


def gold_of(case: Case, report: str) -> frozenset[Place]:
    """Every place that a full answer rests on; empty where the report is silent."""
    names = (*map(paragraph_locator, case.gold_paragraphs), *case.gold_parts)
    return frozenset(Place(report, name) for name in names)


def acceptable_of(case: Case, report: str) -> frozenset[Place]:
    """The gold, and what is not wrong to cite."""
    also = (Place(report, paragraph_locator(number)) for number in case.also_acceptable)
    return gold_of(case, report) | frozenset(also)


def report_of(case: Case, default_report: str, indexed: Sequence[str]) -> str:
    """The report that a case is about: the one it names, else the default one, else the only one.

    Raises UserError where that report is not indexed.
    """
    report = case.report or (
        indexed[0] if default_report not in indexed and len(indexed) == 1 else default_report
    )
    if report not in indexed:
        raise UserError(
            f"the question {case.id!r} is about {report}, which is not indexed (there are: "
            f"{nearest_ids(report, indexed)}). Add that report with: sandwell index FILE"
        )
    return report
