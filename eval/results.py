"""A run's observations → its scores, as often as one likes: nothing is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import UserError
from eval.scoring import CaseScore, Scores, score, score_cases
from vectorstore.disk import replace_file

if TYPE_CHECKING:
    from eval.runs import Run

SCORES = "scores.json"


def rows_of(run: Run) -> tuple[CaseScore, ...]:
    """What each question of the run is worth, in order."""
    return score_cases(run.cases, run.record.reports, run.observations, {})


def write_scores(run: Run) -> Scores:
    """Score the run and write scores.json; raises UserError where it is not finished."""
    if run.missing:
        raise UserError(
            f"{run.folder} has {len(run.observations)} of {len(run.cases)} answers. "
            "Start the same run again: it continues."
        )
    scores = score(rows_of(run))
    replace_file(run.folder / SCORES, (scores.model_dump_json(indent=1) + "\n").encode())
    return scores
