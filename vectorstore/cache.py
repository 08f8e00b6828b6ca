"""Vectors of texts already embedded, so that adding one report costs that report alone."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Self

import numpy as np
from langchain_core.embeddings import Embeddings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from vectorstore.embedding import Embedder

_APPLICATION_ID = 0x53574C31
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SECONDS_FOR_OTHERS = 30.0
_KEYS_PER_QUERY = 500


class _NotOurs(sqlite3.DatabaseError):
    """A database, but somebody else's."""

    sqlite_errorcode = sqlite3.SQLITE_NOTADB


class CachedEmbedder(Embeddings):
    """An Embedder that remembers the vectors of documents in a VectorCache.

    Questions are never written anywhere. ``embedded`` counts the texts that went to the model.
    """

    def __init__(self, embedder: Embedder, cache: VectorCache) -> None:
        self.name = embedder.name
        self.digest = embedder.digest
        self.query_digest = embedder.query_digest
        self.dimension = embedder.dimension
        self.max_tokens = embedder.max_tokens
        self.count_tokens = embedder.count_tokens
        self.embedded = 0
        self._embedder = embedder
        self._cache = cache

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of unit length per text, in order, with the precision of float32."""
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        vectors = self._cache.look_up(self.digest, self.dimension, keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in vectors}
        if missing:
            fresh = self._embedder.embed_documents(list(missing.values()))
            new = {
                key: np.asarray(vector, dtype="<f4")
                for key, vector in zip(missing, fresh, strict=True)
            }
            self._cache.remember(self.digest, new)
            vectors |= new
        self.embedded += len(missing)
        return [vectors[key].tolist() for key in keys]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, of which nothing is kept."""
        return self._embedder.embed_query(text)

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """The vectors of questions, of which nothing is kept."""
        return self._embedder.embed_queries(texts)


class VectorCache:
    """Vectors of unit length in an SQLite file, by model and hash of text; no text is kept.

    Trouble with the file never costs more than time: a broken one is set aside as
    ``<name>.damaged`` and begun again, an unwritable one is done without, and ``warnings`` says
    so. Opening it also clears up after a process that was killed while writing.
    """

    def __init__(self, path: Path) -> None:
        self.warnings: list[str] = []
        self._path = path
        self._database: sqlite3.Connection | None = None
        try:
            self._database = _open(path)
        except sqlite3.Error as error:
            self._give_up(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def look_up(self, model: str, dimension: int, keys: list[bytes]) -> dict[bytes, np.ndarray]:
        """Those of the vectors that are there, by SHA-256 of their texts."""
        if self._database is None:
            return {}
        found: dict[bytes, np.ndarray] = {}
        unique = list(dict.fromkeys(keys))
        try:
            for first in range(0, len(unique), _KEYS_PER_QUERY):
                some = unique[first : first + _KEYS_PER_QUERY]
                marks = ",".join("?" * len(some))
                rows = self._database.execute(
                    f"SELECT text, vector FROM vectors WHERE model = ? AND text IN ({marks})",
                    (model, *some),
                )
                found |= _valid(rows, dimension)
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def remember(self, model: str, vectors: dict[bytes, np.ndarray]) -> None:
        """Keep these, by SHA-256 of their texts."""
        if self._database is None:
            return
        try:
            with self._database:
                self._database.executemany(
                    "INSERT OR REPLACE INTO vectors (model, text, vector) VALUES (?, ?, ?)",
                    [(model, key, vector.tobytes()) for key, vector in vectors.items()],
                )
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Begin a broken file again, once; else go on without."""
        self.close()
        number = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if number in _BROKEN and not self.warnings:
            damaged = self._path.with_name(f"{self._path.name}.damaged")
            self.warnings.append(
                f"The embedding cache {self._path} was unreadable ({error}); it was set aside "
                f"as {damaged.name} and begun again."
            )
            try:
                self._path.replace(damaged)
                # Left behind, it would be played back into the new file.
                self._path.with_name(f"{self._path.name}-journal").unlink(missing_ok=True)
                self._database = _open(self._path)
                return
            except (OSError, sqlite3.Error) as second:
                error = sqlite3.Error(str(second))
        self.warnings.append(
            f"The embedding cache {self._path} cannot be used ({error}); all went on without it."
        )


def _valid(rows: Iterable[tuple[bytes, bytes]], dimension: int) -> dict[bytes, np.ndarray]:
    """Without those of another length: SQLite does not notice a damaged vector."""
    decoded = {}
    for key, blob in rows:
        if len(blob) == 4 * dimension:
            vector = np.frombuffer(blob, dtype="<f4")
            if abs(float(vector @ vector) - 1.0) < 1e-3:
                decoded[key] = vector
    return decoded


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_SECONDS_FOR_OTHERS)
    try:
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application != _APPLICATION_ID:
            raise _NotOurs("not a cache of ours")
        if not tables:
            database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            database.execute(
                "CREATE TABLE IF NOT EXISTS vectors (model TEXT, text BLOB, vector BLOB NOT NULL,"
                " PRIMARY KEY (model, text))"
            )
    except sqlite3.Error:
        database.close()
        raise
    return database
