"""What the command line shows: progress bars on stderr, tables on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.models import Document

_T = TypeVar("_T")


def counted(items: Iterable[_T], total: int, words: str) -> Iterator[_T]:
    """The items, with a bar that counts them."""
    with counting_bar() as bar:
        yield from bar.track(items, total=total, description=words)


def print_reports(documents: Sequence[Document]) -> None:
    """One row a report, and below it, over the whole width, what was not found in it."""
    table = Table(
        Column("Report", overflow="fold"),
        Column("Inspected", no_wrap=True),
        Column("Lead inspector", overflow="fold"),
        Column("Overall", overflow="fold"),
        Column("Paragraphs", justify="right"),
    )
    for document in documents:
        table.add_row(
            document.report,
            _inspected(document),
            document.lead_inspector or "not found",
            document.grade_of("overall") or "not found",
            str(len(document.paragraphs)),
        )
    console = Console()
    console.print(table)
    for document in documents:
        for warning in document.warnings:
            console.print(Text(f"{document.report}: {warning}"))


def _inspected(document: Document) -> str:
    """Both dates, each on a line of its own, whole at any width."""
    dates = (document.start_date, document.end_date)
    return "\n".join(f"{date}" for date in dates if date) or "not found"


def counting_bar(console: Console | None = None) -> Progress:
    """A progress bar on stderr that counts and estimates the time left; gone when it is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(" of "),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console or Console(stderr=True), transient=True)
