"""What the command line shows: progress bars on stderr, tables on stdout."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from assistant.indexing import IndexReport
    from ingest.models import Document
    from vectorstore.progress import Progress as OnProgress
    from vectorstore.progress import Stage

_T = TypeVar("_T")
_FACTS = ("Inspected", "Lead inspector", "Overall", "Paragraphs", "Warnings")


@contextmanager
def index_progress() -> Iterator[tuple[OnProgress, Callable[[], None]]]:
    """A bar for each stage of a build, and what to call when another build is waited for."""
    console = Console(stderr=True)
    with counting_bar(console) as bar:
        tasks: dict[str, int] = {}

        def on_progress(stage: Stage, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage.capitalize(), total=total)
            bar.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

        def on_wait() -> None:
            console.print("Another sandwell index is running; waiting for it to finish.")

        yield on_progress, on_wait


def counted(items: Iterable[_T], total: int, words: str) -> Iterator[_T]:
    """The items, with a bar that counts them."""
    with counting_bar() as bar:
        yield from bar.track(items, total=total, description=words)


def print_index_report(report: IndexReport) -> None:
    """A line a file, then what the index holds now."""
    table = Table("File", Column("Report", no_wrap=True), "Paragraphs", "Result")
    sync = report.sync
    for result in report.files:
        document = result.document
        if document is None or sync is None:
            table.add_row(Text(result.path.name), "", "", Text(result.error or "", style="red"))
            continue
        state = "added" if document.report in sync.added else "unchanged"
        state = "refreshed" if document.report in sync.replaced else state
        words = "; ".join([state, *document.warnings])
        table.add_row(
            Text(result.path.name), document.report, str(len(document.paragraphs)), Text(words)
        )
    Console().print(table)
    errors = Console(stderr=True, soft_wrap=True)
    for result in report.files:
        if result.error:
            errors.print(Text(f"sandwell: {result.error}"))
    if sync is None:
        return
    for warning in sync.warnings:
        errors.print(Text(warning))
    if not sync.built:
        print("Nothing has changed; the index stays as it was.")


def print_reports(documents: Sequence[Document]) -> None:
    """One row a report."""
    table = Table(Column("Report", no_wrap=True), *_FACTS)
    for document in documents:
        table.add_row(
            document.report,
            f"{document.start_date} to {document.end_date}",
            document.lead_inspector or "not found",
            document.grade_of("overall") or "not found",
            str(len(document.paragraphs)),
            Text("; ".join(document.warnings)),
        )
    Console().print(table)


def counting_bar(console: Console | None = None) -> Progress:
    """A progress bar on stderr that counts and estimates the time left; gone when it is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(" of "),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console or Console(stderr=True), transient=True)
