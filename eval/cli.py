"""The ``sandwell eval`` commands.

Heavy imports stand inside the commands: every ``sandwell`` command imports this module.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import load_settings
from eval.names import Split, SystemName

app = typer.Typer(
    rich_markup_mode=None, help="Measure how right the answers are, and see what changed."
)

QUESTIONS = Path(__file__).parent / "questions" / "sandwell-2025-10.jsonl"

QuestionsFile = Annotated[Path, typer.Option(help="The question set.", show_default=False)]


@app.command()
def run(
    questions: QuestionsFile = QUESTIONS,
    out: Annotated[
        Path | None, typer.Option(help="The run's folder; a new one below SANDWELL_HOME/runs.")
    ] = None,
    split: Annotated[Split | None, typer.Option(help="Only the questions of this split.")] = None,
    system: Annotated[SystemName, typer.Option(help="What answers.")] = "full",
) -> int:
    """Ask every question and score the answers; the same command continues a run cut short."""
    from eval.cases import load_question_set
    from eval.console import print_scores, run_progress
    from eval.results import write_scores
    from eval.running import begin_run, finish_run

    settings = load_settings()
    name = f"{datetime.now():%Y-%m-%d-%H%M%S}-{system}-{split or 'all'}"
    started = begin_run(
        out or settings.home / "runs" / name,
        load_question_set(questions),
        system=system,
        split=split,
        settings=settings,
    )
    with run_progress() as on_progress:
        finished = finish_run(started, settings, on_progress)
    print_scores(write_scores(finished))
    print(f"Written to {finished.folder}")
    return 0
