"""What a search finds."""

from __future__ import annotations

from typing import NamedTuple


class Hit(NamedTuple):
    """A run of a passage, ``text[start:end]``, and how well it fits (higher is better).

    ``score`` is the cosine similarity (-1 to 1) in vector searches and the BM25 score (above 0,
    no upper limit) in keyword searches; the two are not comparable.
    """

    report: str
    locator: str
    start: int
    end: int
    score: float

    @property
    def passage_id(self) -> str:
        """``<report id>/<locator>``, as in ``ingest.models.Passage.id``."""
        return f"{self.report}/{self.locator}"
