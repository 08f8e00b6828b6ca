"""Vectors on disk and the search over them; the only module that knows Chroma.

``Backend`` is the seam: a Chroma server would hold the same pair of collections per report.
"""

from __future__ import annotations

import os
import weakref
from contextlib import contextmanager
from errno import ENOSPC
from shutil import disk_usage
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np

from vectorstore.disk import storage_error
from vectorstore.errors import REBUILD, IndexDamaged
from vectorstore.hits import Hit
from vectorstore.rows import COLLECTIONS, Collection, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chromadb.api.client import Client
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    from vectorstore.progress import Progress
    from vectorstore.rows import Row

FOLDER = "chroma"
_ROWS_PER_BATCH = 1000
_ROOM_TO_WORK = 4 * 2**20
# A report has hundreds of rows. With ef_search above their number each one is looked at, which
# makes the search exact, whatever the order in which they came.
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 1000}}


class Searcher(Protocol):
    """One report's vectors, open for reading."""

    def search(
        self, collection: Collection, vectors: Sequence[list[float]], k: int
    ) -> list[list[Hit]]:
        """For each vector, in order, at most ``k`` rows, best first."""

    def counts(self) -> dict[str, int]:
        """Rows by collection."""

    def close(self) -> None:
        """Let go of everything held."""


class Backend(Protocol):
    """Where the vectors of a report live."""

    def create(
        self, folder: Path, rows: Sequence[Row], embedder: Embeddings, progress: Progress
    ) -> None:
        """Embed the rows and store them in ``folder``, which is there."""

    def open(self, folder: Path) -> Searcher:
        """What was stored in ``folder``, a copy of the caller's own; raises IndexDamaged."""


class EmbeddedChroma:
    """Chroma in this process, its files among those of the report."""

    def create(
        self, folder: Path, rows: Sequence[Row], embedder: Embeddings, progress: Progress
    ) -> None:
        """Write ``chroma/`` below ``folder``; raises StorageError where Chroma cannot write."""
        with _written_to(folder), _client(folder / FOLDER) as client:
            progress("embedding", 0, len(rows))
            done = 0
            for collection in COLLECTIONS:
                store = _collection(client, collection, embedder)
                own = [row for row in rows if row.collection == collection]
                for first in range(0, len(own), _ROWS_PER_BATCH):
                    batch = own[first : first + _ROWS_PER_BATCH]
                    store.add_texts(
                        [row.text for row in batch],
                        metadatas=[
                            {
                                "report": row.report,
                                "locator": row.locator,
                                "start": row.start,
                                "end": row.end,
                            }
                            for row in batch
                        ],
                        ids=[row.id for row in batch],
                    )
                    done += len(batch)
                    progress("embedding", done, len(rows))

    def open(self, folder: Path) -> ChromaSearcher:
        """Search ``chroma/`` in place: Chroma writes there even when it is only asked."""
        return ChromaSearcher(folder / FOLDER)


class ChromaSearcher:
    """A Searcher over the files of Chroma at ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.is_dir():
            raise IndexDamaged(f"{path} is missing. {REBUILD}")
        with _read_from(path):
            self._client = _new_client(path)
        self._finalizer = weakref.finalize(self, self._client.close)
        try:
            with _read_from(path):
                self._collections = {
                    name: self._client.get_collection(name, embedding_function=None)
                    for name in COLLECTIONS
                }
        except IndexDamaged:
            self.close()
            raise

    def search(
        self, collection: Collection, vectors: Sequence[list[float]], k: int
    ) -> list[list[Hit]]:
        """For each vector, in order, at most ``k`` rows, best first."""
        if k < 1 or not vectors:
            return [[] for _ in vectors]
        with _read_from(self._path):
            # Ids say where a row stands. Its text and metadata take six times as long to fetch.
            found = self._collections[collection].query(
                query_embeddings=np.array(vectors, dtype=np.float32),
                n_results=k,
                include=["distances"],
            )
        distances = found["distances"] or []
        return [list(map(_hit, *each)) for each in zip(found["ids"], distances, strict=True)]

    def counts(self) -> dict[str, int]:
        """Rows by collection."""
        with _read_from(self._path):
            return {name: found.count() for name, found in self._collections.items()}

    def close(self) -> None:
        """Close Chroma."""
        self._finalizer()


def _hit(row_id: str, distance: float) -> Hit:
    # The one place where Chroma's cosine distance (0 to 2, less is better) becomes similarity.
    report, locator, start, end = place_of(row_id)
    return Hit(report, locator, start, end, score=1.0 - distance)


def _collection(client: Client, name: Collection, embedder: Embeddings) -> Chroma:
    # chromadb and langchain-chroma cost 1.2 s to import, which the catalogue must not pay
    from langchain_chroma import Chroma

    return Chroma(
        client=client,
        collection_name=name,
        embedding_function=embedder,
        collection_configuration=cast("Any", _CONFIGURATION),
    )


def _new_client(path: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    # With two workers, sqlx 0.8.6 inside Chroma 1.5.9 rarely reads a counter that another thread is
    # changing, and then counts down from 2**64: one core spins, and closing the client freezes the
    # whole process, other threads included (transact-rs/sqlx#3645). One worker cannot race itself.
    os.environ.setdefault("TOKIO_WORKER_THREADS", "1")
    settings = Settings(anonymized_telemetry=False)
    return cast("Client", chromadb.PersistentClient(path=path, settings=settings))


@contextmanager
def _client(path: Path) -> Iterator[Client]:
    client = _new_client(path)
    try:
        yield client
    finally:
        client.close()


@contextmanager
def _read_from(path: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    # Chroma raises plain ValueErrors and RuntimeErrors beside its own.
    except (ChromaError, ValueError, RuntimeError) as error:
        raise IndexDamaged(f"Chroma cannot read {path} ({error}). {REBUILD}") from error


@contextmanager
def _written_to(folder: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        # Chroma does not always say that the disk was full ("Error in compaction").
        full = "is full" in str(error) or disk_usage(folder).free < _ROOM_TO_WORK
        raise storage_error(folder.parent, ENOSPC if full else None, str(error)) from error
