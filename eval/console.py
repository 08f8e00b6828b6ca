"""What the ``sandwell eval`` commands show: progress bars on stderr, tables on stdout."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Column, Table

from assistant.console import counting_bar
from eval.measures import MEASURES
from eval.wording import figure, interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from eval.scoring import Scores


@contextmanager
def run_progress() -> Iterator[Callable[[int, int], None]]:
    """A bar that counts answers and estimates the time left."""
    with counting_bar() as bar:
        task = bar.add_task("Loading", total=None)

        def on_progress(done: int, total: int) -> None:
            bar.update(task, description="Answering", completed=done, total=total)

        yield on_progress


def print_scores(scores: Scores) -> None:
    """A row a measure, over all questions."""
    table = Table(
        Column("Measure", no_wrap=True), "Figure", "95% interval", "Questions", "Not scored"
    )
    for measure in MEASURES:
        found = scores.overall.get(measure.name)
        if found:
            table.add_row(
                measure.name,
                figure(found.mean, measure),
                interval(found, measure),
                str(found.n),
                str(found.not_scored),
            )
    Console().print(table)
