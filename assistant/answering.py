"""River two: a question and an open index go in, an answer comes out; nothing is written."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import prompts
from assistant.answerability import leanings_of
from assistant.breadth import breadth_of
from assistant.errors import UserError
from assistant.focus import ABOUT_ALL, Focus, are_areas, focus_of, focus_on
from assistant.grades import grades_of, reasons_asked
from assistant.inspection_facts import facts_apart
from assistant.intake import kinds_of_details, take_in
from assistant.lookup import look_up
from assistant.mentions import all_unmentioned, is_narrow, unmentioned
from assistant.models import Answer, AnswerSentence, Outcome, Retrieved
from assistant.nearby import listed
from assistant.numbers_asked import asks_for_a_number, holds_a_number
from assistant.partly import is_surely_answered, not_covered
from assistant.quoting import EVERYTHING, PART, compose, measured, measured_area, quoted
from assistant.refusals import about_elsewhere, in_quotation_marks, not_in_report, off_topic
from assistant.retrieval import Evidence, nearer_outside, retrieve, vectors_of, within
from assistant.scope import scoped
from assistant.silence import Searched, judge
from assistant.spelling import known_words
from assistant.structure import from_structure
from assistant.telling_apart import (
    findings_first,
    naming_first,
    on_the_subject,
    told_apart,
)
from assistant.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.intake import Intake
    from assistant.models import Question
    from assistant.quoting import Measure
    from assistant.scope import Scoped
    from assistant.understanding import Reader, Understood
    from ingest.models import Document, Judgement, Passage
    from vectorstore.embedding import Embedder
    from vectorstore.index import Index


@dataclass(frozen=True)
class _Draft:
    """What was decided; ``looked_up`` are the passages that the question itself named."""

    outcome: Outcome
    sentences: tuple[AnswerSentence, ...]
    looked_up: tuple[Passage, ...] = ()
    not_covered: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def answer(
    question: Question,
    index: Index,
    embedder: Embedder,
    default_report: str,
    read: Reader = understand,
) -> Answer:
    """The answer in the report's own sentences; ``read`` says what to search for.

    Raises UserError for a question that cannot be read or an empty index, UnknownReport for a
    report that is not in the index.
    """
    documents = _scope(question, index, default_report)
    known = known_words(index.catalogue, [document.report for document in documents])
    intake = take_in(question, known)
    started = perf_counter()
    asked = scoped(intake.question, documents, index.catalogue)
    reports = [document.report for document in asked.documents]
    told, text = _facts_apart(asked, index)
    # "They" are the inspectors then, and none that was asked about before.
    left = replace(asked.question, text=text, history=()) if told else asked.question
    understood = read(left, index.catalogue, reports)
    alone = replace(left, text=understood.standalone)

    def search(said: Sequence[str], words: Sequence[str]) -> list[Searched]:
        vectors = vectors_of(words, embedder, covered=understood.covered)
        found = retrieve(index, vectors, words, reports)
        leanings = leanings_of(said, vectors, embedder)
        return [
            Searched(
                said=each,
                evidence=within(
                    naming_first(told_apart(evidence, each, leaning), each), question.sections
                ),
                outside=nearer_outside(evidence, question.sections),
                leanings=leaning,
                unmentioned=unmentioned(each, index.catalogue, reports),
                all_unmentioned=all_unmentioned(each, index.catalogue, reports),
            )
            for each, leaning, evidence in zip(said, leanings, found, strict=True)
        ]

    def search_again(words: str) -> Evidence:
        return search([words], [words])[0].evidence

    # At once: several short texts are embedded in little more time than one.
    whole, *parts = search(
        [understood.standalone, *understood.parts_said], [understood.search, *understood.parts]
    )
    retrieved = perf_counter()
    exact = (
        _refused_unread(intake, asked)
        or _looked_up(alone, index, asked.documents)
        or _from_structure(understood, index, asked.documents, whole, search_again)
    )
    draft = exact or _from_evidence(alone, index, asked.documents, whole, parts)
    if told:
        draft = _told_first(told, draft, text, index)
    return Answer(
        question=intake.typed,
        standalone_question=asked.question.text if told else understood.standalone,
        outcome=draft.outcome,
        sentences=draft.sentences,
        answered_by="quotes",
        retrieved=_ranked(draft, whole.evidence),
        not_covered=draft.not_covered,
        warnings=(*intake.warnings, *asked.warnings, *draft.warnings),
        seconds={"retrieve": retrieved - started, "answer": perf_counter() - retrieved},
        exact=exact is not None,
        personal=intake.personal
        or bool(question.history and kinds_of_details(understood.standalone, known)),
    )


def _scope(question: Question, index: Index, default_report: str) -> tuple[Document, ...]:
    """The reports named, else the default one, else all."""
    catalogue = index.catalogue
    if question.reports:
        return tuple(catalogue.document(report) for report in dict.fromkeys(question.reports))
    if default_report in catalogue.report_ids():
        return (catalogue.document(default_report),)
    if not catalogue.report_ids():
        raise UserError("The index holds no reports. Run: sandwell index")
    return catalogue.reports()


def _looked_up(question: Question, index: Index, documents: Sequence[Document]) -> _Draft | None:
    found: list[Passage] = []
    missing: list[str] = []
    several = len(documents) > 1
    sentences: list[AnswerSentence] = []
    for document in documents:
        places = look_up(question.text, document)
        if places is None:
            return None
        missing.extend(places.missing)
        for locator in places.locators:
            passage = index.catalogue.passage(document.report, locator)
            if passage is not None:
                found.append(passage)
                sentences.append(quoted(passage, document if several else None))
    if not found:
        refusal = tuple(AnswerSentence(line, new_paragraph=True) for line in missing)
        return _Draft("not_in_report", refusal)
    outcome: Outcome = "partial" if missing else "answered"
    return _Draft(outcome, tuple(sentences), tuple(found), tuple(missing))


def _from_structure(
    understood: Understood,
    index: Index,
    documents: Sequence[Document],
    whole: Searched,
    search: Callable[[str], Evidence],
) -> _Draft | None:
    """Only for one report: the grades of several are a comparison, not a look-up."""
    if len(documents) != 1:
        return None
    passages = index.catalogue.passages(documents[0].report)
    sentences = from_structure(
        understood.standalone,
        documents[0],
        passages,
        whole.evidence,
        search,
        whole.leanings,
        understood.parts_said,
    )
    if not sentences:
        return None
    by_locator = {passage.locator: passage for passage in passages}
    cited = dict.fromkeys(c.locator for s in sentences for c in s.citations)
    return _Draft("answered", tuple(sentences), tuple(by_locator[locator] for locator in cited))


def _facts_apart(asked: Scoped, index: Index) -> tuple[list[AnswerSentence], str]:
    """What the header and the last page answer of several questions, and what they leave."""
    if len(asked.documents) != 1:
        return [], asked.question.text
    report = asked.documents[0].report
    parts = {passage.part: passage for passage in index.catalogue.passages(report)}
    return facts_apart(asked.question.text, parts.get("header"), parts.get("about"))


def _told_first(told: list[AnswerSentence], draft: _Draft, text: str, index: Index) -> _Draft:
    """The facts, then what there is on ``text``, the rest of what was asked."""
    cited = dict.fromkeys((c.report, c.locator) for line in told for c in line.citations)
    found = (index.catalogue.passage(*place) for place in cited)
    named = (*(passage for passage in found if passage), *draft.looked_up)
    if draft.outcome in ("answered", "partial"):
        return replace(draft, sentences=(*told, *draft.sentences), looked_up=named)
    return _Draft("partial", (*told, _not_said((text,))), named, (text,), draft.warnings)


def _not_said(parts: Sequence[str]) -> AnswerSentence:
    said = prompts.render("not_covered", parts=listed([f"“{part}”" for part in parts]))
    return AnswerSentence(said, new_paragraph=True)


def _refused_unread(intake: Intake, asked: Scoped) -> _Draft | None:
    """For what asks nothing that these reports could be searched for."""
    if intake.unasked == "only orders":
        return _refusal("off_topic", off_topic(asked.documents))
    if intake.unasked == "another language":
        return _refusal("off_topic", prompts.render("only_english"))
    if asked.elsewhere:
        return _refusal("not_in_report", about_elsewhere(asked.elsewhere, asked.documents))
    return None


def _from_evidence(
    question: Question,
    index: Index,
    documents: Sequence[Document],
    whole: Searched,
    parts: Sequence[Searched],
) -> _Draft:
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
        return _refusal(outcome, off_topic(documents))
    silent = not_covered(parts)
    if outcome == "not_in_report" and not silent:
        passages = index.catalogue.passages(documents[0].report)
        return _refusal(outcome, not_in_report(question.text, whole, documents, passages))
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
        return _Draft(outcome, sentences, named, warnings=warnings)
    missing = tuple(part.said for part in silent)
    return _Draft("partial", (*sentences, _not_said(missing)), named, missing, warnings)


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


def _refusal(outcome: Outcome, text: str) -> _Draft:
    return _Draft(outcome, (AnswerSentence(text),))


def _ranked(draft: _Draft, evidence: Evidence) -> tuple[Retrieved, ...]:
    """What was looked up comes first, then what the searches found."""
    scores = {candidate.passage.id: candidate.score for candidate in evidence.candidates}
    best = max(scores.values(), default=1.0)
    passages = [*draft.looked_up, *(candidate.passage for candidate in evidence.candidates)]
    unique = {passage.id: passage for passage in passages}
    first = {passage.id for passage in draft.looked_up}
    return tuple(
        Retrieved(
            report=passage.report,
            locator=passage.locator,
            paragraph=passage.paragraph,
            part=passage.part,
            rank=rank,
            score=max(best, 1.0) if passage.id in first else scores[passage.id],
        )
        for rank, passage in enumerate(unique.values(), start=1)
    )
