"""A generation open for reading: its catalogue, its vectors and its keywords, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from vectorstore.catalogue import Catalogue, read_catalogue, with_current
from vectorstore.errors import REBUILD, IndexDamaged, IndexMismatch
from vectorstore.generations import IndexFolder
from vectorstore.keywords import KeywordIndex
from vectorstore.manifest import verify_files
from vectorstore.rows import COLLECTIONS
from vectorstore.store import EmbeddedChroma

if TYPE_CHECKING:
    from collections.abc import Collection as AnyOf
    from pathlib import Path

    from vectorstore.embedding import ModelIdentity
    from vectorstore.hits import Hit
    from vectorstore.manifest import Manifest
    from vectorstore.rows import Collection
    from vectorstore.store import Backend, Searcher

KEYWORDS = "keywords/"


class Index:
    """One generation, whole and unchanging; safe to use from several threads.

    It keeps working when a newer generation takes its place. What it holds is let go at ``close``,
    or when nothing refers to it any more.
    """

    def __init__(self, catalogue: Catalogue, searcher: Searcher, keywords: KeywordIndex) -> None:
        self.catalogue = catalogue
        self._searcher = searcher
        self._keywords = keywords

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def manifest(self) -> Manifest:
        """What built the generation."""
        return self.catalogue.manifest

    @property
    def generation(self) -> str:
        """The name to compare with ``current_generation``."""
        return self.catalogue.generation

    def search(
        self, collection: Collection, vector: list[float], k: int, reports: AnyOf[str] = ()
    ) -> list[Hit]:
        """At most ``k`` rows near a question's vector, best first, scored by cosine similarity.

        Only those of ``reports`` if any are named. A passage longer than the model reads has
        several rows among "passages", so the same passage can come more than once.
        """
        return self._searcher.search(collection, vector, k, reports)

    def search_keywords(self, text: str, k: int, reports: AnyOf[str] = ()) -> list[Hit]:
        """At most ``k`` passages that share a word with ``text``, best first, scored by BM25."""
        return self._keywords.search(text, k, reports)

    def close(self) -> None:
        """Let go of the vectors; no search may be running."""
        self._searcher.close()


def open_index(home: Path, model: ModelIdentity, backend: Backend | None = None) -> Index:
    """The current generation, if it is whole and ``model`` built it.

    Writes nothing below ``home``. Raises IndexMissing, IndexForeign, IndexMismatch, IndexDamaged
    or StorageError.
    """
    chosen = backend or EmbeddedChroma()
    return with_current(IndexFolder(home), lambda folder: read_index(folder, model, chosen))


def read_index(folder: Path, model: ModelIdentity, backend: Backend) -> Index:
    """The generation in ``folder``; raises as ``open_index``."""
    catalogue = read_catalogue(folder)
    manifest = catalogue.manifest
    refuse_other_model(manifest, model)
    verify_files(folder, manifest)
    try:
        keywords = KeywordIndex.load(folder / KEYWORDS)
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{folder / KEYWORDS} cannot be read ({error}). {REBUILD}") from error
    searcher = backend.open(folder)
    try:
        _probe(folder, manifest, searcher)
    except IndexDamaged:
        searcher.close()
        raise
    return Index(catalogue, searcher, keywords)


def refuse_other_model(manifest: Manifest, model: ModelIdentity) -> None:
    """Raise IndexMismatch unless the model of this digest embedded the generation."""
    if manifest.embedding_digest != model.digest:
        raise IndexMismatch(
            f"The index was built with the embedding model {manifest.embedding_model} "
            f"({manifest.embedding_digest[:12]}…); the settings name {model.name} "
            f"({model.digest[:12]}…). {REBUILD}"
        )


def _probe(folder: Path, manifest: Manifest, searcher: Searcher) -> None:
    """One search in each collection, because Chroma reads its vectors only then."""
    counts = searcher.counts()
    if counts != manifest.counts:
        raise IndexDamaged(f"{folder} holds {counts} rows, expected {manifest.counts}. {REBUILD}")
    vector = [manifest.dimension**-0.5] * manifest.dimension
    for collection in COLLECTIONS:
        if counts[collection] and not searcher.search(collection, vector, 1):
            raise IndexDamaged(f"{folder} finds nothing among its {collection}. {REBUILD}")
