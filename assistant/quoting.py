"""Evidence → the report's own sentences, chosen, ordered and marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import prompts
from assistant.findings import finds_fault
from assistant.focus import Focus, focused
from assistant.markers import marker_of
from assistant.models import AnswerSentence, Citation
from ingest.facts import split_grade
from ingest.models import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.breadth import Breadth
    from assistant.retrieval import Candidate, Evidence, ScoredSentence
    from ingest.models import Document, Passage
    from vectorstore.catalogue import Catalogue


@dataclass(frozen=True)
class Measure:
    """How far an answer goes.

    A passage is quoted if its score is at most ``reach`` below that of the best finding, and of it
    the ``sentences`` nearest ones that are at most ``sentence_reach`` further than its nearest, as
    long as there are no more than so many ``passages`` and the whole has about ``max_words``. Of a
    passage that is quoted every sentence ``with_faults`` is, so that none is quoted for its praise
    alone.
    """

    reach: float
    sentence_reach: float
    max_words: int
    passages: int = 8
    sentences: int = 5
    with_faults: bool = False


# Chosen on the tuning split of the question set: docs/retrieval.md.
MEASURES: dict[Breadth, Measure] = {
    "one": Measure(reach=0.05, sentence_reach=0.4, max_words=160, with_faults=True),
    "several": Measure(reach=0.17, sentence_reach=0.4, max_words=260, with_faults=True),
    "overview": Measure(
        reach=0.35,
        sentence_reach=0.3,
        max_words=550,
        passages=12,
        sentences=2,
        with_faults=True,
    ),
}
# Of what does not work in an area, or of what does: all of it, as far as there is room.
_OF_THE_WHOLE = Measure(reach=1.0, sentence_reach=1.0, max_words=450, passages=24, sentences=1)
_OF_AN_AREA = Measure(reach=1.0, sentence_reach=1.0, max_words=450, passages=12, sentences=3)
# Of each part of a question.
PART = Measure(reach=0.03, sentence_reach=0.2, max_words=100, with_faults=True)
# Of each side of an area that is compared with another.
_OF_ONE_AREA = Measure(reach=1.0, sentence_reach=1.0, max_words=110, passages=12, sentences=1)
EVERYTHING = Measure(reach=0.45, sentence_reach=0.4, max_words=900, passages=30, with_faults=True)

_QUALIFIES_THE_LAST = re.compile(
    r"^(?:However|Equally|But|Although|Nevertheless"
    r"|(?:This|These|They|It) (?:has|have|is|are) not)\b"
)
_BOILERPLATE = ("header", "about", "footnote")
# So much nearer than any finding must the closing notes be to answer a question.
_BOILERPLATE_LEAD = 0.1
# So much further than an item of the list may the paragraph be that it rests on.
_RESTS_ON = 0.3
_SHORT_WORDS = 80
_QUOTED_WHOLE = ("header", "improvements")
_LEANS_ON_THE_LAST = re.compile(
    r"^(?:However|Equally|Additionally|This|These|They|Their|It|Its|Such|Some)\b"
    r"|^(?:Although|While|Whilst|Despite)\b[^,]{0,100}\b(?:these|this|those|such)\b"
    r"|^(?:During|Since|In|At|For) [^,.]{1,40}, (?:they|it|this|these)\b"
)


def measured(evidence: Evidence, focus: Focus, breadth: Breadth) -> list[tuple[Evidence, Measure]]:
    """What a question asks for of the evidence, and how far each piece of it goes.

    An overview of an area has as much room for what works as for what does not.
    """
    if focus.side == "both" or (focus.area and focus.side is None):
        return [
            (focused(evidence, Focus(side, focus.area)), _half(_measure(focus, breadth)))
            for side in ("strengths", "faults")
        ]
    return [(focused(evidence, focus), _measure(focus, breadth))]


def measured_area(evidence: Evidence, focus: Focus) -> list[tuple[Evidence, Measure]]:
    """The same of an area that is compared with another: as much of what works as of what not."""
    return [
        (focused(evidence, Focus(side, focus.area)), _OF_ONE_AREA)
        for side in ("strengths", "faults")
    ]


def _measure(focus: Focus, breadth: Breadth) -> Measure:
    if focus.area is None:
        return MEASURES[breadth]
    return _OF_THE_WHOLE if focus.area == "overall" else _OF_AN_AREA


def _half(measure: Measure) -> Measure:
    return replace(measure, max_words=measure.max_words // 2)


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
    pieces: Iterable[tuple[Evidence, Measure]], catalogue: Catalogue
) -> tuple[AnswerSentence, ...]:
    """The sentences that answer, report by report, in the order of their reading.

    ``pieces`` are evidence for the question, or for each part of it, and how far to go in each.
    What must improve comes after what was found, which it makes no sense without. Empty only for
    no evidence. Markers name the report where more than one is quoted.
    """
    found = [pair for evidence, measure in pieces for pair in _choose(evidence, measure)]
    chosen = list(
        {(passage.id, sentence): (passage, sentence) for passage, sentence in found}.values()
    )
    reports = sorted({passage.report for passage, _ in chosen})
    places = {
        passage.id: (report, passage.part == "improvements", place)
        for report in reports
        for place, passage in enumerate(catalogue.passages(report))
    }
    chosen.sort(key=lambda it: (places[it[0].id], it[1].start))
    sentences: list[AnswerSentence] = []
    last = ""
    must_improve = [passage for passage, _ in chosen if passage.part == "improvements"]
    for passage, span in chosen:
        if must_improve and passage is must_improve[0]:
            in_all = sum(p.part == "improvements" for r in reports for p in catalogue.passages(r))
            sentences.append(lead_in(must_improve, in_all))
        document = catalogue.document(passage.report) if len(reports) > 1 else None
        citation = quote(passage, span.start, span.end, document)
        starts = passage.id != last or passage.part == "judgements"
        sentences.append(AnswerSentence(citation.quote, (citation,), starts))
        last = passage.id
    return tuple(sentences)


def lead_in(items: Sequence[Passage], in_all: int) -> AnswerSentence:
    """What comes before items of what must improve, or one reads as a finding; cites them all."""
    if len(items) == in_all:
        lead = prompts.render("lead_improvements", count=in_all)
    else:
        lead = prompts.render("lead_improvements_some")
    citations = (citation for item in items for citation in quoted(item).citations)
    return AnswerSentence(lead, tuple(citations), new_paragraph=True)


def _choose(evidence: Evidence, measure: Measure) -> list[tuple[Passage, Sentence]]:
    """The nearest sentences of the best passages, each once, as many as there is room for."""
    candidates = list(evidence.candidates)
    findings = [found for found in candidates if found.passage.part not in _BOILERPLATE]
    if findings and findings[0].score >= candidates[0].score - _BOILERPLATE_LEAD:
        candidates = findings
    least = _least_score(candidates, measure)
    by_passage: dict[str, list[ScoredSentence]] = {}
    for found in evidence.sentences:
        # The head of the table gives no grade.
        if found.passage.part == "judgements" and split_grade(found.text) is None:
            continue
        by_passage.setdefault(found.passage.id, []).append(found)
    chosen: dict[tuple[str, Sentence], tuple[Passage, Sentence]] = {}
    for candidate in candidates[: measure.passages]:
        if candidate.score < least:
            break
        sentences = by_passage.get(candidate.passage.id, [])
        for found in sentences[: measure.sentences]:
            if found.similarity < sentences[0].similarity - measure.sentence_reach:
                break
            run = {(found.passage.id, s): (found.passage, s) for s in _with_its_context(found)}
            words = sum(_words(passage, s) for passage, s in (chosen | run).values())
            if not chosen or words <= measure.max_words:
                chosen |= run
        is_quoted = any(passage.id == candidate.passage.id for passage, _ in chosen.values())
        if is_quoted and measure.with_faults:
            for found in filter(_finds_fault, sentences):
                chosen |= {
                    (found.passage.id, s): (found.passage, s) for s in _with_its_context(found)
                }
    return _whole_if_short(list(chosen.values()), by_passage)


def _whole_if_short(
    chosen: list[tuple[Passage, Sentence]], by_passage: Mapping[str, Sequence[ScoredSentence]]
) -> list[tuple[Passage, Sentence]]:
    """All of a short paragraph that is the only one, unless one side of it was asked for."""
    passages = {passage.id: passage for passage, _ in chosen}
    passage = next(iter(passages.values()), None)
    if passage is None or len(passages) > 1 or passage.paragraph is None:
        return chosen
    whole = len(by_passage[passage.id]) == len(passage.sentences)
    short = len(passage.text.split()) <= _SHORT_WORDS
    return [(passage, sentence) for sentence in passage.sentences] if whole and short else chosen


def _finds_fault(found: ScoredSentence) -> bool:
    return found.passage.part is None and finds_fault(found.text)


def _least_score(candidates: Sequence[Candidate], measure: Measure) -> float:
    """From which score on a passage is quoted.

    What must improve is no finding, and says less than the paragraphs that it rests on: they are
    reached for, too, where they are anywhere near.
    """
    best = max((found.score for found in candidates), default=0.0)
    findings = (found.score for found in candidates if found.passage.part != "improvements")
    return max(max(findings, default=best), best - _RESTS_ON) - measure.reach


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
