"""What a run has to read, and what must not be read again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assistant.claims import Holder
from assistant.folders import shown
from assistant.index_report import FileResult
from ingest.identity import sha256_of
from vectorstore.disk import sha256_of_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assistant.sources import Record, SourceFolder
    from ingest.models import Document
    from vectorstore.manifest import Source

SIZE_LIMIT_BYTES = 256 * 1024**2

Origin = Literal["given", "default", "kept"]


@dataclass(frozen=True)
class Candidate:
    """A file that can be opened; ``origin`` is who wants it: the user, we, or an earlier run."""

    path: Path
    name: str
    sha256: str
    origin: Origin = "given"


@dataclass(frozen=True)
class Held:
    """What the index was made from, by the digest of the files.

    ``sources`` are those of the index, or where that cannot be read (``lost``) those of the files
    that were kept.
    """

    sources: Mapping[str, Source]
    lost: bool


def identify(
    given: Sequence[Path], default: Sequence[Path]
) -> tuple[list[Candidate], list[FileResult]]:
    """The files to go on with, one for each content, and what became of the others.

    A file of ``default`` that was given too, under whatever name, is only the latter.
    """
    candidates: dict[str, Candidate] = {}
    results = []
    for path in given:
        candidate = _candidate(path)
        if isinstance(candidate, FileResult):
            results.append(candidate)
            continue
        first = candidates.setdefault(candidate.sha256, candidate)
        if first is not candidate:
            # Only the folder tells files of one name apart.
            other = first.name if first.path.name != path.name else shown(first.path)
            note = f"the same file as {other}"
            results.append(FileResult(path, "duplicate", note=note, sha256=first.sha256))
    for path in default:
        included = Candidate(path, path.name, sha256_of_file(path), "default")
        candidates.setdefault(included.sha256, included)
    return list(candidates.values()), results


def unread(
    candidates: Sequence[Candidate],
    held: Held,
    records: Mapping[str, Record],
    folder: SourceFolder,
) -> list[Candidate]:
    """The candidates about which the records do not say all that a run needs."""
    holders = {source.report: source for source in held.sources.values()}
    present = {candidate.sha256 for candidate in candidates}

    def known(candidate: Candidate) -> bool:
        record = records.get(candidate.sha256)
        if held.lost or record is None or not record.current:
            return False
        if record.report is None:
            # The reason names the file.
            return record.name == candidate.name
        if candidate.sha256 in held.sources:
            return folder.path(candidate.sha256).is_file()
        holder = holders.get(record.report)
        holding = holder and records.get(holder.sha256)
        if not holder or not holding or not holding.current:
            return False
        return holder.sha256 in present or holding.content == record.content

    return [candidate for candidate in candidates if not known(candidate)]


def kept_to_read(
    candidates: Sequence[Candidate],
    held: Held,
    records: Mapping[str, Record],
    folder: SourceFolder,
) -> list[Candidate]:
    """The kept files that an older reader has read, or all where the index is lost; by name."""
    present = {candidate.sha256 for candidate in candidates}
    wanted = [
        Candidate(folder.path(digest), record.name, digest, "kept")
        for digest, record in records.items()
        if digest in held.sources
        and digest not in present
        and (held.lost or not record.current)
        and folder.path(digest).is_file()
    ]
    return sorted(wanted, key=lambda candidate: (candidate.name, candidate.sha256))


def holders_of(
    held: Held, fresh: Mapping[str, Document], records: Mapping[str, Record]
) -> dict[str, Holder]:
    """The file behind each report, by report id, after what was read now (``fresh``, by digest)."""
    holders: dict[str, Holder] = {}
    content: str | None
    for source in sorted(held.sources.values(), key=lambda source: (source.source, source.sha256)):
        document = fresh.get(source.sha256)
        if document:
            report, content = document.report, content_of(document)
        elif held.lost:
            continue
        else:
            record = records.get(source.sha256)
            report, content = source.report, None
            if record and record.current:
                content = record.content
        holders.setdefault(report, Holder(source.source, source.sha256, content))
    return holders


def content_of(document: Document) -> str:
    """The digest of all that was parsed, whatever file it came from."""
    return sha256_of(repr(replace(document, source="", sha256="")).encode())


def _candidate(path: Path) -> Candidate | FileResult:
    try:
        size = path.stat().st_size
        if size <= SIZE_LIMIT_BYTES:
            return Candidate(path, shown(path.name), sha256_of_file(path))
        found, limit = (f"{number / 1024**2:,.0f} MB" for number in (size, SIZE_LIMIT_BYTES))
        reason = f"{shown(path)} has {found}; at most {limit} are read. Make it smaller."
    except OSError as error:
        reason = f"{shown(path)} cannot be read: {error.strerror}. Check the file."
    return FileResult(path, "declined", reason=reason)
