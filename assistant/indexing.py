"""River one: files → documents → passages → vectors → store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.build import find_weights, load_embedder
from assistant.errors import UserError
from assistant.settings import CORPUS
from ingest.errors import IngestError
from ingest.report import read_report
from vectorstore.generations import current_generation
from vectorstore.progress import silent
from vectorstore.sync import SyncReport, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from assistant.settings import Settings
    from ingest.models import Document
    from vectorstore.progress import Progress

LOCK_WAIT_SECONDS = 600.0


@dataclass(frozen=True)
class FileResult:
    """What became of one file: ``document`` if it was read, else the one-line ``error``."""

    path: Path
    document: Document | None
    error: str | None


@dataclass(frozen=True)
class IndexReport:
    """Each file in the order read, and what the index made of them; None if nothing was read."""

    files: tuple[FileResult, ...]
    sync: SyncReport | None


def index_paths(
    settings: Settings,
    paths: Sequence[Path],
    *,
    progress: Progress = silent,
    on_wait: Callable[[], None] = lambda: None,
) -> IndexReport:
    """Add or refresh the reports in ``paths``; one unreadable file does not stop the rest.

    Without paths, and whenever there is no index yet, the default report is read as well. Raises
    UserError for a path that does not exist or a folder without reports, and as ``sync``.
    """
    wanted = list(paths)
    if not wanted or current_generation(settings.home) is None:
        wanted.insert(0, CORPUS)
    files = tuple(_read_all(list(_files(wanted))))
    documents = [result.document for result in files if result.document]
    if not documents:
        return IndexReport(files, None)
    report = sync(
        settings.home,
        find_weights(settings),
        lambda: load_embedder(settings),
        documents,
        progress=progress,
        wait_seconds=LOCK_WAIT_SECONDS,
        on_wait=on_wait,
    )
    return IndexReport(files, report)


def remove_report(settings: Settings, report: str, *, progress: Progress = silent) -> SyncReport:
    """Take one report out of the index; raises UnknownReport, and as ``sync``."""
    return sync(
        settings.home,
        find_weights(settings),
        lambda: load_embedder(settings),
        remove=[report],
        progress=progress,
        wait_seconds=LOCK_WAIT_SECONDS,
    )


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*.txt") if file.is_file())
            if not found:
                raise UserError(f"{path} holds no .txt files. Name a folder with reports in it.")
            yield from found
        elif path.exists():
            yield path
        else:
            raise UserError(f"{path} does not exist. Name a report's text file or a folder.")


def _read_all(paths: Sequence[Path]) -> Iterable[FileResult]:
    """Each file once; a second one that claims the same report is declined."""
    claimed: dict[str, tuple[Path, str]] = {}
    for path in dict.fromkeys(paths):
        result = _read(path)
        if result.document:
            report, digest = result.document.report, result.document.sha256
            first = claimed.setdefault(report, (path, digest))
            if first[1] != digest:
                result = FileResult(
                    path,
                    None,
                    f"{path} is another text of {report}, which {first[0]} gave already. "
                    "Index only the one that is right.",
                )
            elif first[0] != path:
                continue
        yield result


def _read(path: Path) -> FileResult:
    try:
        return FileResult(path, read_report(path.read_bytes(), path.name), None)
    except IngestError as error:
        return FileResult(path, None, str(error))
    except OSError as error:
        return FileResult(path, None, f"{path} cannot be read: {error.strerror}. Check the file.")
