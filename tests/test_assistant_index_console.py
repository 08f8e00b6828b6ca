"""What people see of a run, at the width of a small terminal."""

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from assistant import index_console
from assistant.console import print_reports
from assistant.index_console import index_progress, print_index_report
from assistant.index_report import FileResult, IndexReport

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LONG = "bournemouth-christchurch-and-poole-2021-12-focused-visit"
REASON = (
    "50188302.pdf is not an inspection report that we recognise: it has no numbered paragraphs. "
    "Give the text of an Ofsted inspection of a local authority's children's services."
)


@pytest.fixture(autouse=True)
def narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def report_of(*files, passed_over=()):
    return IndexReport(files, None, Counter(passed_over), NOW, NOW + timedelta(seconds=12.34))


def unfolded(table, column):
    """The words of one column, put together again."""
    cells = [line.split("│")[column + 1].strip() for line in table.splitlines() if "│" in line]
    return "".join(cells)


def test_ids_and_reasons_are_folded_and_never_cut(capsys):
    print_index_report(
        report_of(
            FileResult(Path("in/50188302.pdf"), "declined", reason=REASON),
            FileResult(
                Path("in/report [final] of 2021.pdf"),
                "added",
                report=LONG,
                paragraphs=31,
                warnings=("No summary was found.",),
            ),
        )
    )
    out, err = capsys.readouterr()
    assert max(map(len, out.splitlines())) <= 80
    assert LONG in unfolded(out, 0)
    assert "report[final]of2021.pdf" in unfolded(out, 1).replace(" ", "")
    words = unfolded(out, 2).replace(" ", "")
    assert f"declined:{REASON}".replace(" ", "") in words
    assert "added,31paragraphsNosummarywasfound." in words
    assert "…" not in out
    assert err == f"sandwell: {REASON}\n"


def test_what_stays_is_counted_and_not_listed(capsys):
    print_index_report(
        report_of(
            *[FileResult(Path(f"{n}.pdf"), "unchanged") for n in range(3)], passed_over=[".md"]
        )
    )
    assert capsys.readouterr().out == (
        "0 added, 0 refreshed, 3 unchanged, 0 declined, 1 passed over (.md); 12.3 s.\n"
    )


def test_notes_and_duplicates_are_said(capsys):
    print_index_report(
        report_of(
            FileResult(Path("b.pdf"), "refreshed", report="x-2020-01", note="replaces a.pdf"),
            FileResult(Path("c.pdf"), "duplicate", note="the same file as b.pdf"),
            FileResult(Path("d.pdf"), "unchanged", report="y-2020-01", note="indexed as e.pdf"),
        )
    )
    out = capsys.readouterr().out
    assert "refreshed, replaces a.pdf" in out
    assert "duplicate, the same file as b.pdf" in out
    assert "unchanged, indexed as e.pdf" in out
    assert "1 refreshed, 1 unchanged, 1 duplicate, 0 declined, 0 passed over" in out


def test_warnings_of_the_run_are_on_stderr(capsys):
    print_index_report(replace(report_of(), warnings=("The cache is [damaged].",)))
    assert capsys.readouterr().err == "The cache is [damaged].\n"


def test_the_bar_names_the_file_that_was_finished_last(monkeypatch):
    terminal = io.StringIO()
    monkeypatch.setattr(
        index_console,
        "Console",
        lambda **_: Console(file=terminal, force_terminal=True, width=80, color_system=None),
    )
    with index_progress() as watcher:
        watcher.on_read("report [bold].pdf", 3, 7)
        watcher.on_read("a name that is far too long for a bar of 80 columns.pdf", 4, 7)
        watcher.progress("embedding", 1, 10)
        watcher.on_wait()
    shown = terminal.getvalue()
    assert "Reading a name that is far too long f…" in shown
    assert re.search(r"4 of 7", shown)
    assert "Embedding" in shown
    assert "Another sandwell index is running" in shown


def test_reports_show_dates_whole_and_every_warning(capsys, sandwell):
    warned = replace(sandwell, report=LONG, warnings=("No summary was found.", "Numbers go wrong."))
    print_reports([warned, replace(sandwell, start_date=None, end_date=None)])
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert "2025-10-13" in out
    assert "2025-10-24" in out
    assert "not found" in out
    assert LONG in unfolded(out, 0)
    # Below the table, over the whole width.
    words = " ".join(out.split())
    assert f"{LONG}: No summary was found." in words
    assert f"{LONG}: Numbers go wrong." in words
