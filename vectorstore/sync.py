"""Bringing the index up to date: a new generation if anything changed, else nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.passages import passages_of
from vectorstore.build import Plan, build_generation
from vectorstore.cache import CachedEmbedder, VectorCache
from vectorstore.disk import writing
from vectorstore.errors import unknown_report
from vectorstore.generations import IndexFolder
from vectorstore.manifest import library_versions
from vectorstore.progress import silent
from vectorstore.store import EmbeddedChroma
from vectorstore.stored import Stored, read_stored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ingest.models import Document, Passage
    from vectorstore.embedding import Embedder, ModelIdentity
    from vectorstore.manifest import Manifest
    from vectorstore.progress import Progress
    from vectorstore.store import Backend

CACHE_NAME = "embeddings.sqlite3"


@dataclass(frozen=True)
class SyncReport:
    """What a sync did; report ids in alphabetical order.

    ``unchanged`` counts every report that stays as it was, given or not. ``built`` is False where
    nothing had to be done; ``generation`` is then the one that was current already. Of the texts
    of those reports that were not taken over as they stood, ``embedded_texts`` went through the
    model and ``cached_texts`` did not.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    generation: str
    built: bool
    embedded_texts: int = 0
    cached_texts: int = 0
    warnings: tuple[str, ...] = ()


def sync(
    home: Path,
    model: ModelIdentity,
    embedder_factory: Callable[[], Embedder],
    documents: Sequence[Document] = (),
    remove: Sequence[str] = (),
    *,
    progress: Progress = silent,
    wait_seconds: float = 0.0,
    on_wait: Callable[[], None] = lambda: None,
    backend: Backend | None = None,
) -> SyncReport:
    """Add or replace ``documents``, take out the reports named in ``remove``, keep the rest.

    The factory, which loads ``model``, is called only if something has to be embedded. One
    process at a time: another waits up to ``wait_seconds``, telling ``on_wait`` once, and then
    raises IndexBusy. Raises UnknownReport for an id to remove that is not there, and IndexForeign,
    StorageError, WeightsError or IndexDamaged; the index is then as it was.
    """
    index = IndexFolder(home)
    with index.write_lock(wait_seconds, on_wait), VectorCache(home / CACHE_NAME) as cache:
        stored = read_stored(index)
        with writing(index.root):
            index.prune(stored.current)
        change = _change(stored, documents, remove)
        if stored.manifest and not change.any and _up_to_date(stored.manifest, model):
            return change.report(
                stored.manifest.generation, built=False, warnings=tuple(cache.warnings)
            )
        plan = _plan(stored, change, model)
        cached = None
        if plan.new or plan.previous is None:
            progress("loading the model", 0, 1)
            embedder = embedder_factory()
            if embedder.digest != model.digest:
                raise ValueError(f"the embedder is {embedder.name}, expected {model.name}")
            progress("loading the model", 1, 1)
            cached = CachedEmbedder(embedder, cache)
        built = build_generation(index, plan, model, cached, backend or EmbeddedChroma(), progress)
        with writing(index.root):
            left = index.prune(built.generation)
        embedded = cached.embedded if cached else 0
        texts = sum(sum(built.rows[document.report].values()) for document, _ in plan.new)
        return change.report(
            built.generation,
            built=True,
            embedded_texts=embedded,
            cached_texts=texts - embedded,
            warnings=(*cache.warnings, *(f"{path} could not be removed." for path in left)),
        )


def _up_to_date(manifest: Manifest, model: ModelIdentity) -> bool:
    same_model = manifest.embedding_digest == model.digest
    return same_model and manifest.built_with == library_versions()


def _plan(stored: Stored, change: _Change, model: ModelIdentity) -> Plan:
    """Take over what is unchanged, if the generation that holds it is whole and of this kind."""
    if stored.manifest is None or not _up_to_date(stored.manifest, model):
        return Plan(change.reports, kept=frozenset(), previous=None)
    return Plan(change.reports, kept=frozenset(change.unchanged), previous=stored.manifest)


@dataclass(frozen=True)
class _Change:
    reports: list[tuple[Document, tuple[Passage, ...]]]
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def any(self) -> bool:
        return bool(self.added or self.replaced or self.removed)

    @property
    def unchanged(self) -> tuple[str, ...]:
        touched = {*self.added, *self.replaced}
        return tuple(d.report for d, _ in self.reports if d.report not in touched)

    def report(
        self,
        generation: str,
        *,
        built: bool,
        embedded_texts: int = 0,
        cached_texts: int = 0,
        warnings: tuple[str, ...] = (),
    ) -> SyncReport:
        return SyncReport(
            added=self.added,
            replaced=self.replaced,
            unchanged=self.unchanged,
            removed=self.removed,
            generation=generation,
            built=built,
            embedded_texts=embedded_texts,
            cached_texts=cached_texts,
            warnings=(*self.warnings, *warnings),
        )


def _change(stored: Stored, documents: Sequence[Document], remove: Sequence[str]) -> _Change:
    unknown = sorted(set(remove) - set(stored.documents))
    if unknown:
        raise unknown_report(unknown[0], stored.documents)
    warnings = list(stored.warnings)
    given: dict[str, Document] = {}
    for document in documents:
        other = given.get(document.report)
        if other and other.sha256 != document.sha256:
            warnings.append(
                f"{other.source} and {document.source} are both {document.report}; "
                f"the index holds {document.source}."
            )
        given[document.report] = document
    kept = {
        report: document for report, document in stored.documents.items() if report not in remove
    }
    reports = [(document, _passages(document)) for _, document in sorted((kept | given).items())]
    return _Change(
        reports=reports,
        added=tuple(sorted(given.keys() - stored.documents.keys())),
        replaced=tuple(
            document.report
            for document, passages in reports
            if document.report in stored.documents
            and (document, passages)
            != (
                stored.documents[document.report],
                stored.passages.get(document.report, passages),
            )
        ),
        removed=tuple(sorted(set(remove) - given.keys())),
        warnings=tuple(warnings),
    )


def _passages(document: Document) -> tuple[Passage, ...]:
    passages = passages_of(document)
    if len({passage.locator for passage in passages}) < len(passages):
        raise ValueError(f"two passages of {document.report} share a locator")
    return passages
