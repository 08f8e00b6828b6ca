"""What the ``sandwell eval`` commands show: progress bars on stderr, tables on stdout."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Column, Table

from assistant.console import counting_bar
from eval.lint import describe
from eval.measures import MEASURES, OVERALL
from eval.wording import figure, interval, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from eval.comparison import Change, Comparison, Flip
    from eval.gate import GateResult
    from eval.lint import LintReport
    from eval.scoring import CaseScore, Scores


@contextmanager
def run_progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that counts and estimates the time left; it says that it loads until it is told."""
    with counting_bar() as bar:
        task = bar.add_task("Loading", total=None)

        def on_progress(done: int, total: int) -> None:
            bar.update(task, description=words, completed=done, total=total)

        yield on_progress


def print_lint(report: LintReport) -> None:
    """The findings a line each, then what the set holds."""
    for finding in report.findings:
        print(finding)
    print(describe(report))


def print_scores(scores: Scores) -> None:
    """A row a measure, over all questions."""
    columns = ("Figure", "95% interval", "Questions", "Nothing to score", "Not scored")
    table = Table(Column("Measure", no_wrap=True), *columns)
    for measure in MEASURES:
        found = scores.overall.get(measure.name)
        if found:
            table.add_row(
                measure.name,
                figure(found.mean, measure),
                interval(found, measure),
                str(found.n),
                str(found.nothing_to_score),
                str(found.not_scored),
            )
    Console().print(table)


def print_comparison(comparison: Comparison) -> None:
    """All measures over all questions, the kinds in which one moved, and the flipped questions."""
    overall = [change for change in comparison.changes if change.kind == OVERALL]
    kinds = [c for c in comparison.changes if c.kind != OVERALL and c.verdict in _CLEAR]
    print(f"From {comparison.first} to {comparison.second}:")
    Console().print(_changes(overall))
    if kinds:
        print("By kind, only what moved beyond chance:")
        Console().print(_changes(kinds))
    if comparison.left_out:
        print(f"Left out, because only one run has answered them: {len(comparison.left_out)}.")
    worse = sum(flip.for_the_worse for flip in comparison.flips)
    print(
        f"{len(comparison.flips)} questions flipped: {worse} went wrong, "
        f"{len(comparison.flips) - worse} came right."
    )
    for flip in comparison.flips:
        print(_flip(flip, comparison))


def print_gate(result: GateResult) -> None:
    """The notes, the failures, and the outcome as the last line."""
    for line in (*result.notes, *result.failures):
        print(line)
    if result.passed:
        print(f"Passed: all {result.checked} limits are kept.")
    else:
        print(f"Not good enough: {len(result.failures)} of {result.checked} checks failed.")


_CLEAR = ("better", "worse")


def _changes(changes: list[Change]) -> Table:
    names = ("Measure", "First", "Second", "Change", "95% interval", "Verdict")
    columns = [Column(name, no_wrap=True) for name in names]
    table = Table(*columns, box=SIMPLE, padding=0, collapse_padding=True, pad_edge=False)
    for change in changes:
        value, low, high, _ = change.difference
        kind = "" if change.kind == OVERALL else f" ({change.kind})"
        table.add_row(
            f"{change.measure.name}{kind}",
            figure(change.first, change.measure),
            figure(change.second, change.measure),
            signed(value, change.measure),
            f"{signed(low, change.measure)} to {signed(high, change.measure)}",
            change.verdict,
        )
    return table


def _flip(flip: Flip, comparison: Comparison) -> str:
    case = flip.first.case
    lines = [
        f"\n{'WENT WRONG' if flip.for_the_worse else 'CAME RIGHT'}: {case.id}: {case.question}",
        *(f"  asked before: {earlier}" for earlier in case.history),
        f"  {comparison.first}: {_answer(flip.first)}",
        f"  {comparison.second}: {_answer(flip.second)}",
    ]
    return "\n".join(lines)


def _answer(row: CaseScore) -> str:
    said = row.said
    return f"({said.outcome}) {' '.join(said.answer.split())}" if said else "not answered"
