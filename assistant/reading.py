"""Reading many files at once, in processes that a bad file can stop but not take along.

No process pool of the standard library tells which file a process died of, or ends one that takes
too long; here each process has one file at a time, and is lost for it alone.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, cast

from assistant.reading_worker import SAVE_AGAIN, Reading, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_PROCESSES = 8
# -P: a folder that happens to be the current one must not lend its modules.
WORKER_COMMAND = (sys.executable, "-P", "-c", "from assistant.reading_worker import main; main()")


def read_files(
    requests: Sequence[Request],
    on_read: Callable[[str, int, int], None] = lambda *_: None,
) -> list[Reading]:
    """What became of each file, in the order of the requests; all processes have ended by then.

    ``on_read`` is told the name of the file that was finished last, how many are, and of how many;
    in this thread. An exception from there, or an interrupt, stops the reading.
    """
    count = min(MAX_PROCESSES, os.cpu_count() or 1, len(requests))
    if not count:
        return []
    processes = [_Process() for _ in range(count)]
    idle: SimpleQueue[_Process] = SimpleQueue()
    for process in processes:
        idle.put(process)

    def read(request: Request) -> Reading:
        process = idle.get()
        try:
            return process.read(request)
        finally:
            idle.put(process)

    executor = ThreadPoolExecutor(count)
    try:
        futures = {executor.submit(read, request): request for request in requests}
        for done, future in enumerate(as_completed(futures), start=1):
            on_read(futures[future].name, done, len(requests))
        return [future.result() for future in futures]
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.stop()
        executor.shutdown()
        for process in processes:
            process.release()


class _Process:
    """One worker process, started when it is needed and again after one was lost."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def read(self, request: Request) -> Reading:
        """Read one file; that the process was lost over it is a reason, not an error."""
        running = self._start()
        started = time.monotonic()
        try:
            pickle.dump(request, cast("IO[bytes]", running.stdin))
            cast("IO[bytes]", running.stdin).flush()
            return cast("Reading", pickle.load(cast("IO[bytes]", running.stdout)))
        except (OSError, EOFError, pickle.UnpicklingError):
            self.release()
        seconds = time.monotonic() - started
        what = "ended the process that read it; it may be damaged, or far too large"
        if seconds >= request.limit_seconds:
            what = f"takes longer than {request.limit_seconds:g} seconds to read"
        return Reading(reason=f"{request.name} {what}. {SAVE_AGAIN}", seconds=seconds)

    def stop(self) -> None:
        """Kill the process over whatever it reads, and let no other be started."""
        with self._lock:
            self._stopped = True
            if self._running:
                self._running.kill()

    def release(self) -> None:
        """End the process, if there is one, and close its pipes; no other thread may read here."""
        with self._lock:
            running, self._running = self._running, None
        if running:
            running.kill()
            # What was not yet written to a dead process cannot be.
            with suppress(BrokenPipeError), running:
                pass

    def _start(self) -> subprocess.Popen[bytes]:
        # A process may have been killed while it had nothing to do.
        if self._running and self._running.poll() is not None:
            self.release()
        with self._lock:
            if self._stopped:
                raise CancelledError
            if self._running is None:
                self._running = subprocess.Popen(
                    WORKER_COMMAND,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            return self._running
