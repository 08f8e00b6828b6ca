"""The reports of the index as they were parsed: what needs neither a model nor a search.

Opening one reads the files of a generation at once, so that a later generation may take its place
on disk; it imports no torch, no chromadb and no langchain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vectorstore.documents import (
    DOCUMENTS,
    PASSAGES,
    document_file,
    parse_document,
    parse_passages,
    passages_file,
)
from vectorstore.errors import VectorStoreError, unknown_report
from vectorstore.generations import IndexFolder
from vectorstore.manifest import read_manifest, read_verified

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from ingest.models import Document, Passage
    from vectorstore.manifest import Manifest

    T = TypeVar("T")


class Catalogue:
    """The documents and passages of one generation, parsed when first asked for."""

    def __init__(self, manifest: Manifest, files: dict[str, bytes]) -> None:
        """``files`` are those of the manifest below documents/ and passages/."""
        self.manifest = manifest
        self._files = files
        self._documents: dict[str, Document] = {}
        self._passages: dict[str, dict[str, Passage]] = {}

    @property
    def generation(self) -> str:
        """The name to compare with ``current_generation``."""
        return self.manifest.generation

    def report_ids(self) -> tuple[str, ...]:
        """Ids of the reports, in alphabetical order."""
        return tuple(sorted(source.report for source in self.manifest.sources))

    def reports(self) -> tuple[Document, ...]:
        """Every document, in the order of their ids."""
        return tuple(self.document(report) for report in self.report_ids())

    def document(self, report: str) -> Document:
        """One report as parsed; raises UnknownReport."""
        if report not in self._documents:
            self._documents[report] = parse_document(self._file(report, document_file(report)))
        return self._documents[report]

    def passages(self, report: str) -> tuple[Passage, ...]:
        """The passages of a report in reading order; raises UnknownReport."""
        return tuple(self._by_locator(report).values())

    def passage(self, report: str, locator: str) -> Passage | None:
        """One passage, None if the report has no such locator; raises UnknownReport."""
        return self._by_locator(report).get(locator)

    def _by_locator(self, report: str) -> dict[str, Passage]:
        if report not in self._passages:
            passages = parse_passages(self._file(report, passages_file(report)))
            self._passages[report] = {passage.locator: passage for passage in passages}
        return self._passages[report]

    def _file(self, report: str, name: str) -> bytes:
        if report not in self.report_ids():
            raise unknown_report(report, self.report_ids())
        return self._files[name]


def open_catalogue(home: Path) -> Catalogue:
    """The catalogue of the current generation.

    Raises IndexMissing, IndexForeign, IndexMismatch (another version's), IndexDamaged or
    StorageError.
    """
    return with_current(IndexFolder(home), read_catalogue)


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue of the generation in ``folder``; raises as ``open_catalogue``."""
    manifest = read_manifest(folder)
    wanted = [name for name in manifest.files if name.startswith((DOCUMENTS, PASSAGES))]
    return Catalogue(manifest, {name: read_verified(folder, manifest, name) for name in wanted})


def with_current(index: IndexFolder, read: Callable[[Path], T]) -> T:
    """What ``read`` makes of the current generation; again if that was replaced meanwhile."""
    while True:
        name = index.current()
        try:
            return read(index.folder(name))
        except VectorStoreError:
            # Its files may have gone because a newer one took its place.
            if index.current() == name:
                raise
