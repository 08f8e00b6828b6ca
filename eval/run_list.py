"""What is known of the runs below a folder without reading them through.

Nothing here writes: a run may be going, started from a terminal. Only a finished run is read
through, because reading another one repairs its last line. Each file is read again only when it
has changed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.errors import UserError
from assistant.evaluations import RunSummary
from eval.measures import MEASURES
from eval.results import SCORES, rows_of
from eval.runs import CASES, OBSERVATIONS, RUN, RUN_FORMAT, RunRecord, list_runs, read_run
from eval.scoring import SCORES_FORMAT, CaseScore, Scores
from eval.wording import figure, split_words, system_words

if TYPE_CHECKING:
    from pathlib import Path

    Stamp = tuple[tuple[str, int, int], ...]


def summaries(folder: Path, going: Path | None) -> tuple[RunSummary, ...]:
    """Every run below ``folder``, newest first, those without a date last.

    ``going`` is the folder of the run that is going now.
    """
    found = [summary_of(each, going) for each in list_runs(folder)]
    dated = [run for run in found if run.started_at]
    dated.sort(key=lambda run: (run.started_at, run.name), reverse=True)
    return (*dated, *(run for run in found if not run.started_at))


def summary_of(folder: Path, going: Path | None) -> RunSummary:
    """One run; where it cannot be read, that and why."""
    try:
        record = record_of(folder)
        answered, total = counts(folder)
        finished = folder != going and (folder / SCORES).exists()
        scores = scores_of(folder) if finished else None
    except (OSError, UserError) as error:
        return RunSummary(folder.name, "unreadable", problem=str(error))
    return RunSummary(
        name=folder.name,
        state="running" if folder == going else "finished" if finished else "not finished",
        started_at=record.started_at,
        system=system_words(record.system),
        questions=split_words(record.split),
        answered=answered,
        total=total,
        headline=_headline(scores) if scores else {},
    )


def record_of(folder: Path) -> RunRecord:
    """What was run; raises UserError where that is damaged or of another format."""
    return _record(folder, stamp(folder))


def counts(folder: Path) -> tuple[int, int]:
    """How many of how many questions have been answered; 0 of 0 before the run has begun."""
    return _lines(folder / OBSERVATIONS), _lines(folder / CASES)


def scores_of(folder: Path) -> Scores:
    """The figures that were written down; raises UserError where they cannot be read."""
    return _scores(folder, stamp(folder))


def rows(folder: Path) -> tuple[CaseScore, ...]:
    """Every question of a finished run; raises UserError where it cannot be read."""
    return _rows(folder, stamp(folder))


def stamp(folder: Path) -> Stamp:
    """What changes whenever a file of the run does."""
    found = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in found)


@lru_cache(maxsize=512)
def _record(folder: Path, _: Stamp) -> RunRecord:
    path = folder / RUN
    try:
        record = RunRecord.model_validate_json(path.read_bytes())
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "its start"
        raise UserError(f"{path} is damaged at {where!r}. Run the evaluation again.") from error
    if record.format_version != RUN_FORMAT:
        raise UserError(
            f"{path} has format {record.format_version}; this version reads {RUN_FORMAT}. "
            "Run the evaluation again."
        )
    return record


@lru_cache(maxsize=512)
def _scores(folder: Path, _: Stamp) -> Scores:
    path = folder / SCORES
    try:
        scores = Scores.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise UserError(f"{path} is damaged. Remove it, then continue the run.") from error
    if scores.format_version != SCORES_FORMAT:
        raise UserError(
            f"{path} has format {scores.format_version}; this version reads {SCORES_FORMAT}. "
            "Remove it, then continue the run."
        )
    return scores


# A run of some hundred questions takes a few megabytes.
@lru_cache(maxsize=8)
def _rows(folder: Path, _: Stamp) -> tuple[CaseScore, ...]:
    return rows_of(read_run(folder))


def _lines(path: Path) -> int:
    """The number of lines that are complete."""
    try:
        return path.read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def _headline(scores: Scores) -> dict[str, str]:
    return {
        measure.name: figure(scores.overall[measure.name].mean, measure)
        for measure in MEASURES
        if measure.name in scores.overall
    }
