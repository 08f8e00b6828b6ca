"""A text cut where quotes of it start and end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Span:
    """A run of a text's words and the positions of the quotes that cover it."""

    text: str
    covered_by: tuple[int, ...]


def cut(text: str, quotes: Sequence[tuple[int, int]]) -> list[Span]:
    """``text`` cut at the edges of ``quotes`` (start, end); the spans joined are the text."""
    edges = sorted({0, len(text), *(edge for quote in quotes for edge in quote)})
    return [
        Span(
            text[start:end],
            tuple(n for n, (first, last) in enumerate(quotes) if first <= start < last),
        )
        for start, end in pairwise(edges)
    ]
