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
from vectorstore.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Collection as AnyOf
    from collections.abc import Sequence
    from pathlib import Path

    from vectorstore.embedding import ModelIdentity
    from vectorstore.hits import Hit
    from vectorstore.manifest import Manifest
    from vectorstore.rows import Collection
    from vectorstore.store import Backend

KEYWORDS = "keywords/"
VECTORS = "vectors/"


class Index:
    """One generation, whole and unchanging; safe to use from several threads.

    It keeps working when a newer generation takes its place. What it holds is let go at ``close``,
    or when nothing refers to it any more.
    """

    def __init__(self, catalogue: Catalogue, vectors: Vectors, keywords: KeywordIndex) -> None:
        self.catalogue = catalogue
        self._vectors = vectors
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
        self,
        collection: Collection,
        vectors: Sequence[list[float]],
        k: int,
        reports: AnyOf[str] = (),
    ) -> list[list[Hit]]:
        """At most ``k`` rows near each question's vector, best first, by cosine similarity.

        The lists are in the order of ``vectors``: several cost little more than one. Only rows of
        ``reports`` if any are named. A passage longer than the model reads has
        several rows among "passages", so the same passage can come more than once.
        """
        return self._vectors.search(collection, vectors, k, reports)

    def search_keywords(self, text: str, k: int, reports: AnyOf[str] = ()) -> list[Hit]:
        """At most ``k`` passages that share a word with ``text``, best first, scored by BM25.

        Only those of ``reports`` if any are named. A passage's score depends on its own report
        alone.
        """
        return self._keywords.search(text, k, reports)

    def probe(self, report: str) -> None:
        """Raise IndexDamaged unless all rows of a report are there and can be searched."""
        found = self._vectors.counts(report)
        expected = self.manifest.rows[report]
        if found != expected:
            raise IndexDamaged(
                f"The index holds {found} rows of {report}, expected {expected}. {REBUILD}"
            )
        vector = [self.manifest.dimension**-0.5] * self.manifest.dimension
        for collection in COLLECTIONS:
            if expected[collection] and not self.search(collection, [vector], 1, [report])[0]:
                raise IndexDamaged(
                    f"The index finds nothing among the {collection} of {report}. {REBUILD}"
                )

    def close(self) -> None:
        """Let go of the vectors; no search may be running."""
        self._vectors.close()


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
        keywords = KeywordIndex.load(folder / KEYWORDS, catalogue.report_ids())
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{folder / KEYWORDS} cannot be read ({error}). {REBUILD}") from error
    reports = catalogue.report_ids()
    index = Index(catalogue, Vectors(folder / VECTORS, reports, backend), keywords)
    try:
        # One tells whether this Chroma reads such files; that they are as written was seen above.
        for report in reports[:1]:
            index.probe(report)
    except IndexDamaged:
        index.close()
        raise
    return index


def refuse_other_model(manifest: Manifest, model: ModelIdentity) -> None:
    """Raise IndexMismatch unless the model of this digest embedded the generation."""
    if manifest.embedding_digest != model.digest:
        raise IndexMismatch(
            f"The index was built with the embedding model {manifest.embedding_model} "
            f"({manifest.embedding_digest[:12]}…); the settings name {model.name} "
            f"({model.digest[:12]}…). {REBUILD}"
        )
