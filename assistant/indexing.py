"""River one: files → documents → passages → vectors → store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.build import find_weights, load_embedder
from assistant.errors import UserError
from assistant.folders import list_files
from assistant.index_outcome import decide, results_of
from assistant.index_plan import Held, content_of, identify, kept_to_read, unread
from assistant.index_report import FileResult, IndexReport
from assistant.reading import read_files
from assistant.reading_worker import TIME_LIMIT_SECONDS, Reading, Request
from assistant.run_log import write_log
from assistant.settings import CORPUS
from assistant.sources import Record, SourceFolder
from ingest.identity import READER_VERSION
from vectorstore.catalogue import open_catalogue, with_current
from vectorstore.errors import (
    IndexDamaged,
    IndexForeign,
    IndexMismatch,
    IndexMissing,
    StorageError,
)
from vectorstore.generations import IndexFolder, current_generation
from vectorstore.manifest import Source, read_manifest
from vectorstore.progress import silent
from vectorstore.sync import SyncReport, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from assistant.index_plan import Candidate
    from assistant.settings import Settings
    from vectorstore.progress import Progress

LOCK_WAIT_SECONDS = 600.0


def index_paths(
    settings: Settings,
    paths: Sequence[Path],
    *,
    progress: Progress = silent,
    on_read: Callable[[str, int, int], None] = lambda *_: None,
    on_wait: Callable[[], None] = lambda: None,
) -> IndexReport:
    """Add or refresh the reports in ``paths``; one file that cannot be read does not stop the rest.

    Without paths, and whenever there is no index yet, the included report is added, but never in
    place of another file for it. Files that are in the index already are not read, unless a newer
    reader reads them otherwise; then, and where the index cannot be read, the kept copies of
    earlier files are read too. ``on_read`` as in ``read_files``. Raises UserError where none of
    the paths gives a file, and as ``sync``; the index is then as it was.
    """
    started = datetime.now(UTC)
    listing = list_files(paths)
    if listing.problems and not listing.files:
        raise UserError(" ".join(line for _, line in listing.problems))
    model = find_weights(settings)
    index, folder = IndexFolder(settings.home), SourceFolder(settings.home)
    index.refuse_foreign()
    with folder.lock(LOCK_WAIT_SECONDS, on_wait):
        records = folder.records()
        held = _held(settings.home, records)
        first = current_generation(settings.home) is None
        default = list_files([CORPUS]).files if first or not paths else ()
        candidates, results = identify(listing.files, default)
        readings = _read(candidates, held, records, folder, on_read)
        decision = decide(candidates, readings, held, records)
        report = None
        if decision.documents or held.sources:
            report = sync(
                settings.home,
                model,
                lambda: load_embedder(settings),
                decision.documents,
                decision.remove,
                progress=progress,
                wait_seconds=LOCK_WAIT_SECONDS,
                on_wait=on_wait,
            )
        changed = {*report.added, *report.replaced} if report else set()
        results += results_of(decision, candidates, readings, records, changed)
        if report:
            _keep(index, folder, records, readings)
    problems = [FileResult(path, "declined", reason=line) for path, line in listing.problems]
    done = IndexReport(
        files=tuple(sorted([*problems, *results], key=lambda result: (result.kept, result.path))),
        sync=report,
        passed_over=listing.passed_over,
        started=started,
        finished=datetime.now(UTC),
        warnings=report.warnings if report else (),
    )
    return _logged(settings.home, done)


def remove_report(
    settings: Settings,
    report: str,
    *,
    progress: Progress = silent,
    on_wait: Callable[[], None] = lambda: None,
) -> SyncReport:
    """Take one report out of the index, and its file out of what is kept.

    Raises UnknownReport, and as ``sync``.
    """
    model = find_weights(settings)
    index, folder = IndexFolder(settings.home), SourceFolder(settings.home)
    index.refuse_foreign()
    with folder.lock(LOCK_WAIT_SECONDS, on_wait):
        done = sync(
            settings.home,
            model,
            lambda: load_embedder(settings),
            remove=[report],
            progress=progress,
            wait_seconds=LOCK_WAIT_SECONDS,
            on_wait=on_wait,
        )
        records = folder.records()
        others = {digest: known for digest, known in records.items() if known.report != report}
        _keep(index, folder, others, {})
    return done


def _held(home: Path, records: Mapping[str, Record]) -> Held:
    """What the index was made from; where it cannot tell any more, what was kept of that."""
    try:
        sources = open_catalogue(home).manifest.sources
        return Held({source.sha256: source for source in sources}, lost=False)
    except (IndexMissing, IndexMismatch, IndexDamaged, IndexForeign):
        kept = {
            digest: Source(report=record.report, source=record.name, sha256=digest)
            for digest, record in records.items()
            if record.report is not None
        }
        return Held(kept, lost=True)


def _read(
    candidates: Sequence[Candidate],
    held: Held,
    records: Mapping[str, Record],
    folder: SourceFolder,
    on_read: Callable[[str, int, int], None],
) -> dict[Candidate, Reading]:
    """What became of each file that had to be read; the processes that read them have ended."""
    wanted = [
        *unread(candidates, held, records, folder),
        *kept_to_read(candidates, held, records, folder),
    ]
    requests = [Request(file.path, file.name, folder.root, TIME_LIMIT_SECONDS) for file in wanted]
    readings = dict(zip(wanted, read_files(requests, on_read), strict=True))
    for file, reading in readings.items():
        if file.origin == "kept" and reading.sha256 not in (None, file.sha256):
            reason = f"The copy that was kept of {file.name} is damaged. Index the file again."
            readings[file] = Reading(reason=reason, seconds=reading.seconds)
    return readings


def _keep(
    index: IndexFolder,
    folder: SourceFolder,
    records: Mapping[str, Record],
    readings: Mapping[Candidate, Reading],
) -> None:
    """Keep what is known of files now, and the bytes of those that the index rests on."""
    known = dict(records)
    for candidate, reading in readings.items():
        document = reading.document
        # What is wrong with a file for once may be right the next time; and the record of a kept
        # file stays until there is a better one, so that the file is tried again.
        declined = reading.final and candidate.origin != "kept"
        if reading.sha256 and (document or declined):
            known[reading.sha256] = Record(
                name=candidate.name,
                read_at=datetime.now(UTC),
                reader_version=READER_VERSION,
                report=document.report if document else None,
                content=content_of(document) if document else None,
                reason=reading.reason,
            )
    sources = with_current(index, read_manifest).sources
    folder.update(known, {source.sha256 for source in sources})


def _logged(home: Path, report: IndexReport) -> IndexReport:
    try:
        write_log(home, report)
    except StorageError:
        warning = f"The log of this run could not be written to {home / 'logs'}."
        return replace(report, warnings=(*report.warnings, warning))
    return report
