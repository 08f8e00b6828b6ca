"""What a question names of the sector, and how often the reports mention it in any way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from assistant.glossary import Concept, all_concepts_in, phrases_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vectorstore.catalogue import Catalogue

_FEW_PASSAGES = 3
# What more passages mention, such as care leavers, is whom a question is about, not what.
_MANY_PASSAGES = 8
_FEW_WORDS = 10
_mentions: WeakKeyDictionary[Catalogue, dict[str, Counter[Concept]]] = WeakKeyDictionary()


def unmentioned(text: str, catalogue: Catalogue, reports: Sequence[str]) -> tuple[str, ...]:
    """The words in which ``text`` names what no passage of ``reports`` does, in order, each once.

    Only what the glossary knows, and nothing general. Empty for most questions. Raises
    UnknownReport.
    """
    named = [(words, concept) for words, concept in phrases_in(text) if not concept.general]
    known = [_mentions_of(catalogue, report) for report in reports] if named else []
    missing = (
        words for words, concept in named if not any(_count(each, concept) for each in known)
    )
    return tuple(dict.fromkeys(missing))


def all_unmentioned(text: str, catalogue: Catalogue, reports: Sequence[str]) -> bool:
    """Whether ``text`` names something that no passage of ``reports`` does, and nothing else.

    Beside general things, and what many passages of a report are about. Raises UnknownReport.
    """
    named = [concept for _, concept in phrases_in(text) if not concept.general]
    known = [_mentions_of(catalogue, report) for report in reports] if named else []
    most = {concept: max(_count(each, concept) for each in known) for concept in named}
    return 0 in most.values() and not any(0 < count <= _MANY_PASSAGES for count in most.values())


def is_narrow(text: str, catalogue: Catalogue, reports: Sequence[str]) -> bool:
    """Whether a short question names what only a few passages of one of ``reports`` mention.

    "How good is our work on neglect?" asks for no overview, whatever its wording. Raises
    UnknownReport.
    """
    if len(text.split()) > _FEW_WORDS:
        return False
    named = [concept for concept in all_concepts_in(text) if not concept.general]
    known = [_mentions_of(catalogue, report) for report in reports] if named else []
    return any(0 < each[concept] <= _FEW_PASSAGES for concept in named for each in known)


def _count(mentions: Counter[Concept], concept: Concept) -> int:
    """How many passages of a report name a concept or, where none does, wider ones."""
    if mentions[concept] or not concept.wider:
        return mentions[concept]
    return sum(count for each, count in mentions.items() if each.term in concept.wider)


def _mentions_of(catalogue: Catalogue, report: str) -> Counter[Concept]:
    """In how many passages each concept is named."""
    of_catalogue = _mentions.setdefault(catalogue, {})
    if report not in of_catalogue:
        of_catalogue[report] = Counter(
            concept
            for passage in catalogue.passages(report)
            for concept in all_concepts_in(passage.text)
        )
    return of_catalogue[report]
