"""The ``sandwell encoder`` commands: the training questions, and training from them.

Heavy imports stand inside the commands: every ``sandwell`` command imports this module.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import load_settings
from vectorstore.adapter import FOLDER

app = typer.Typer(rich_markup_mode=None, help="Teach the encoder of questions the sector's words.")

Reports = Annotated[Path, typer.Option(help="The folder of the reports that are asked about.")]


@app.command()
def lint(reports: Reports) -> int:
    """Check the training questions against the reports."""
    from eval.adaptation import load_training_data
    from eval.training_lint import describe, training_findings

    data = load_training_data(reports)
    questions = (*data.questions, *data.contrast)
    findings = list(training_findings(questions, data.reports))
    for line in (*findings, describe(questions, data.reports)):
        print(line)
    return 1 if findings else 0


@app.command()
def train(
    reports: Reports,
    into: Annotated[Path, typer.Option(help="Where the adapter is written.")] = FOLDER,
    curve: Annotated[bool, typer.Option(help="Train on fewer questions, too.")] = False,
) -> int:
    """Train with each seed, print the figures, and write the adapter of the first."""
    from assistant.build import find_weights
    from eval.adaptation import embed, learning_curve, load_training_data, train_and_measure
    from vectorstore.sync import CACHE_NAME

    settings = load_settings().model_copy(update={"encoder": "base"})
    data = load_training_data(reports)
    weights = find_weights(settings)
    vectors = embed(data, weights, settings.home / CACHE_NAME)
    for line in train_and_measure(data, vectors, weights, into):
        print(line, flush=True)
    if curve:
        for line in learning_curve(data, vectors, weights):
            print(line, flush=True)
    return 0
