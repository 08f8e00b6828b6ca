"""How long things take on this machine: ``python -m eval.benchmark``, or ``make bench``.

Each figure is that of a command as people run it, in a process of its own. A figure is worth as
much as the machine was idle; nothing here passes or fails.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from assistant.settings import CORPUS
from eval.cases import load_cases
from eval.cli import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

_SANDWELL = (sys.executable, "-c", "from assistant.cli import main; main()")


def main() -> None:
    """Measure and print a table; takes about a minute."""
    table = Table("What", "Seconds")
    with tempfile.TemporaryDirectory() as folder:
        for what, seconds in measured(Path(folder)):
            table.add_row(what, f"{seconds:.2f}" if seconds >= 1 else f"{seconds:.4f}")
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    Console().print(table)


def measured(folder: Path) -> Iterator[tuple[str, float]]:
    """What was measured and its seconds, one after the other; ``folder`` is empty and stays ours.

    Loading is what a run of a single question takes. It comes off the time of the whole set, and
    what is left is shared among the other questions: asking, scoring and the reports.
    """
    yield "index the default report, first time", _timed(folder, "index", str(CORPUS))
    yield "index it again, unchanged", _timed(folder, "index", str(CORPUS))
    yield "look a paragraph up: sandwell cite 12", _timed(folder, "cite", "12")
    yield "answer one question: sandwell ask", _timed(folder, "ask", "What about homeless teens?")
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines(keepends=True)
    one = folder / "one.jsonl"
    one.write_text(lines[0], encoding="utf-8")
    loading = _run(folder, one, "one")
    yield "evaluate one question: nearly all of it loading", loading
    whole = _run(folder, QUESTIONS, "whole")
    count = len(load_cases(QUESTIONS))
    yield f"evaluate all {count} questions", whole
    yield "a question more, asked, scored and reported", (whole - loading) / (count - 1)


def _run(folder: Path, questions: Path, name: str) -> float:
    out = folder / "runs" / name
    return _timed(folder, "eval", "run", "--questions", str(questions), "--out", str(out))


def _timed(home: Path, *words: str) -> float:
    environment = os.environ | {"SANDWELL_HOME": str(home)}
    started = perf_counter()
    subprocess.run([*_SANDWELL, *words], env=environment, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - started


if __name__ == "__main__":
    main()
