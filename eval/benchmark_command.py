"""A ``sandwell`` command in a process of its own: how long it takes, and how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

_SANDWELL = (sys.executable, "-c", "from assistant.cli import main; main()")
_PROCESSES = Path("/proc")
_SECONDS_BETWEEN_LOOKS = 0.1
# The exit code of `sandwell index` where some files were declined and the others indexed.
_DECLINED = 2


class Figure(NamedTuple):
    """One line of a benchmark."""

    what: str
    value: float
    unit: str


class Cost(NamedTuple):
    """``memory_bytes`` is of all processes together at the most, None where none can be seen."""

    seconds: float
    memory_bytes: int | None


def command(home: Path, *words: str, may_decline: bool = False) -> Cost:
    """Run ``sandwell`` with these words; raises CalledProcessError where it fails."""
    environment = os.environ | {"SANDWELL_HOME": str(home)}
    arguments = [*_SANDWELL, *words]
    most = 0
    started = perf_counter()
    with subprocess.Popen(
        arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        while running.poll() is None:
            most = max(most, _memory_of(running.pid))
            try:
                running.wait(_SECONDS_BETWEEN_LOOKS)
            except subprocess.TimeoutExpired:
                continue
    seconds = perf_counter() - started
    if running.returncode and not (may_decline and running.returncode == _DECLINED):
        raise subprocess.CalledProcessError(running.returncode, arguments)
    return Cost(seconds, most or None)


def _memory_of(process: int) -> int:
    """Resident bytes of a process and all below it; 0 where the system does not show them."""
    try:
        pages = int((_PROCESSES / f"{process}/statm").read_text().split()[1])
        tasks = [*(_PROCESSES / f"{process}/task").iterdir()]
        children = " ".join((task / "children").read_text() for task in tasks)
    except OSError:  # ended meanwhile, or not Linux
        return 0
    own = pages * os.sysconf("SC_PAGE_SIZE")
    return own + sum(_memory_of(int(child)) for child in children.split())
