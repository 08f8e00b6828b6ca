"""Building one generation from documents, checking it, and making it current."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vectorstore.disk import writing
from vectorstore.documents import write_report
from vectorstore.errors import IndexDamaged
from vectorstore.index import KEYWORDS, read_index
from vectorstore.keywords import KeywordIndex
from vectorstore.manifest import (
    SCHEMA_VERSION,
    Manifest,
    Source,
    library_versions,
    stamps_of,
    write_manifest,
)
from vectorstore.rows import COLLECTIONS, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ingest.models import Document, Passage
    from vectorstore.embedding import Embedder
    from vectorstore.generations import IndexFolder
    from vectorstore.progress import Progress
    from vectorstore.rows import Row
    from vectorstore.store import Backend

_SAME = 0.99


def build_generation(
    index: IndexFolder,
    reports: Sequence[tuple[Document, tuple[Passage, ...]]],
    embedder: Embedder,
    backend: Backend,
    progress: Progress,
) -> Manifest:
    """Make a generation of these reports current; needs the write lock.

    Whatever goes wrong, an interrupt included, the old generation stays current and nothing of
    the new one remains. Raises StorageError, or IndexDamaged if what was built does not search.
    """
    name = index.new_name()
    try:
        with writing(index.root):
            folder = index.begin(name)
            for document, passages in reports:
                write_report(folder, document, passages)
        rows = [
            row
            for _, passages in reports
            for passage in passages
            for row in rows_of(passage, embedder.count_tokens, embedder.max_tokens)
        ]
        backend.create(folder, rows, embedder, progress)
        progress("keywords", 0, 1)
        keywords = KeywordIndex.build(p for _, passages in reports for p in passages)
        with writing(index.root):
            keywords.save(folder / KEYWORDS)
            manifest = _manifest(name, folder, reports, rows, embedder)
            write_manifest(folder, manifest)
        progress("keywords", 1, 1)
        progress("checking", 0, 1)
        _check(folder, rows, embedder, backend)
        with writing(index.root):
            index.publish(name)
        progress("checking", 1, 1)
    except BaseException:
        index.discard(name)
        raise
    return manifest


def _manifest(
    name: str,
    folder: Path,
    reports: Sequence[tuple[Document, tuple[Passage, ...]]],
    rows: Sequence[Row],
    embedder: Embedder,
) -> Manifest:
    return Manifest(
        schema_version=SCHEMA_VERSION,
        generation=name,
        built_at=datetime.now(UTC),
        built_with=library_versions(),
        embedding_model=embedder.name,
        embedding_digest=embedder.digest,
        dimension=embedder.dimension,
        sources=tuple(
            Source(report=document.report, source=document.source, sha256=document.sha256)
            for document, _ in reports
        ),
        counts={
            collection: sum(row.collection == collection for row in rows)
            for collection in COLLECTIONS
        },
        files=stamps_of(folder),
    )


def _check(folder: Path, rows: Sequence[Row], embedder: Embedder, backend: Backend) -> None:
    """Open it as a reader would, and find the first and the last row by their own texts."""
    with read_index(folder, embedder, backend) as index:
        for row in (*rows[:1], *rows[-1:]):
            (vector,) = embedder.embed_documents([row.text])
            best = index.search(row.collection, vector, 1)
            if not best or best[0].score < _SAME:
                raise IndexDamaged(f"The new index does not find {row.id}. Run: sandwell index")
