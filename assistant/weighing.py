"""Evidence for a question and its parts → whether it answers, and what of it is quoted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import prompts
from assistant.breadth import breadth_of
from assistant.decision import Decision, not_said, refusal
from assistant.focus import ABOUT_ALL, Focus, are_areas, focus_of, focus_on
from assistant.grades import grades_of, reasons_asked
from assistant.mentions import is_narrow
from assistant.numbers_asked import asks_for_a_number, holds_a_number
from assistant.partly import is_surely_answered, not_covered
from assistant.quoting import EVERYTHING, PART, compose, measured, measured_area
from assistant.refusals import in_quotation_marks, not_in_report, off_topic
from assistant.silence import judge
from assistant.telling_apart import findings_first, on_the_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import AnswerSentence, Question
    from assistant.quoting import Measure
    from assistant.retrieval import Evidence
    from assistant.silence import Searched
    from ingest.models import Document, Judgement, Passage
    from vectorstore.index import Index


def of_evidence(
    question: Question,
    index: Index,
    documents: Sequence[Document],
    whole: Searched,
    parts: Sequence[Searched],
) -> Decision:
    """An answer, one in part, or a refusal that says what there is nearby.

    ``whole`` is what was found for the question, ``parts`` for each of its parts.
    """
    evidence = findings_first(whole.evidence)
    reports = [document.report for document in documents]
    narrow = is_narrow(question.text, index.catalogue, reports)
    overview = -math.inf if narrow else whole.leanings.overview
    breadth = breadth_of(question.text, len(parts), overview)
    if breadth == "overview":
        evidence = on_the_subject(evidence, question.text)
    explained = _explained(question.text, index, documents)
    focus = Focus() if question.everything else focus_of(question.text, documents[0], breadth)
    if explained and not question.everything:
        focus = focus_on(explained[0])
    # "The bad bits", of the whole report or an area, have few words that are near to any finding.
    outcome = "answered" if focus.side and focus.area else judge(whole)
    if outcome == "off_topic":
        return refusal(outcome, off_topic(documents))
    silent = not_covered(parts)
    if outcome == "not_in_report" and not silent:
        passages = index.catalogue.passages(documents[0].report)
        return refusal(outcome, not_in_report(question.text, whole, documents, passages))
    covered = [part for part in parts if part not in silent]
    if outcome == "not_in_report":
        evidence = findings_first(covered[0].evidence)
    areas = _areas_compared(covered, documents[0])
    if question.everything:
        pieces = [(evidence, EVERYTHING)]
    else:
        pieces = _of_areas(covered, areas) if areas else measured(evidence, focus, breadth)
    of_parts = [] if areas else [(findings_first(part.evidence), PART) for part in covered]
    sentences = compose([*pieces, *of_parts], index.catalogue)
    if explained:
        sentences = (explained[1], *sentences)
    if areas and not question.everything:
        passages = index.catalogue.passages(documents[0].report)
        named_areas = [focus.area for focus in areas if focus.area]
        sentences = (*grades_of(named_areas, documents[0], passages), *sentences)
    named = _named(focus, pieces)
    warnings = (
        *_nearer_outside(whole),
        *_words_not_used(whole, documents),
        *_no_number(question.text, sentences),
    )
    if not silent:
        return Decision(outcome, sentences, named, warnings=warnings)
    missing = tuple(part.said for part in silent)
    return Decision("partial", (*sentences, not_said(missing)), named, missing, warnings)


def _explained(
    text: str, index: Index, documents: Sequence[Document]
) -> tuple[Judgement, AnswerSentence] | None:
    if len(documents) != 1:
        return None
    passages = index.catalogue.passages(documents[0].report)
    return reasons_asked(text, documents[0], passages)


def _areas_compared(parts: Sequence[Searched], document: Document) -> list[Focus]:
    """The area of each part, where all are areas of inspection; else []."""
    of_parts = [focus_of(part.said, document, "overview") for part in parts]
    return of_parts if are_areas(of_parts) else []


def _of_areas(parts: Sequence[Searched], areas: Sequence[Focus]) -> list[tuple[Evidence, Measure]]:
    """What works and what does not in the area of each part."""
    return [
        piece
        for part, focus in zip(parts, areas, strict=True)
        for piece in measured_area(findings_first(part.evidence), focus)
    ]


def _words_not_used(whole: Searched, documents: Sequence[Document]) -> tuple[str, ...]:
    """What is quoted may be about something else than what the report never names."""
    if len(documents) > 1 or not whole.unmentioned or is_surely_answered(whole):
        return ()
    return (prompts.render("words_not_used", words=in_quotation_marks(whole.unmentioned)),)


def _nearer_outside(whole: Searched) -> tuple[str, ...]:
    """Where the chosen sections say little to a question, the reader learns where to look."""
    if whole.outside is None:
        return ()
    place = {"paragraph": whole.outside.paragraph, "section": whole.outside.section}
    return (prompts.render("nearer_outside", **place),)


def _no_number(text: str, sentences: Sequence[AnswerSentence]) -> tuple[str, ...]:
    """Where a number is asked for and what is quoted holds none, that has to be said."""
    if not asks_for_a_number(text) or any(holds_a_number(each.text) for each in sentences):
        return ()
    return (prompts.render("no_number"),)


def _named(focus: Focus, pieces: Sequence[tuple[Evidence, Measure]]) -> tuple[Passage, ...]:
    """The passages of the area that a question names and asks nothing else of, best first."""
    if focus.area in (None, "overall"):
        return ()
    found = [each for evidence, _ in pieces for each in evidence.candidates]
    found.sort(key=lambda each: (each.passage.part not in ABOUT_ALL, -each.score))
    return tuple(dict.fromkeys(each.passage for each in found))
