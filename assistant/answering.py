"""River two: a question and an open index go in, an answer comes out; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import prompts
from assistant.answerability import leanings_of
from assistant.breadth import breadth_of
from assistant.errors import UserError
from assistant.lookup import look_up
from assistant.models import Answer, AnswerSentence, Outcome, Retrieved
from assistant.question import checked
from assistant.quoting import EVERYTHING, MEASURES, compose, quoted
from assistant.retrieval import Evidence, retrieve
from assistant.silence import judge
from assistant.structure import from_structure
from assistant.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answerability import Leanings
    from assistant.models import Question
    from assistant.understanding import Reader
    from ingest.models import Document, Passage
    from vectorstore.embedding import Embedder
    from vectorstore.index import Index


@dataclass(frozen=True)
class _Draft:
    """What was decided; ``looked_up`` are the passages that the question itself named."""

    outcome: Outcome
    sentences: tuple[AnswerSentence, ...]
    looked_up: tuple[Passage, ...] = ()
    not_covered: tuple[str, ...] = ()


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
    question = checked(question)
    documents = _scope(question, index, default_report)
    started = perf_counter()
    reports = [document.report for document in documents]
    understood = read(question, index.catalogue, reports)
    alone = replace(question, text=understood.standalone)
    vector = embedder.embed_query(understood.search)

    def search(words: str) -> Evidence:
        return retrieve(index, embedder.embed_query(words), words, reports)

    evidence = retrieve(index, vector, understood.search, reports)
    parts = [search(part) for part in understood.parts]
    leanings = leanings_of(vector, embedder)
    retrieved = perf_counter()
    exact = _looked_up(alone, index, documents) or _from_structure(
        alone.text, index, documents, evidence, search, leanings
    )
    draft = exact or _from_evidence(alone, index, documents, [evidence, *parts], leanings)
    return Answer(
        question=question.text,
        standalone_question=understood.standalone,
        outcome=draft.outcome,
        sentences=draft.sentences,
        answered_by="quotes",
        retrieved=_ranked(draft, evidence),
        not_covered=draft.not_covered,
        warnings=(),
        seconds={"retrieve": retrieved - started, "answer": perf_counter() - retrieved},
        exact=exact is not None,
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
    text: str,
    index: Index,
    documents: Sequence[Document],
    evidence: Evidence,
    search: Callable[[str], Evidence],
    leanings: Leanings,
) -> _Draft | None:
    """Only for one report: the grades of several are a comparison, not a look-up."""
    if len(documents) != 1:
        return None
    passages = index.catalogue.passages(documents[0].report)
    sentences = from_structure(text, documents[0], passages, evidence, search, leanings)
    if not sentences:
        return None
    by_locator = {passage.locator: passage for passage in passages}
    cited = dict.fromkeys(c.locator for s in sentences for c in s.citations)
    return _Draft("answered", tuple(sentences), tuple(by_locator[locator] for locator in cited))


def _from_evidence(
    question: Question,
    index: Index,
    documents: Sequence[Document],
    found: Sequence[Evidence],
    leanings: Leanings,
) -> _Draft:
    """``found`` is the evidence for the whole question, then for each of its parts."""
    evidence, *parts = found
    outcome = judge(question.text, evidence, leanings)
    if outcome == "answered":
        breadth = breadth_of(question.text, len(parts))
        measure = EVERYTHING if question.everything else MEASURES[breadth]
        sentences = compose(evidence, index.catalogue, measure, parts)
        return _Draft(outcome, sentences)
    titles = " or ".join(f"the {d.authority} report of {_month(d)}" for d in documents)
    refusal = prompts.render(outcome, reports=titles)
    return _Draft(outcome, (AnswerSentence(refusal),))


def _month(document: Document) -> str:
    return f"{document.end_date:%B %Y}" if document.end_date else "unknown date"


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
