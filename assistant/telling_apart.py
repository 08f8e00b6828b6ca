"""Evidence → evidence in which what a question's subject is easily taken for comes further down.

"Missing from care" and "missing education" are near to each other for an embedding model, and to
nobody in the sector: the glossary says which concepts are ``unlike``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.glossary import concepts_in
from assistant.retrieval import Evidence

if TYPE_CHECKING:
    from assistant.glossary import Concept

# About the lead that such a passage has over the one that was meant.
_TAKEN_OFF = 0.15


def told_apart(evidence: Evidence, text: str) -> Evidence:
    """The same passages and sentences, best first; those that name only what is unlike lose score.

    Unchanged where the question ``text`` names nothing that is unlike anything.
    """
    asked = {concept for concept in concepts_in(text) if concept.unlike}
    unlike = {term for concept in asked for term in concept.unlike}
    unlike -= {concept.term for concept in asked}
    if not unlike:
        return evidence

    def loss(words: str) -> float:
        named = concepts_in(words)
        return _TAKEN_OFF if _names(named, unlike) and asked.isdisjoint(named) else 0.0

    candidates = [replace(c, score=c.score - loss(c.passage.text)) for c in evidence.candidates]
    sentences = [replace(s, similarity=s.similarity - loss(s.text)) for s in evidence.sentences]
    return Evidence(
        tuple(sorted(candidates, key=lambda candidate: -candidate.score)),
        tuple(sorted(sentences, key=lambda sentence: -sentence.similarity)),
    )


def _names(concepts: tuple[Concept, ...], terms: set[str]) -> bool:
    return any(concept.term in terms for concept in concepts)
