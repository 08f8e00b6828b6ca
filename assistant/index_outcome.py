"""What follows from what was read: the documents to index, and a result for every file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.claims import Claim, Ruling, settle
from assistant.folders import shown
from assistant.index_plan import content_of, holders_of
from assistant.index_report import FileResult, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from assistant.claims import Holder
    from assistant.index_plan import Candidate, Held
    from assistant.reading_worker import Reading
    from assistant.sources import Record
    from ingest.models import Document


@dataclass(frozen=True)
class Decision:
    """``documents`` to put into the index, and ids of reports to ``remove`` from it.

    ``rulings`` has every candidate that is a report; ``holders`` is whose the reports were before.
    """

    documents: tuple[Document, ...]
    remove: tuple[str, ...]
    rulings: Mapping[Candidate, tuple[Claim, Ruling]]
    holders: Mapping[str, Holder]


def decide(
    candidates: Sequence[Candidate],
    readings: Mapping[Candidate, Reading],
    held: Held,
    records: Mapping[str, Record],
) -> Decision:
    """Which of the files the index is to have; ``readings`` hold those of kept files, too."""
    fresh = {
        reading.document.sha256: reading.document
        for reading in readings.values()
        if reading.document
    }
    holders = holders_of(held, fresh, records)
    claims = {}
    for candidate in candidates:
        claim = _claim(candidate, readings.get(candidate), records)
        if claim:
            claims[candidate] = claim
    rulings = settle(list(claims.values()), holders)
    documents = {
        report: fresh[holder.sha256] for report, holder in holders.items() if holder.sha256 in fresh
    }
    for claim, ruling in zip(claims.values(), rulings, strict=True):
        if ruling.verdict == "takes":
            documents[claim.report] = fresh[claim.sha256]
    # A newer reader may give a report another id; the old one must not stay beside it.
    renamed = {
        source.report
        for digest, source in held.sources.items()
        if digest in fresh and not held.lost and fresh[digest].report != source.report
    }
    return Decision(
        documents=tuple(documents.values()),
        remove=tuple(sorted(renamed - documents.keys())),
        rulings=dict(zip(claims, zip(claims.values(), rulings, strict=True), strict=True)),
        holders=holders,
    )


def results_of(
    decision: Decision,
    candidates: Sequence[Candidate],
    readings: Mapping[Candidate, Reading],
    records: Mapping[str, Record],
    changed: AbstractSet[str],
) -> Iterator[FileResult]:
    """What became of the candidates, then of the kept files; ``changed`` are report ids."""
    for candidate in candidates:
        result = _read(candidate, readings.get(candidate), records)
        if candidate in decision.rulings:
            claim, ruling = decision.rulings[candidate]
            outcome, note = _outcome(candidate, result, ruling, claim.report in changed)
            result = replace(result, report=claim.report, outcome=outcome, note=note)
            if outcome == "declined":
                result = replace(result, reason=_another_text(claim, ruling))
        yield result
    for candidate, reading in readings.items():
        if candidate.origin == "kept":
            yield from _result_of_kept(candidate, reading, decision, changed)


def _claim(
    candidate: Candidate, reading: Reading | None, records: Mapping[str, Record]
) -> Claim | None:
    """None for a file that was declined."""
    report = content = None
    digest = candidate.sha256
    if reading is None:
        report, content = records[digest].report, records[digest].content
    elif reading.document:
        document = reading.document
        # Not that of the candidate, if the file was changed in between.
        report, content, digest = document.report, content_of(document), document.sha256
    if report is None or content is None:
        return None
    default = candidate.origin == "default"
    return Claim(candidate.name, shown(candidate.path), digest, report, content, default)


def _read(
    candidate: Candidate, reading: Reading | None, records: Mapping[str, Record]
) -> FileResult:
    """What reading alone says, now or earlier: declined, until a ruling says otherwise."""
    result = FileResult(candidate.path, "declined", sha256=candidate.sha256)
    if reading is None:
        return replace(result, reason=records[candidate.sha256].reason)
    document = reading.document
    return replace(
        result,
        reason=reading.reason,
        report=document.report if document else None,
        paragraphs=len(document.paragraphs) if document else None,
        warnings=document.warnings if document else (),
        seconds=reading.seconds,
    )


def _outcome(
    candidate: Candidate, result: FileResult, ruling: Ruling, changed: bool
) -> tuple[Outcome, str | None]:
    """The outcome and the note to go with it."""
    other = ruling.other
    if ruling.verdict == "takes":
        return ("refreshed", f"replaces {other}") if other else ("added", None)
    if ruling.verdict == "holds":
        renamed = other != candidate.name and result.paragraphs is None
        return "refreshed" if changed else "unchanged", f"indexed as {other}" if renamed else None
    if ruling.verdict == "copy":
        return "duplicate", f"says the same as {other}, which stays"
    if ruling.verdict == "yields":
        return "unchanged", f"{other} stays"
    return "declined", None


def _another_text(claim: Claim, ruling: Ruling) -> str:
    return (
        f"{claim.file} is another text of {claim.report}, which {ruling.other} gave already. "
        "Index only the one that is right."
    )


def _result_of_kept(
    candidate: Candidate, reading: Reading, decision: Decision, changed: AbstractSet[str]
) -> Iterator[FileResult]:
    """Nothing for a file in whose place another was given; that one's result says so."""
    result = replace(_read(candidate, reading, {}), path=Path(candidate.name), kept=True)
    if reading.document is None:
        yield result
        return
    report = reading.document.report
    holder = decision.holders[report]
    if holder.sha256 != candidate.sha256:
        reason = f"{candidate.name} is another text of {report}, which {holder.name} gave already."
        yield replace(result, reason=f"{reason} Remove or replace the one that is wrong.")
    elif reading.document in decision.documents:
        yield replace(result, outcome="refreshed" if report in changed else "unchanged")
