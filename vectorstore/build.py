"""Building one generation from documents, checking it, and making it current."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from vectorstore.disk import link_or_copy, writing
from vectorstore.documents import write_report
from vectorstore.errors import IndexDamaged
from vectorstore.index import KEYWORDS, VECTORS, read_index
from vectorstore.keywords import KeywordIndex
from vectorstore.manifest import (
    SCHEMA_VERSION,
    Manifest,
    Source,
    library_versions,
    report_of,
    stamps_of,
    write_manifest,
)
from vectorstore.progress import silent
from vectorstore.rows import COLLECTIONS, rows_of
from vectorstore.scan import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ingest.models import Document, Passage
    from vectorstore.embedding import Embedder, ModelIdentity
    from vectorstore.generations import IndexFolder
    from vectorstore.index import Index
    from vectorstore.manifest import FileStamp
    from vectorstore.progress import Progress
    from vectorstore.rows import Row
    from vectorstore.store import Backend

_SAME = 0.99
_TEXTS_PER_BATCH = 256
# The more, the more alike the lengths of a batch; of some 350 texts each, which stay in memory.
_REPORTS_TOGETHER = 40


@dataclass(frozen=True)
class Plan:
    """What a generation shall hold: ``reports`` and their passages, in the order of their ids.

    Those in ``kept`` are taken over from ``previous``, a whole generation; the others are made.
    """

    reports: Sequence[tuple[Document, tuple[Passage, ...]]]
    kept: frozenset[str]
    previous: Manifest | None

    @property
    def new(self) -> list[tuple[Document, tuple[Passage, ...]]]:
        """The reports to make, in order."""
        return [entry for entry in self.reports if entry[0].report not in self.kept]

    @property
    def kept_files(self) -> dict[str, FileStamp]:
        """The files to take over, by path within the generation."""
        files = self.previous.files if self.previous else {}
        return {name: stamp for name, stamp in files.items() if report_of(name) in self.kept}

    @property
    def kept_rows(self) -> dict[str, dict[str, int]]:
        """The numbers of rows to take over, by report and collection."""
        rows = self.previous.rows if self.previous else {}
        return {report: counts for report, counts in rows.items() if report in self.kept}


@dataclass(frozen=True)
class _Made:
    """A report just written: its numbers of rows, and some rows with their vectors to look for."""

    report: str
    counts: dict[str, int]
    samples: list[tuple[Row, list[float]]]


def build_generation(
    index: IndexFolder,
    plan: Plan,
    model: ModelIdentity,
    embedder: Embedder | None,
    backend: Backend,
    progress: Progress,
) -> Manifest:
    """Make a generation as planned the current one; needs the write lock.

    ``embedder`` is ``model`` loaded, None where the plan takes over all there is. Whatever goes
    wrong, an interrupt included, the old generation stays current and nothing of the new one
    remains. Raises StorageError, or IndexDamaged if what was built does not search.
    """
    name = index.new_name()
    try:
        with writing(index.root):
            folder = index.begin(name)
            if plan.previous:
                _take_over(index.folder(plan.previous.generation), folder, plan)
        made = []
        if embedder is not None:
            made = _make_all(folder, plan, embedder, backend, progress)
        with writing(index.root):
            write_manifest(folder, _manifest(folder, name, plan, model, embedder, made))
        progress("checking", 0, len(made) + 1)
        with read_index(folder, model, backend) as built:
            for done, report in enumerate(made, start=1):
                _check(built, report)
                progress("checking", done, len(made) + 1)
            manifest = built.manifest
        with writing(index.root):
            index.publish(name)
        progress("checking", len(made) + 1, len(made) + 1)
    except BaseException:
        index.discard(name)
        raise
    return manifest


def _take_over(old: Path, new: Path, plan: Plan) -> None:
    for name in plan.kept_files:
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        link_or_copy(old / name, new / name)


def _make_all(
    folder: Path, plan: Plan, embedder: Embedder, backend: Backend, progress: Progress
) -> list[_Made]:
    new = plan.new
    rows = {
        document.report: [
            row
            for passage in passages
            for row in rows_of(passage, embedder.count_tokens, embedder.max_tokens)
        ]
        for document, passages in new
    }
    made = []
    done, total = 0, sum(map(len, rows.values()))
    progress("embedding", 0, total)
    for first in range(0, len(new), _REPORTS_TOGETHER):
        together = new[first : first + _REPORTS_TOGETHER]
        texts = [row.text for document, _ in together for row in rows[document.report]]
        vectors = np.empty((len(texts), embedder.dimension), dtype=np.float32)
        for numbers in _batches(texts):
            vectors[numbers] = embedder.embed_documents([texts[n] for n in numbers])
            done += len(numbers)
            progress("embedding", done, total)
        ends = np.cumsum([len(rows[document.report]) for document, _ in together])
        for entry, own in zip(together, np.split(vectors, ends[:-1]), strict=True):
            made.append(_write(folder, entry, rows[entry[0].report], own, backend))
    progress("keywords", 0, len(new))
    for number, (_, passages) in enumerate(new, start=1):
        with writing(folder.parent):
            KeywordIndex.build(passages).save(folder / KEYWORDS)
        progress("keywords", number, len(new))
    return made


def _write(
    folder: Path,
    entry: tuple[Document, tuple[Passage, ...]],
    rows: Sequence[Row],
    vectors: np.ndarray,
    backend: Backend,
) -> _Made:
    document, passages = entry
    own_folder = folder / VECTORS / document.report
    with writing(folder.parent):
        write_report(folder, document, passages)
        own_folder.mkdir(parents=True)
        write_rows(own_folder, rows, vectors)
    backend.create(own_folder, rows, _Embedded(rows, vectors), silent)
    counts = Counter(row.collection for row in rows)
    return _Made(
        report=document.report,
        counts={collection: counts[collection] for collection in COLLECTIONS},
        samples=[(rows[n], vectors[n].tolist()) for n in (0, -1) if rows],
    )


class _Embedded(Embeddings):
    """Rows embedded before: longest with longest, and once for all who store them."""

    def __init__(self, rows: Sequence[Row], vectors: np.ndarray) -> None:
        self._vectors = {row.text: vector for row, vector in zip(rows, vectors, strict=True)}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectors[text].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vectors[text].tolist()  # type: ignore[no-any-return]


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Numbers of texts, those of like length together: a model pads each batch to its longest."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    for first in range(0, len(order), _TEXTS_PER_BATCH):
        yield order[first : first + _TEXTS_PER_BATCH]


def _manifest(
    folder: Path,
    name: str,
    plan: Plan,
    model: ModelIdentity,
    embedder: Embedder | None,
    made: Sequence[_Made],
) -> Manifest:
    described_by = embedder or plan.previous
    if described_by is None:
        raise ValueError("a generation that takes nothing over needs an embedder")
    rows = plan.kept_rows | {report.report: report.counts for report in made}
    return Manifest(
        schema_version=SCHEMA_VERSION,
        generation=name,
        built_at=datetime.now(UTC),
        built_with=library_versions(),
        embedding_model=model.name,
        embedding_digest=model.digest,
        dimension=described_by.dimension,
        sources=tuple(
            Source(report=document.report, source=document.source, sha256=document.sha256)
            for document, _ in plan.reports
        ),
        rows=dict(sorted(rows.items())),
        files=stamps_of(folder, plan.kept_files),
    )


def _check(built: Index, made: _Made) -> None:
    """Find a report's first and last row by their own vectors, alone and among all reports."""
    built.probe(made.report)
    for row, vector in made.samples:
        for reports in ([made.report], ()):
            (best,) = built.search(row.collection, [vector], 1, reports)
            if not best or best[0].score < _SAME:
                raise IndexDamaged(f"The new index does not find {row.id}. Run: sandwell index")
