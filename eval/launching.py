"""Runs started from the app: each a process of its own, so that the app stays quick.

The process is stopped when the app ends in good order. Where the app is killed, it finishes by
itself, and nothing is harmed: it writes only whole lines, and only into its own run's folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from assistant.errors import UserError
from assistant.settings import PROJECT_ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SANDWELL = ("-c", "import sys; from assistant.cli import main; sys.exit(main())")
_SAYS = "sandwell: "


@dataclass(frozen=True)
class Launch:
    """The run started last; ``problem`` says in one line why it failed, empty if it did not."""

    folder: Path
    going: bool
    problem: str


class Launcher:
    """Starts ``sandwell eval run``, one at a time; safe to use from several threads."""

    def __init__(self, home: Path, command: Sequence[str] = (sys.executable, *_SANDWELL)) -> None:
        """``command`` is what ``sandwell`` stands for."""
        self._home = home
        self._command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._errors: IO[bytes] | None = None
        self._stopped = False
        self._problem = ""

    def start(self, folder: Path, options: Sequence[str]) -> None:
        """Start a run into ``folder``, or go on with it; raises UserError while one is going."""
        with self._lock:
            if self._process and self._process.poll() is None:
                raise UserError(
                    f"The run {self._folder and self._folder.name} is still going. Stop it first, "
                    "or wait until it is finished."
                )
            # In a file, not a pipe: nobody need read along to keep the process going.
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115
            self._folder, self._stopped, self._problem = folder, False, ""
            self._process = subprocess.Popen(
                [*self._command, "eval", "run", *options, "--out", str(folder)],
                cwd=PROJECT_ROOT,
                env=os.environ | {"SANDWELL_HOME": str(self._home)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
            )

    def stop(self) -> None:
        """Stop what is going, and wait until it has ended."""
        with self._lock:
            if self._process and self._process.poll() is None:
                self._stopped = True
                self._process.terminate()
                self._process.wait()
            self._ended()

    def latest(self) -> Launch | None:
        """The run started last; None where none was."""
        with self._lock:
            if self._process is None or self._folder is None:
                return None
            going = self._process.poll() is None
            if not going:
                self._ended()
            return Launch(self._folder, going, self._problem)

    def _ended(self) -> None:
        """Keep what the process said when it failed, and let go of the file it said it in."""
        if self._process is None or self._errors is None:
            return
        code = self._process.returncode
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").splitlines()
        self._errors.close()
        self._errors = None
        if code and not self._stopped:
            self._problem = _reason(lines, code)


def _reason(lines: Sequence[str], code: int) -> str:
    """The command's own error line, or that it ended without one."""
    said = [line.removeprefix(_SAYS) for line in lines if line.startswith(_SAYS)]
    if said:
        return said[-1]
    return f"The run ended unexpectedly (exit code {code}). Continue it, or run: sandwell doctor"
