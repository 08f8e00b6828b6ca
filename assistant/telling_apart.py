"""Evidence → evidence in which what a question's subject is easily taken for comes further down.

"Missing from care" and "missing education" are near to each other for an embedding model, and to
nobody in the sector: the glossary says which concepts are ``unlike``. What Ofsted thinks of
something is near to what it says of itself in the closing notes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.glossary import concepts_in
from assistant.retrieval import Evidence

if TYPE_CHECKING:
    from ingest.models import Passage

# About the lead that such a passage has over the one that was meant.
_TAKEN_OFF = 0.15
_OPINION = re.compile(
    r"\b(?:ofsted|inspectors?)(?:'s)? (?:really |actually )?(?:think|thought|make|made|say|said"
    r"|find|found|view|opinion|verdict)\b[^.?]*\b(?:of|about|on)\b",
    re.IGNORECASE,
)


def told_apart(evidence: Evidence, text: str) -> Evidence:
    """The same passages and sentences, best first; those that are easily mistaken lose score.

    These name only what is unlike what the question ``text`` names; or they are closing notes,
    where it asks for an opinion of the inspectors.
    """
    asked = {concept for concept in concepts_in(text) if concept.unlike}
    unlike = {term for concept in asked for term in concept.unlike}
    unlike -= {concept.term for concept in asked}
    opinion = bool(_OPINION.search(text))
    if not unlike and not opinion:
        return evidence

    def loss(passage: Passage, words: str) -> float:
        if opinion and passage.part == "about":
            return _TAKEN_OFF
        named = set(concepts_in(words)) if unlike else set()
        mistaken = any(concept.term in unlike for concept in named) and asked.isdisjoint(named)
        return _TAKEN_OFF if mistaken else 0.0

    candidates = [
        replace(c, score=c.score - loss(c.passage, c.passage.text)) for c in evidence.candidates
    ]
    sentences = [
        replace(s, similarity=s.similarity - loss(s.passage, s.text)) for s in evidence.sentences
    ]
    return Evidence(
        tuple(sorted(candidates, key=lambda candidate: -candidate.score)),
        tuple(sorted(sentences, key=lambda sentence: -sentence.similarity)),
    )
