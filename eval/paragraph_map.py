"""Which places of the reports the questions need, and which of them were found and cited."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.places import Place, gold_of, place_of, places_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.scoring import CaseScore
    from ingest.models import Passage

FIRST_FOUND = 5


@dataclass(frozen=True)
class PlaceUse:
    """In how many of the answered questions a place was gold, found, cited.

    ``found`` is among the first five passages. ``gold_found`` and ``gold_cited`` count only the
    questions in which the place is gold. ``paragraph`` is its number and ``section`` the heading
    it stands under; parts have neither.
    """

    place: Place
    paragraph: int | None
    section: str | None
    gold: int
    found: int
    cited: int
    gold_found: int
    gold_cited: int


@dataclass(frozen=True)
class ParagraphMap:
    """The places of one report in reading order; a part with items is one place."""

    report: str
    places: tuple[PlaceUse, ...]

    @property
    def never_found(self) -> tuple[PlaceUse, ...]:
        """Gold somewhere, and never found where it was."""
        return tuple(use for use in self.places if use.gold and not use.gold_found)

    @property
    def never_cited(self) -> tuple[PlaceUse, ...]:
        """Gold somewhere, and never cited where it was."""
        return tuple(use for use in self.places if use.gold and not use.gold_cited)

    @property
    def never_gold(self) -> tuple[PlaceUse, ...]:
        """What no question asks about."""
        return tuple(use for use in self.places if not use.gold)


def paragraph_maps(
    rows: Sequence[CaseScore], passages: Mapping[str, Sequence[Passage]]
) -> tuple[ParagraphMap, ...]:
    """A map for each report, in the order of ``passages``, which holds them by report id.

    Questions without an answer count nowhere. Places that no passage has are left out.
    """
    gold, found, cited = Counter[Place](), Counter[Place](), Counter[Place]()
    gold_found, gold_cited = Counter[Place](), Counter[Place]()
    for row in rows:
        if row.said is None:
            continue
        needed = gold_of(row.case, row.report)
        first = set(places_of(row.said.retrieved[:FIRST_FOUND]))
        named = set(places_of(row.said.citations))
        gold.update(needed)
        found.update(first)
        cited.update(named)
        gold_found.update(needed & first)
        gold_cited.update(needed & named)

    def use_of(place: Place, passage: Passage) -> PlaceUse:
        return PlaceUse(
            place=place,
            paragraph=passage.paragraph,
            section=passage.section,
            gold=gold[place],
            found=found[place],
            cited=cited[place],
            gold_found=gold_found[place],
            gold_cited=gold_cited[place],
        )

    return tuple(
        ParagraphMap(report, tuple(use_of(*at) for at in {place_of(p): p for p in each}.items()))
        for report, each in passages.items()
    )
