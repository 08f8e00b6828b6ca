"""What ``sandwell index`` shows: bars on stderr while it runs, then a table and the totals."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from assistant.console import counting_bar
from assistant.folders import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.index_report import FileResult, IndexReport
    from vectorstore.progress import Progress as OnProgress
    from vectorstore.progress import Stage

_NAME_WIDTH = 30


@dataclass(frozen=True)
class Watcher:
    """What to call during a run; the names are those of the arguments of ``index_paths``."""

    progress: OnProgress
    on_read: Callable[[str, int, int], None]
    on_wait: Callable[[], None]


@contextmanager
def index_progress() -> Iterator[Watcher]:
    """A bar for reading, with the file that was finished last, and one for each later stage."""
    console = Console(stderr=True)
    with counting_bar(console) as bar:
        tasks = {}

        def show(key: str, words: str, done: int, total: int) -> None:
            if key not in tasks:
                tasks[key] = bar.add_task("", total=total)
            bar.update(tasks[key], description=words, completed=done, total=total)

        def on_progress(stage: Stage, done: int, total: int) -> None:
            show(stage, stage.capitalize(), done, total)

        def on_read(name: str, done: int, total: int) -> None:
            if len(name) > _NAME_WIDTH:
                name = f"{name[: _NAME_WIDTH - 1]}…"
            # Square brackets in a name are no markup.
            show("reading", f"Reading {name}".replace("[", r"\["), done, total)

        def on_wait() -> None:
            console.print("Another sandwell index is running; waiting for it to finish.")

        yield Watcher(on_progress, on_read, on_wait)


def print_index_report(report: IndexReport) -> None:
    """A row for each file of which there is something to say, the totals, and what went wrong."""
    rows = [result for result in report.files if result.outcome != "unchanged" or result.note]
    if rows:
        table = Table(
            Column("Report", overflow="fold", min_width=18),
            Column("File", overflow="fold", min_width=12),
            Column("Result", overflow="fold"),
        )
        for result in rows:
            style = "red" if result.outcome == "declined" else ""
            file = Text(shown(result.path.name))
            table.add_row(result.report or "", file, Text(_words(result), style=style))
        Console().print(table)
    print(_totals(report))
    errors = Console(stderr=True, soft_wrap=True)
    for result in report.files:
        if result.reason:
            errors.print(Text(f"sandwell: {result.reason}"))
    for warning in report.warnings:
        errors.print(Text(warning))


def _words(result: FileResult) -> str:
    """The outcome, and a line for everything else."""
    if result.outcome == "declined":
        return f"declined: {result.reason}"
    paragraphs = f"{result.paragraphs} paragraphs" if result.paragraphs else None
    first = ", ".join(part for part in (result.outcome, result.note, paragraphs) if part)
    return "\n".join([first, *result.warnings])


def _totals(report: IndexReport) -> str:
    totals = report.totals
    counts = [f"{totals[name]} {name}" for name in ("added", "refreshed", "unchanged")]
    if totals["duplicate"]:
        plural = "s" * (totals["duplicate"] != 1)
        counts.append(f"{totals['duplicate']} duplicate{plural}")
    counts.append(f"{totals['declined']} declined")
    passed_over = report.passed_over.total()
    if passed_over:
        counts.append(f"{passed_over} passed over ({', '.join(sorted(report.passed_over))})")
    else:
        counts.append("0 passed over")
    seconds = (report.finished - report.started).total_seconds()
    return f"{', '.join(counts)}; {seconds:.1f} s."
