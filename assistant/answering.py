"""River two: a question and an open index go in, an answer comes out; nothing is written."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.answerability import leanings_of
from assistant.decision import Decision, not_said
from assistant.errors import UserError
from assistant.exact import looked_up, of_structure, refused_unread
from assistant.inspection_facts import facts_apart
from assistant.intake import kinds_of_details, take_in
from assistant.mentions import all_unmentioned, unmentioned
from assistant.models import Answer, AnswerSentence, Retrieved
from assistant.retrieval import Evidence, nearer_outside, retrieve, vectors_of, within
from assistant.scope import scoped
from assistant.silence import Searched
from assistant.spelling import known_words
from assistant.telling_apart import naming_first, told_apart
from assistant.understanding import understand
from assistant.weighing import of_evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import Question
    from assistant.scope import Scoped
    from assistant.understanding import Reader
    from ingest.models import Document
    from vectorstore.embedding import Embedder
    from vectorstore.index import Index


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
        refused_unread(intake, asked)
        or looked_up(alone, index, asked.documents)
        or of_structure(understood, index, asked.documents, whole, search_again)
    )
    decision = exact or of_evidence(alone, index, asked.documents, whole, parts)
    if told:
        decision = _told_first(told, decision, text, index)
    return Answer(
        question=intake.typed,
        standalone_question=asked.question.text if told else understood.standalone,
        outcome=decision.outcome,
        sentences=decision.sentences,
        answered_by="quotes",
        retrieved=_ranked(decision, whole.evidence),
        not_covered=decision.not_covered,
        warnings=(*intake.warnings, *asked.warnings, *decision.warnings),
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


def _facts_apart(asked: Scoped, index: Index) -> tuple[list[AnswerSentence], str]:
    """What the header and the last page answer of several questions, and what they leave."""
    if len(asked.documents) != 1:
        return [], asked.question.text
    report = asked.documents[0].report
    parts = {passage.part: passage for passage in index.catalogue.passages(report)}
    return facts_apart(asked.question.text, parts.get("header"), parts.get("about"))


def _told_first(
    told: list[AnswerSentence], decision: Decision, text: str, index: Index
) -> Decision:
    """The facts, then what there is on ``text``, the rest of what was asked."""
    cited = dict.fromkeys((c.report, c.locator) for line in told for c in line.citations)
    found = (index.catalogue.passage(*place) for place in cited)
    named = (*(passage for passage in found if passage), *decision.looked_up)
    if decision.outcome in ("answered", "partial"):
        return replace(decision, sentences=(*told, *decision.sentences), looked_up=named)
    return Decision("partial", (*told, not_said((text,))), named, (text,), decision.warnings)


def _ranked(decision: Decision, evidence: Evidence) -> tuple[Retrieved, ...]:
    """What was looked up comes first, then what the searches found."""
    scores = {candidate.passage.id: candidate.score for candidate in evidence.candidates}
    best = max(scores.values(), default=1.0)
    passages = [*decision.looked_up, *(candidate.passage for candidate in evidence.candidates)]
    unique = {passage.id: passage for passage in passages}
    first = {passage.id for passage in decision.looked_up}
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
