"""A pytest plugin for CI: a browser test that is skipped has failed, and so has a run without any.

On a laptop without Chromium the browser tests skip, which is right there and would hide a broken
page here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

passed = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count."""
    config.stash[passed] = 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a browser test into a failure."""
    report = yield
    if item.get_closest_marker("browser"):
        if report.skipped:
            report.outcome = "failed"
            report.longrepr = f"skipped, but CI requires the browser tests: {report.longrepr}"
        elif report.passed and report.when == "call":
            item.config.stash[passed] += 1
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole module into a failure if there are browser tests in it."""
    report = yield
    skipped = report.skipped and isinstance(collector, pytest.Module)
    if skipped and "mark.browser" in Path(collector.path).read_text(encoding="utf-8"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but CI requires the browser tests: {report.longrepr}"
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which no browser test has passed."""
    if session.config.stash[passed] == 0 and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so before the closing line."""
    if terminalreporter.config.stash[passed] == 0:
        terminalreporter.write_line("No browser test has passed: CI requires them.", red=True)
