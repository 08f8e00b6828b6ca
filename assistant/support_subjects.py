"""Whether a sentence speaks of the people and things that its source speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.glossary import concepts_in, phrases_in
from assistant.support_words import likeness, stems_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Said of any report.
ANY_REPORT = frozenset(("inspector", "judgement", "children", "what needs to improve"))
_AGES = re.compile(r"\b(?:years?|yrs?)[\s-]*olds?\b|\baged\b", re.IGNORECASE)
_SURELY, _LIKELY = 0.9, 0.75


def subjects_missing(claim: str, source: str) -> tuple[str, ...]:
    """What ``claim`` names in the sector's terms and ``source`` does not name in any way."""
    return tuple(dict.fromkeys(_missing(claim, source)))


def _missing(claim: str, source: str) -> Iterator[str]:
    stems = stems_of(words_of(source))
    known = set(concepts_in(source))
    for phrase, concept in phrases_in(claim):
        if concept in known or concept.term in ANY_REPORT:
            continue
        words = [word for word in words_of(_AGES.sub(" ", phrase)) if word.carries]
        # Of two words one could be there by chance.
        enough = _SURELY if len(words) > 1 else _LIKELY
        if not all(likeness(word, stems) >= enough for word in words):
            yield concept.term
