"""How long things take on this machine: ``python -m eval.benchmark``, or ``make bench``.

Each figure is that of a command as people run it, in a process of its own. A figure is worth as
much as the machine was idle; nothing here passes or fails.
"""

from __future__ import annotations

import os
import platform
import tempfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import CORPUS
from eval.benchmark_answers import answer_figures
from eval.benchmark_bulk import bulk_figures
from eval.benchmark_command import Figure, command
from eval.cases import load_cases
from eval.cli import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(
    reports: Annotated[
        Path | None, typer.Argument(help="A folder of reports, to measure indexing them, too.")
    ] = None,
) -> None:
    """Measure and print a table; takes about a minute, and with reports some 8 s for each."""
    table = Table("What", "", "")
    with tempfile.TemporaryDirectory() as folder:
        figures = one_report_figures(Path(folder, "one"))
        if reports:
            figures = chain(figures, bulk_figures(Path(folder), reports))
        for what, value, unit in figures:
            table.add_row(what, _rounded(value), unit)
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    Console().print(table)


def one_report_figures(home: Path) -> Iterator[Figure]:
    """What the default report alone takes, one after the other; ``home`` does not exist yet.

    Loading is what a run of a single question takes. It comes off the time of the whole set, and
    what is left is shared among the other questions: asking, scoring and the reports.
    """
    yield _timed("index the default report, first time", home, "index", str(CORPUS))
    yield _timed("index it again, unchanged", home, "index", str(CORPUS))
    yield _timed("look a paragraph up: sandwell cite 12", home, "cite", "12")
    yield _timed("answer one question: sandwell ask", home, "ask", "What about homeless teens?")
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines(keepends=True)
    one = home / "one.jsonl"
    one.write_text(lines[0], encoding="utf-8")
    loading = _run(home, one, "one")
    yield Figure("evaluate one question: nearly all of it loading", loading, "s")
    whole = _run(home, QUESTIONS, "whole")
    count = len(load_cases(QUESTIONS))
    yield Figure(f"evaluate all {count} questions", whole, "s")
    each = (whole - loading) / (count - 1)
    yield Figure("a question more, asked, scored and reported", each * 1000, "ms")
    yield from answer_figures(home)


def _run(home: Path, questions: Path, name: str) -> float:
    out = home / "runs" / name
    words = ("eval", "run", "--questions", str(questions), "--out", str(out))
    return command(home, *words).seconds


def _timed(what: str, home: Path, *words: str) -> Figure:
    return Figure(what, command(home, *words).seconds, "s")


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


if __name__ == "__main__":
    typer.run(main)
