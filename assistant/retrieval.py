"""Question → ranked passages, from three searches that fail on different questions."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.models import Passage, Sentence
    from vectorstore.embedding import Embedder
    from vectorstore.hits import Hit
    from vectorstore.index import Index

# With two parts the mean is too far from the question: .012 of citation recall.
MOST_READ = 3
PASSAGES_SEARCHED = 60
SENTENCES_SEARCHED = 400

# Shorter ones among the closing notes are lines of an address; alone they say nothing.
_FEWEST_WORDS = 4

# Chosen on the tuning split of the question set: docs/retrieval.md.
_PASSAGE_WEIGHT = 0.5
_SENTENCE_WEIGHT = 0.5
_KEYWORD_WEIGHT = 0.08
_START = attrgetter("start")
_OF_THE_FRAMEWORK = re.compile(r"\b(?:framework|outcome|enabler|principle)s?\b", re.IGNORECASE)
_IMPROVEMENT = "improvements."
# Less is usual between sections that both answer.
_FAR_NEARER = 0.2


class ScoredSentence(NamedTuple):
    """A sentence and how near it is to the question, as cosine similarity."""

    passage: Passage
    sentence: Sentence
    similarity: float

    @property
    def text(self) -> str:
        """The report's own words."""
        return self.passage.text[self.sentence.start : self.sentence.end]


class Candidate(NamedTuple):
    """A passage that may answer; ``score`` is higher for better and at most about 1.1."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Evidence:
    """What the searches found: passages and single sentences, each best first."""

    candidates: tuple[Candidate, ...]
    sentences: tuple[ScoredSentence, ...]


def vectors_of(texts: Sequence[str], embedder: Embedder, *, covered: bool) -> list[list[float]]:
    """The vectors of a question and then of its parts, in order; [] for no texts.

    A question lies about where the mean of its parts does, and is as long as all of them: of more
    than MOST_READ texts it is not read besides where its parts are all there (``covered``).
    """
    if len(texts) <= MOST_READ or not covered:
        return embedder.embed_queries(list(texts))
    parts = embedder.embed_queries(list(texts[1:]))
    total = [sum(values) for values in zip(*parts, strict=True)]
    length = math.hypot(*total) or 1.0
    return [[value / length for value in total], *parts]


def retrieve(
    index: Index, vectors: Sequence[list[float]], texts: Sequence[str], reports: Sequence[str]
) -> list[Evidence]:
    """For each question everything in ``reports`` that one of the searches found, best first.

    A passage scores by its own similarity, by that of its best sentence, and by the words it
    shares with the text; where a search did not return it, by the least that search returned.
    """
    by_passage = index.search("passages", vectors, PASSAGES_SEARCHED, reports)
    by_sentence = index.search("sentences", vectors, SENTENCES_SEARCHED, reports)
    by_keyword = (index.search_keywords(text, PASSAGES_SEARCHED, reports) for text in texts)
    found = zip(by_passage, by_sentence, by_keyword, strict=True)
    return [_fused(index, text, *searches) for text, searches in zip(texts, found, strict=True)]


def _fused(
    index: Index, text: str, by_passage: list[Hit], by_sentence: list[Hit], by_keyword: list[Hit]
) -> Evidence:
    if not _OF_THE_FRAMEWORK.search(text):
        by_sentence = [hit for hit in by_sentence if not _is_reference(index, hit)]
    passage_scores = _best(by_passage)
    sentence_scores = _best(by_sentence)
    keyword_scores = _best(by_keyword)
    most = max(keyword_scores.values(), default=1.0)
    least_passage = min(passage_scores.values(), default=0.0)
    least_sentence = min(sentence_scores.values(), default=0.0)

    def score(key: tuple[str, str]) -> float:
        return (
            _PASSAGE_WEIGHT * passage_scores.get(key, least_passage)
            + _SENTENCE_WEIGHT * sentence_scores.get(key, least_sentence)
            + _KEYWORD_WEIGHT * keyword_scores.get(key, 0.0) / most
        )

    found = dict.fromkeys([*passage_scores, *sentence_scores, *keyword_scores])
    candidates = [
        Candidate(passage, score(key)) for key in found if (passage := _passage(index, *key))
    ]
    candidates.sort(key=lambda candidate: -candidate.score)
    return Evidence(tuple(candidates), tuple(_sentences(index, by_sentence)))


def within(evidence: Evidence, sections: Sequence[str]) -> Evidence:
    """What of the evidence stands under headings with these titles; all of it for no titles."""
    if not sections:
        return evidence
    return Evidence(
        tuple(each for each in evidence.candidates if each.passage.section in sections),
        tuple(each for each in evidence.sentences if each.passage.section in sections),
    )


def nearer_outside(evidence: Evidence, sections: Sequence[str]) -> Passage | None:
    """The best passage of another section, where it is far nearer than any of those chosen.

    None for no sections, and where a passage of theirs is about as near.
    """
    inside = within(evidence, sections).candidates
    if not sections or not evidence.candidates or not inside:
        return None
    best = next((c for c in evidence.candidates if c.passage.section), inside[0])
    return best.passage if best.score > inside[0].score + _FAR_NEARER else None


def _best(hits: Iterable[Hit]) -> dict[tuple[str, str], float]:
    scores: dict[tuple[str, str], float] = {}
    for hit in hits:
        key = (hit.report, hit.locator)
        scores[key] = max(hit.score, scores.get(key, hit.score))
    return scores


def _is_reference(index: Index, hit: Hit) -> bool:
    """Whether it is the bracket after an item of what must improve: near to any short question."""
    if not hit.locator.startswith(_IMPROVEMENT):
        return False
    passage = _passage(index, hit.report, hit.locator)
    return passage is not None and passage.text.startswith("(", hit.start)


def _passage(index: Index, report: str, locator: str) -> Passage | None:
    return index.catalogue.passage(report, locator)


def _sentences(index: Index, hits: Iterable[Hit]) -> Iterable[ScoredSentence]:
    for hit in hits:
        passage = _passage(index, hit.report, hit.locator)
        if passage is None:
            continue
        sentences = passage.sentences
        place = bisect_left(sentences, hit.start, key=_START)
        if place < len(sentences) and sentences[place].start == hit.start:
            found = ScoredSentence(passage, sentences[place], hit.score)
            if passage.part != "about" or len(found.text.split()) >= _FEWEST_WORDS:
                yield found
