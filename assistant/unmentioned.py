"""What a question names that the reports do not mention, by any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from assistant.glossary import Concept, all_concepts_in, phrases_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vectorstore.catalogue import Catalogue

_mentioned: WeakKeyDictionary[Catalogue, dict[str, frozenset[Concept]]] = WeakKeyDictionary()


def unmentioned(text: str, catalogue: Catalogue, reports: Sequence[str]) -> tuple[str, ...]:
    """The words in which ``text`` names what no passage of ``reports`` does, in order, each once.

    Only what the glossary knows, and nothing general. Empty for most questions. Raises
    UnknownReport.
    """
    named = [(words, concept) for words, concept in phrases_in(text) if not concept.general]
    known = [_concepts_of(catalogue, report) for report in reports] if named else []
    missing = (words for words, concept in named if not any(concept in each for each in known))
    return tuple(dict.fromkeys(missing))


def _concepts_of(catalogue: Catalogue, report: str) -> frozenset[Concept]:
    of_catalogue = _mentioned.setdefault(catalogue, {})
    if report not in of_catalogue:
        of_catalogue[report] = frozenset(
            concept
            for passage in catalogue.passages(report)
            for concept in all_concepts_in(passage.text)
        )
    return of_catalogue[report]
