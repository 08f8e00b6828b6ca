"""A run's observations → its scores and reports, as often as one likes: nothing is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.build import load_catalogue
from assistant.errors import UserError
from eval.report import write_report
from eval.scoring import CaseScore, Scores, score, score_cases
from eval.verdicts import judged_values
from vectorstore.disk import replace_file

if TYPE_CHECKING:
    from assistant.settings import Settings
    from eval.runs import Run

SCORES = "scores.json"


def rows_of(run: Run) -> tuple[CaseScore, ...]:
    """What each question of the run is worth, in order."""
    return score_cases(run.cases, run.record.reports, run.observations, judged_values(run.folder))


def _finished_rows(run: Run) -> tuple[CaseScore, ...]:
    if run.missing:
        raise UserError(
            f"{run.folder} has {len(run.observations)} of {len(run.cases)} answers. "
            "Start the same run again: it continues."
        )
    return rows_of(run)


def scores_of(run: Run) -> Scores:
    """The figures of a finished run; raises UserError where questions have not been asked yet."""
    return score(_finished_rows(run))


def write_results(run: Run, settings: Settings) -> Scores:
    """Write scores.json, report.md and report.html into the run's folder.

    Raises UserError where the run is not finished or its folder cannot be written.
    """
    rows = _finished_rows(run)
    scores = score(rows)
    catalogue = load_catalogue(settings)
    # A report may have been removed from the index since; the figures need it no more.
    known = set(run.record.reports.values()) & set(catalogue.report_ids())
    passages = {report: catalogue.passages(report) for report in sorted(known)}
    try:
        replace_file(run.folder / SCORES, (scores.model_dump_json(indent=1) + "\n").encode())
        write_report(run, rows, scores, passages)
    except OSError as error:
        raise UserError(
            f"{run.folder} cannot be written ({error.strerror}). Make room, or make it writable."
        ) from error
    return scores
