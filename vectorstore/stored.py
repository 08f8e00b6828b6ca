"""What the next generation starts from: the reports of the last one, as far as they can be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vectorstore.catalogue import read_catalogue
from vectorstore.disk import reading
from vectorstore.documents import DOCUMENTS, document_file, parse_document
from vectorstore.errors import IndexDamaged, IndexForeign, IndexMismatch, IndexMissing
from vectorstore.manifest import read_manifest, read_verified, verify_files

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.models import Document, Passage
    from vectorstore.generations import IndexFolder
    from vectorstore.manifest import Manifest


@dataclass(frozen=True)
class Stored:
    """The reports of the last generation, by id.

    ``manifest`` is that of the current generation if it is whole, else None and all must be
    rebuilt; ``passages`` may then lack some reports. ``current`` is what must not be removed
    before a newer generation takes its place; None means that nothing may.
    """

    manifest: Manifest | None = None
    current: str | None = None
    documents: dict[str, Document] = field(default_factory=dict)
    passages: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_stored(index: IndexFolder) -> Stored:
    """What can be read of the current generation, or of the newest where none is current.

    Raises StorageError where the system refuses to read; any other trouble is a warning.
    """
    current = None
    warnings: list[str] = []
    try:
        current = index.current()
    except IndexMissing:
        pass
    except IndexDamaged as error:
        warnings.append(_begun_again(error))
    names = [current] if current else index.complete()
    if not names:
        return Stored(warnings=tuple(warnings))
    folder = index.folder(names[0])
    try:
        catalogue = read_catalogue(folder)
        verify_files(folder, catalogue.manifest)
        return Stored(
            manifest=catalogue.manifest if current else None,
            current=current,
            documents={document.report: document for document in catalogue.reports()},
            passages={report: catalogue.passages(report) for report in catalogue.report_ids()},
            warnings=tuple(warnings),
        )
    except IndexMismatch as error:
        warnings.append(_begun_again(error))
        return Stored(current=current, warnings=tuple(warnings))
    except (IndexDamaged, IndexForeign) as error:
        warnings.append(_begun_again(error))
        documents, lost = _salvaged(folder)
        return Stored(current=current, documents=documents, warnings=(*warnings, *lost))


def _begun_again(error: Exception) -> str:
    found = str(error).rpartition(". ")[0]
    return f"{found}. The index is built again."


def _salvaged(folder: Path) -> tuple[dict[str, Document], list[str]]:
    """The documents of a damaged generation, and a line for each that is lost."""
    manifest: Manifest | None
    try:
        manifest = read_manifest(folder)
        reports = [source.report for source in manifest.sources]
    except (IndexDamaged, IndexForeign):
        manifest = None
        with reading(folder):
            reports = sorted(path.stem for path in (folder / DOCUMENTS).glob("*.json"))
    documents = {}
    lost = []
    for report in reports:
        name = document_file(report)
        try:
            with reading(folder / name):
                content = (
                    read_verified(folder, manifest, name)
                    if manifest
                    else (folder / name).read_bytes()
                )
            documents[report] = parse_document(content)
        except IndexDamaged:
            lost.append(f"Report {report} could not be saved. Add it again: sandwell index FILE")
    return documents, lost
