"""Questions of what must improve, answered by the report's list of it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import Stemmer

from assistant.areas import areas_named
from assistant.asking import about_others, left_over, other_years, with_its_topics
from assistant.improvement_cues import (
    ACTIONS,
    AGENT,
    ALL_OF_IT,
    BECOME,
    COUNTED,
    DEADLINE,
    KNOWN,
    LIST,
    NEED,
    NOUNS,
    OTHERWISE,
    PROOF,
    PURPOSE,
    REFERENCE,
    REQUIRED,
    REQUIRES_AS_GRADE,
    SHOULD_BE,
    SUBJECT_SLOT,
    TOLD_TO,
    WANTED,
    WHETHER_LISTED,
    WHICH_LISTED,
)
from assistant.quoting import lead_in, quoted
from assistant.wording import plain, plain_words, words_of_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import AnswerSentence
    from assistant.retrieval import Evidence
    from ingest.models import Document, Passage

_AGE = re.compile(r"\b\d+\s*(?:\+|plus\b)")
_TOKEN = re.compile(r"[a-z]+|\d+")
_STANDS_OUT = 0.1
_RANKS_HIGH = 3
_MAY_RANK = 10
_FEWEST_LETTERS = 5


@dataclass(frozen=True)
class Required:
    """Sentences that list what must improve, and the items they are, for more to be found.

    ``by_problem`` says that a problem was named and not the list, ``proof`` that what the items
    rest on is asked for, too.
    """

    sentences: tuple[AnswerSentence, ...]
    items: tuple[Passage, ...]
    by_problem: bool
    proof: bool


def improvements(
    question: str,
    document: Document,
    passages: Sequence[Passage],
    evidence: Evidence,
    *,
    known: bool = False,
) -> Required | None:
    """The list of what must improve, or its items on the subject that the question names.

    None where the words do not ask for it, unless it is ``known`` that the question does.
    """
    items = [p for p in passages if p.part == "improvements"]
    text = REQUIRES_AS_GRADE.sub(" ", AGENT.sub("they ", plain(question, document)))
    reference = REFERENCE.search(text)
    listed = bool(LIST.search(text) or reference)
    cued = listed or bool(ACTIONS.search(text) or REQUIRED.search(text))
    if not items or about_others(text, document) or other_years(text, document):
        return None
    if DEADLINE.search(text):
        return None
    chosen = _chosen(text, document, items, evidence, listed=listed) if cued else []
    if not chosen and known:
        chosen = _on_the_subject(text, document, items)
    if not chosen:
        return None
    first = replace(lead_in(chosen, len(items)), new_paragraph=False)
    whole = [quoted(item) for item in chosen]
    proof = bool(PROOF.search(text))
    narrow = len(chosen) < len(items) and not areas_named(text)
    by_problem = narrow and not listed and not ACTIONS.search(text)
    return Required((first, *whole), tuple(chosen), by_problem, proof)


def _chosen(
    text: str,
    document: Document,
    items: Sequence[Passage],
    evidence: Evidence,
    *,
    listed: bool,
) -> list[Passage]:
    """The items on what is asked; all where nothing narrower is; none where it is not listed."""
    reference = REFERENCE.search(text)
    if reference:
        of_it = f"{reference[1]} {reference[2]}"
        return [
            item
            for item, parsed in zip(items, document.improvements, strict=True)
            if of_it in (parsed.framework_reference or "").lower()
        ]
    cue = next(cue for cue in (LIST, ACTIONS, REQUIRED) if cue.search(text))
    core = with_its_topics(text, cue.search)
    if OTHERWISE.search(core) or KNOWN.search(text):
        return []
    rest = _subjects(core, document, items)
    areas = areas_named(text) - {"overall"}
    if areas and not rest:
        return [item for item in items if areas & areas_named(item.text.lower())]
    if not rest or (listed and not areas and ALL_OF_IT.search(text)):
        return list(items)
    by_words = _sharing_words(NOUNS.sub(" ", text), items)
    if by_words:
        return by_words if listed or _ranks(by_words, evidence) <= _MAY_RANK else []
    if re.search(rf"\b(?:the|all|these|those) {len(items)}\b", core):
        return list(items)
    if WHETHER_LISTED.search(core):
        return list(items)
    if _ranks(items, evidence) > (_MAY_RANK if WHICH_LISTED.search(core) else _RANKS_HIGH):
        return []
    scores = {c.passage.id: c.score for c in evidence.candidates}
    best = max(scores.get(item.id, 0.0) for item in items)
    near = [item for item in items if scores.get(item.id, 0.0) > best - _STANDS_OUT]
    return near if len(near) == 1 else list(items)


def _on_the_subject(text: str, document: Document, items: Sequence[Passage]) -> list[Passage]:
    """The items that name what the text names, by word or by area; all where it names nothing."""
    by_words = _sharing_words(NOUNS.sub(" ", text), items)
    areas = areas_named(text) - {"overall"}
    by_area = [item for item in items if areas & areas_named(item.text.lower())]
    everything = [] if _subjects(text, document, items) else list(items)
    return by_words or by_area or everything


def _subjects(core: str, document: Document, items: Sequence[Passage]) -> list[str]:
    """The words that say what it is that must improve; talk and words of every item do not."""
    common = set.intersection(*(set(_TOKEN.findall(item.text.lower())) for item in items))
    known = words_of_report(document) | set(SUBJECT_SLOT.findall(core))
    return [
        word
        for word in left_over(_without_cues(core), document)
        if word not in common and (word.isdecimal() or word in known)
    ]


def _without_cues(core: str) -> str:
    """What is left of a question once it is taken for granted that it asks what must improve."""
    for cue, rest in (
        (COUNTED, " "),
        (PURPOSE, " "),
        (NOUNS, " "),
        (NEED, " "),
        (BECOME, r"\1"),
        (SHOULD_BE, r"\1"),
        (WANTED, r"\1"),
        (TOLD_TO, " "),
    ):
        core = cue.sub(rest, core)
    return core


def _ranks(items: Sequence[Passage], evidence: Evidence) -> float:
    """The best rank that one of the items has among what was found, from 1."""
    ids = {item.id for item in items}
    found = (rank for rank, c in enumerate(evidence.candidates, 1) if c.passage.id in ids)
    return next(found, math.inf)


def _sharing_words(text: str, items: Sequence[Passage]) -> list[Passage]:
    """Those items that share the most words with the text which not every item has."""
    words = _stems(_AGE.sub(" ", text))
    of_items = [_stems(item.text.lower()) for item in items]
    shared = [{w for w in words if any(_same(w, own) for own in of)} for of in of_items]
    telling = [{w for w in of if sum(w in other for other in shared) == 1} for of in shared]
    most = max(map(len, telling), default=0)
    return [item for item, of in zip(items, telling, strict=True) if of and len(of) == most]


def _same(word: str, other: str) -> bool:
    """Whether one is the other or, unless it is short, begins it: "adult" and "adulthood"."""
    short, long = sorted((word, other), key=len)
    return word == other or (len(short) >= _FEWEST_LETTERS and long.startswith(short))


def _stems(text: str) -> frozenset[str]:
    words = [word for word in _TOKEN.findall(text) if word not in plain_words()]
    # Of abbreviations the stemmer leaves the plural.
    return frozenset(stem.rstrip("s") for stem in _stemmer().stemWords(words))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
