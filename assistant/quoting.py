"""Evidence → the report's own sentences, chosen, ordered and marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.markers import marker_of
from assistant.models import AnswerSentence, Citation
from ingest.models import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.retrieval import Evidence, ScoredSentence
    from ingest.models import Document, Passage
    from vectorstore.catalogue import Catalogue

MAX_WORDS = 120
MAX_WORDS_EVERYTHING = 900
# Chosen on the tuning split of the question set. A sentence is quoted if it stands out from the
# background, which is the sentence of that rank, at least this share as far as the best one does.
_BACKGROUND_RANK = 40
_STANDS_OUT = 0.6
_STANDS_OUT_EVERYTHING = 0.3
_PASSAGE_WEIGHT = 1.0

_QUALIFIES_THE_LAST = re.compile(
    r"^(?:However|Equally|But|Although|Nevertheless"
    r"|(?:This|These|They|It) (?:has|have|is|are) not)\b"
)
_BOILERPLATE = ("header", "about", "footnote")
_QUOTED_WHOLE = ("header", "improvements")
_LEANS_ON_THE_LAST = re.compile(
    r"^(?:However|Equally|Additionally|This|These|They|Their|It|Its|Such|Some)\b"
    r"|^(?:During|Since|In|At|For) [^,.]{1,40}, (?:they|it|this|these)\b"
)


def quote(passage: Passage, start: int, end: int, document: Document | None = None) -> Citation:
    """A citation of ``passage.text[start:end]``; with ``document`` the marker names the report."""
    return Citation(
        marker=marker_of(passage, document),
        report=passage.report,
        locator=passage.locator,
        paragraph=passage.paragraph,
        part=passage.part,
        quote=passage.text[start:end],
        start=start,
        end=end,
    )


def quoted(passage: Passage, document: Document | None = None) -> AnswerSentence:
    """A whole passage as one piece of an answer."""
    citation = quote(passage, 0, len(passage.text), document)
    return AnswerSentence(passage.text, (citation,), new_paragraph=True)


def compose(
    evidence: Evidence, catalogue: Catalogue, *, everything: bool
) -> tuple[AnswerSentence, ...]:
    """The sentences that answer, report by report, in the order of their reading.

    What must improve comes after what was found, which it makes no sense without.
    At most about MAX_WORDS words unless everything is asked for; empty only for no evidence.
    Markers name the report where more than one is quoted.
    """
    chosen = _choose(evidence, everything=everything)
    reports = sorted({passage.report for passage, _ in chosen})
    places = {
        passage.id: (report, passage.part == "improvements", place)
        for report in reports
        for place, passage in enumerate(catalogue.passages(report))
    }
    chosen.sort(key=lambda it: (places[it[0].id], it[1].start))
    sentences = []
    last = ""
    for passage, span in chosen:
        document = catalogue.document(passage.report) if len(reports) > 1 else None
        citation = quote(passage, span.start, span.end, document)
        sentences.append(AnswerSentence(citation.quote, (citation,), passage.id != last))
        last = passage.id
    return tuple(sentences)


def _choose(evidence: Evidence, *, everything: bool) -> list[tuple[Passage, Sentence]]:
    """The nearest sentences of the best passages, each once, as many as there is room for."""
    room = MAX_WORDS_EVERYTHING if everything else MAX_WORDS
    share = _STANDS_OUT_EVERYTHING if everything else _STANDS_OUT
    scores = {candidate.passage.id: candidate.score for candidate in evidence.candidates}

    def score(found: ScoredSentence) -> float:
        return found.similarity + _PASSAGE_WEIGHT * scores[found.passage.id]

    ranked = sorted(evidence.sentences, key=lambda found: -score(found))
    if ranked and ranked[0].passage.part not in _BOILERPLATE:
        ranked = [found for found in ranked if found.passage.part not in _BOILERPLATE]
    if not ranked:
        return []
    best = score(ranked[0])
    background = score(ranked[min(_BACKGROUND_RANK, len(ranked)) - 1])
    chosen: dict[tuple[str, Sentence], tuple[Passage, Sentence]] = {}
    for found in ranked:
        if score(found) < background + share * (best - background):
            break
        run = {(found.passage.id, s): (found.passage, s) for s in _with_its_context(found)}
        words = sum(_words(passage, s) for passage, s in (chosen | run).values())
        if not chosen or words <= room:
            chosen |= run
    return list(chosen.values())


def _with_its_context(found: ScoredSentence) -> Sequence[Sentence]:
    """What a sentence qualifies and what qualifies it ("However, …"), so that no quote misleads.

    Short parts come whole.
    """
    passage = found.passage
    if passage.part in _QUOTED_WHOLE:
        return (Sentence(0, len(passage.text)),)
    last = passage.sentences.index(found.sentence)
    first = last
    while first > 0 and _LEANS_ON_THE_LAST.match(_text(passage, passage.sentences[first])):
        first -= 1
    following = passage.sentences[last + 1 : last + 2]
    if following and _QUALIFIES_THE_LAST.match(_text(passage, following[0])):
        last += 1
    return passage.sentences[first : last + 1]


def _words(passage: Passage, sentence: Sentence) -> int:
    return len(_text(passage, sentence).split())


def _text(passage: Passage, sentence: Sentence) -> str:
    return passage.text[sentence.start : sentence.end]
