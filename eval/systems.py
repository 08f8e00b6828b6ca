"""What can be measured side by side: the assistant, and two plain ways to search.

The plain ones do what they do without an assistant around them: they show the passages they find
first, whole, and never refuse. They know nothing of earlier questions.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from langchain_core.vectorstores import InMemoryVectorStore

from assistant import build
from assistant.models import Answer, Retrieved
from assistant.quoting import quoted
from vectorstore.keywords import KeywordIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.batch import Answers
    from assistant.models import Question
    from assistant.settings import Settings
    from eval.names import SystemName
    from ingest.models import Passage
    from vectorstore.catalogue import Catalogue
    from vectorstore.embedding import Embedder

# What LangChain's vector stores return unless told otherwise.
_SHOWN = 4
_RETRIEVED = 10


def build_system(name: SystemName, settings: Settings) -> Answers:
    """A system ready to answer; raises VectorStoreError."""
    if name == "full":
        return build.build_assistant(settings)
    catalogue = build.load_catalogue(settings)
    if name == "dense":
        return dense(catalogue, build.load_embedder(settings), settings.default_report)
    return keyword(catalogue, settings.default_report)


def dense(catalogue: Catalogue, embedder: Embedder, default_report: str) -> Answers:
    """What a LangChain tutorial gives: one document a paragraph in a vector store, the top k."""
    store = InMemoryVectorStore(embedder)  # type: ignore[arg-type]
    passages = _passages(catalogue)
    store.add_texts(
        [p.text for p in passages], [{"id": p.id, "report": p.report} for p in passages]
    )
    by_id = {passage.id: passage for passage in passages}

    def search(text: str, report: str) -> list[tuple[Passage, float]]:
        found = store.similarity_search_with_score(
            text, k=_RETRIEVED, filter=lambda document: document.metadata["report"] == report
        )
        return [(by_id[document.metadata["id"]], score) for document, score in found]

    return _Plain("dense", search, default_report)


def keyword(catalogue: Catalogue, default_report: str) -> Answers:
    """BM25 over the same passages."""
    passages = {(p.report, p.locator): p for p in _passages(catalogue)}
    index = KeywordIndex.build(passages.values())

    def search(text: str, report: str) -> list[tuple[Passage, float]]:
        hits = index.search(text, _RETRIEVED, [report])
        return [(passages[hit.report, hit.locator], hit.score) for hit in hits]

    return _Plain("keyword", search, default_report)


class _Plain:
    """Answers with the first passages of a search."""

    def __init__(
        self,
        name: str,
        search: Callable[[str, str], list[tuple[Passage, float]]],
        default_report: str,
    ) -> None:
        self._name = name
        self._search = search
        self._default_report = default_report

    def answer(self, question: Question) -> Answer:
        """The passages found first; a search that finds none has nothing to say."""
        started = perf_counter()
        report = question.reports[0] if question.reports else self._default_report
        found = self._search(question.text, report)
        return Answer(
            question=question.text,
            standalone_question=question.text,
            outcome="answered" if found else "not_in_report",
            sentences=tuple(quoted(passage) for passage, _ in found[:_SHOWN]),
            answered_by=self._name,
            retrieved=_ranked(found),
            not_covered=(),
            warnings=(),
            seconds={"retrieve": perf_counter() - started, "answer": 0.0},
        )


def _passages(catalogue: Catalogue) -> list[Passage]:
    return [p for report in catalogue.report_ids() for p in catalogue.passages(report)]


def _ranked(found: Sequence[tuple[Passage, float]]) -> tuple[Retrieved, ...]:
    return tuple(
        Retrieved(
            report=passage.report,
            locator=passage.locator,
            paragraph=passage.paragraph,
            part=passage.part,
            rank=rank,
            score=score,
        )
        for rank, (passage, score) in enumerate(found, start=1)
    )
