"""What an answer should have rested on: the right places, their text, what of it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from eval.places import gold_of, place_of, places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.places import Place
    from eval.scoring import CaseScore
    from ingest.models import Passage


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage's text; ``answers`` where it belongs to a gold quote."""

    text: str
    answers: bool


@dataclass(frozen=True)
class Evidence:
    """A passage at a right place; its pieces make up its text, which is never empty."""

    place: Place
    pieces: tuple[Piece, ...]


def missed_evidence(row: CaseScore, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """The passages of right places that the answer does not cite, in reading order.

    Of a part that has items, only those items that hold a gold quote, if any does.
    """
    cited = places_of(row.said.citations) if row.said else ()
    gold, quotes = gold_of(row.case, row.report), row.case.gold_quotes
    missed: list[Evidence] = []
    for place in places_of(passages):
        if place in gold and place not in cited:
            there = [passage for passage in passages if place_of(passage) == place]
            quoted = [p for p in there if any(quote in p.text for quote in quotes if quote)]
            missed += (Evidence(place, pieces(p.text, quotes)) for p in quoted or there)
    return tuple(missed)


def pieces(text: str, quotes: Sequence[str]) -> tuple[Piece, ...]:
    """The text, cut where one of the quotes begins or ends; quotes may overlap."""
    spans = [
        found.span() for quote in quotes if quote for found in re.finditer(re.escape(quote), text)
    ]
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    return tuple(
        Piece(text[start:end], any(first <= start and end <= last for first, last in spans))
        for start, end in pairwise(edges)
    )
