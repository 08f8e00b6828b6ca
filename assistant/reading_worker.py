"""The process that reads files for ``assistant.reading``: what they do to it, they do to it alone.

Requests and replies are pickles, one after another, on what are at first its standard input and
output. It imports no more than reading needs, and so is ready in 0.05 s.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.errors import IngestError
from ingest.identity import sha256_of
from ingest.report import read_report
from vectorstore.disk import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.models import Document

TIME_LIMIT_SECONDS = 120.0
MEMORY_LIMIT_BYTES = 1536 * 1024**2
SAVE_AGAIN = "Open it, save it again and give that copy."


@dataclass(frozen=True)
class Request:
    """A file to read, the name to give it in the Document, and the folder that keeps its bytes.

    A worker that is not done after ``limit_seconds`` ends.
    """

    path: Path
    name: str
    keep_in: Path
    limit_seconds: float


@dataclass(frozen=True)
class Reading:
    """What became of a file: ``document`` if it was read, else the one-line ``reason``.

    ``sha256`` is that of the bytes that were read, None if there were none. ``final`` says that
    the same bytes would be declined again.
    """

    document: Document | None = None
    reason: str | None = None
    sha256: str | None = None
    final: bool = False
    seconds: float = 0.0


def main() -> None:
    """Answer requests until there are no more."""
    # Ctrl+C reaches every process of a terminal; the parent decides what follows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    # What a native library prints must not come between the replies.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with replies, suppress(EOFError):
        while True:
            request = pickle.load(sys.stdin.buffer)
            # A thread outside of Python, which ends the process even in the midst of native code,
            # and when nobody waits for it any more.
            faulthandler.dump_traceback_later(request.limit_seconds, exit=True)
            reading = read_and_keep(request)
            faulthandler.cancel_dump_traceback_later()
            pickle.dump(reading, replies)
            replies.flush()


def read_and_keep(request: Request) -> Reading:
    """Read one file; if it is a report, keep its bytes as ``keep_in/<sha256>``."""
    started = time.monotonic()
    document, reason, digest, final = None, None, None, False
    try:
        data = request.path.read_bytes()
        digest = sha256_of(data)
        document = read_report(data, request.name)
        kept = request.keep_in / digest
        if request.path != kept:
            replace_file(kept, data)
    except IngestError as error:
        reason, final = str(error), True
    except OSError as error:
        verb = "kept" if document else "read"
        reason = f"{request.name} cannot be {verb}: {error.strerror}. Check the file and the disk."
        document = None
    except MemoryError:
        limit = MEMORY_LIMIT_BYTES // 1024**2
        reason = f"{request.name} needs more than {limit:,} MB of memory to read. {SAVE_AGAIN}"
    except Exception as error:  # whatever is wrong with one file, the rest goes on
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        reason = f"{request.name} cannot be read ({what}). {SAVE_AGAIN}"
    return Reading(document, reason, digest, final, time.monotonic() - started)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):  # macOS refuses this limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
