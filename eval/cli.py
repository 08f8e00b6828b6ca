"""The ``sandwell eval`` commands.

Heavy imports stand inside the commands: every ``sandwell`` command imports this module.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Encoder, load_settings
from eval.names import Split, SystemName

DONE, NOT_GOOD_ENOUGH, WRONG_INPUT = 0, 1, 2

app = typer.Typer(
    rich_markup_mode=None, help="Measure how right the answers are, and see what changed."
)

QUESTIONS = Path(__file__).parent / "questions" / "sandwell-2025-10.jsonl"
THRESHOLDS = Path(__file__).parent / "thresholds.toml"

RunFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a run.")]


@app.command()
def lint(
    questions: Annotated[Path, typer.Argument(metavar="FILE", help="A question set.")] = QUESTIONS,
) -> int:
    """Check what a machine can check of a question set: format, quotes, coverage, spread."""
    from assistant.build import load_catalogue
    from eval.console import print_lint
    from eval.lint import lint as check

    settings = load_settings()
    documents = {document.report: document for document in load_catalogue(settings).reports()}
    report = check(questions, documents, settings.default_report)
    print_lint(report)
    return WRONG_INPUT if report.findings else DONE


@app.command()
def run(
    questions: Annotated[
        Path, typer.Option(help="The question set; the included one unless given.")
    ] = QUESTIONS,
    out: Annotated[
        Path | None, typer.Option(help="The run's folder; a new one below SANDWELL_HOME/runs.")
    ] = None,
    split: Annotated[Split | None, typer.Option(help="Only the questions of this split.")] = None,
    system: Annotated[SystemName, typer.Option(help="What answers.")] = "full",
    encoder: Annotated[
        Encoder | None,
        typer.Option(help="How questions are read; as the settings say unless given."),
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option(help="Have a model judge key facts and support, such as ollama:llama3."),
    ] = None,
    judge_base_url: Annotated[
        str | None, typer.Option(help="Where an OpenAI-compatible judge listens.")
    ] = None,
) -> int:
    """Ask every question and score the answers; the same command continues a run cut short."""
    from eval.cases import load_question_set
    from eval.console import print_scores, run_progress
    from eval.results import write_results
    from eval.running import begin_run, finish_run

    settings = load_settings()
    if encoder:
        settings = settings.model_copy(update={"encoder": encoder})
    name = f"{datetime.now():%Y-%m-%d-%H%M%S}-{system}-{split or 'all'}"
    found = begin_run(
        out or settings.home / "runs" / name,
        load_question_set(questions),
        system=system,
        split=split,
        settings=settings,
    )
    with run_progress("Answering") as on_progress:
        found = finish_run(found, settings, on_progress)
    if judge:
        from eval.judging import judge_run, load_judge

        with run_progress("Judging") as on_progress:
            judge_run(found, load_judge(judge, judge_base_url), judge, on_progress)
    print_scores(write_results(found, settings))
    print(f"Written to {found.folder}")
    return DONE


@app.command()
def compare(first: RunFolder, second: RunFolder) -> int:
    """Show how the second run differs from the first, and which questions flipped."""
    from eval.comparison import compare as compare_rows
    from eval.console import print_comparison
    from eval.results import rows_of
    from eval.runs import read_run

    one, other = read_run(first), read_run(second)
    print_comparison(compare_rows(one.name, rows_of(one), other.name, rows_of(other)))
    return DONE


@app.command()
def gate(
    folder: RunFolder,
    thresholds: Annotated[
        Path, typer.Option(help="The limits; eval/thresholds.toml unless given.")
    ] = THRESHOLDS,
) -> int:
    """Hold a run against the thresholds; exit code 1 where it is not good enough."""
    from eval.console import print_gate
    from eval.gate import check, load_thresholds
    from eval.results import scores_of
    from eval.runs import read_run

    found = read_run(folder)
    result = check(found, scores_of(found), load_thresholds(thresholds))
    print_gate(result)
    return DONE if result.passed else NOT_GOOD_ENOUGH
