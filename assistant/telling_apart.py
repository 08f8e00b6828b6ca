"""Evidence → evidence in which what a question's subject is easily taken for comes further down.

"Missing from care" and "missing education" are near to each other for an embedding model, and to
nobody in the sector: the glossary says which concepts are ``unlike``. What Ofsted thinks of
something is near to what it says of itself in the closing notes, and "how good is …?" to any row of
the table of judgements. The summary and the list of what must improve say less than the findings
that they rest on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answerability import NO_LEANING
from assistant.glossary import all_concepts_in, concepts_in
from assistant.grade_cues import CUE
from assistant.retrieval import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.answerability import Leanings
    from ingest.models import Passage

# About the lead that such a passage has over the one that was meant.
_TAKEN_OFF = 0.15
# No overview of anything else is to reach as far as a grade.
_OUT_OF_REACH = 0.5
# Chosen on the tuning split of the question set: docs/retrieval.md.
_NAMES_IT = 0.03
# From an overview of a subject, for what does not name it.
_BESIDE_THE_SUBJECT = 0.2
_SAYS_LESS = {"summary": 0.05, "improvements": 0.15}
# What the closing notes and the lines above the report are about.
_OF_OFSTED = re.compile(
    r"\b(?:ofsted'?s? (?:role|remit|job|purpose|number|powers)|(?:what|who) (?:is|are|does|do)"
    r" ofsted\b(?! (?:say|think|find|make|want))|licen[cs]e|copyright|re-?us\w+|formats?|print"
    r"|braille|telephone|phone|e-?mail|website|address|contact|publish\w*|copy|copies)\b",
    re.IGNORECASE,
)
_OF_THE_VISIT = re.compile(
    r"\b(?:inspect\w*|ofsted|hmi|visit\w*|report|when|dates?|led|lead)\b", re.IGNORECASE
)
_OPINION = re.compile(
    r"\b(?:ofsted|inspectors?)(?:'s)? (?:really |actually )?(?:think|thought|make|made|say|said"
    r"|find|found|view|opinion|verdict)\b[^.?]*\b(?:of|about|on)\b",
    re.IGNORECASE,
)


def told_apart(evidence: Evidence, text: str, leanings: Leanings = NO_LEANING) -> Evidence:
    """The same passages and sentences, best first; those that are easily mistaken lose score.

    These name what is unlike what the question ``text`` names, and nothing that it does name; or
    they are closing notes, where it asks for an opinion of the inspectors, or judgements, where it
    asks for no grade by its words or ``leanings``.
    """
    asked = {concept for concept in concepts_in(text) if concept.unlike}
    unlike = {term for concept in asked for term in concept.unlike}
    unlike -= {concept.term for concept in asked}
    besides = {c for c in concepts_in(text) if not c.unlike and not c.general}
    parts: dict[str, float] = {}
    if _OPINION.search(text) or not _OF_OFSTED.search(text):
        parts["about"] = _TAKEN_OFF
    if not _OF_THE_VISIT.search(text):
        parts["header"] = _OUT_OF_REACH
    if not CUE.search(text.lower()) and leanings.grade <= 0:
        parts["judgements"] = _OUT_OF_REACH

    if not unlike and not parts:
        return evidence

    def loss(passage: Passage, words: str) -> float:
        less = parts.get(passage.part, 0.0) if passage.part else 0.0
        if not unlike:
            return less
        named = concepts_in(words)
        mistaken = any(concept.term in unlike for concept in named) and asked.isdisjoint(named)
        mistaken = mistaken and besides.isdisjoint(all_concepts_in(words))
        return less + (_TAKEN_OFF if mistaken else 0.0)

    return _lessened(evidence, loss)


def naming_first(evidence: Evidence, text: str) -> Evidence:
    """The same; of passages as near those come first that name something which ``text`` names.

    General things do not count.
    """
    named = {concept for concept in concepts_in(text) if not concept.general}
    if not named:
        return evidence
    candidates = (
        each._replace(score=each.score + _NAMES_IT)
        if not named.isdisjoint(all_concepts_in(each.passage.text))
        else each
        for each in evidence.candidates
    )
    return replace(evidence, candidates=tuple(sorted(candidates, key=lambda each: -each.score)))


def on_the_subject(evidence: Evidence, text: str) -> Evidence:
    """The same for an overview: passages that name nothing of what it is to be about lose score.

    What often stands beside it (``related`` in the glossary) counts as well, general things do not.
    As it is where ``text`` names none, or no passage does.
    """
    named = {concept for concept in concepts_in(text) if not concept.general}
    related = {term.lower() for concept in named for term in concept.related}
    beside = {
        candidate.passage.id
        for candidate in evidence.candidates
        if named.isdisjoint(all_concepts_in(candidate.passage.text))
        and not any(term in candidate.passage.text.lower() for term in related)
    }
    if len(beside) == len(evidence.candidates):
        return evidence
    candidates = (
        each._replace(score=each.score - _BESIDE_THE_SUBJECT * (each.passage.id in beside))
        for each in evidence.candidates
    )
    return replace(evidence, candidates=tuple(sorted(candidates, key=lambda each: -each.score)))


def findings_first(evidence: Evidence) -> Evidence:
    """The same for choosing what to quote: a finding comes before what sums up one as near."""
    return _lessened(evidence, lambda passage, _: _SAYS_LESS.get(passage.part or "", 0.0))


def _lessened(evidence: Evidence, loss: Callable[[Passage, str], float]) -> Evidence:
    """The same, best first, each with its ``loss`` taken off."""
    candidates, sentences = list(evidence.candidates), list(evidence.sentences)
    for place, candidate in enumerate(candidates):
        if lost := loss(candidate.passage, candidate.passage.text):
            candidates[place] = candidate._replace(score=candidate.score - lost)
    for place, sentence in enumerate(sentences):
        if lost := loss(sentence.passage, sentence.text):
            sentences[place] = sentence._replace(similarity=sentence.similarity - lost)
    return Evidence(
        tuple(sorted(candidates, key=lambda candidate: -candidate.score)),
        tuple(sorted(sentences, key=lambda sentence: -sentence.similarity)),
    )
