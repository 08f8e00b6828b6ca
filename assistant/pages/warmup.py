"""Loading the assistant once, in the background, so that pages are drawn before it is ready."""

from __future__ import annotations

import gc
import os
import threading
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING

from assistant import build, settings

if TYPE_CHECKING:
    from assistant.service import Assistant


class WarmUp:
    """One assistant for the whole process, built by whoever asks first.

    Safe to call from every session's thread. A load that failed stays failed, with its error,
    until ``retry``.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._future: Future[Assistant] | None = None

    def start(self) -> Future[Assistant]:
        """The assistant to come; returns at once."""
        with self._lock:
            if self._future is None:
                self._future = _load_in_background()
            return self._future

    def wait(self) -> None:
        """Return when the load has ended, well or badly.

        For pages that import large libraries themselves: two threads that import pandas at once
        have got hold of half of it.
        """
        wait([self.start()])

    def retry(self) -> None:
        """Load again if the last attempt failed; nothing happens otherwise."""
        with self._lock:
            failed = self._future and self._future.done() and self._future.exception()
            if failed:
                self._future = _load_in_background()

    @property
    def assistant(self) -> Assistant | None:
        """The assistant if it is ready."""
        future = self.start()
        return future.result() if future.done() and future.exception() is None else None

    @property
    def error(self) -> BaseException | None:
        """Why the last attempt failed, if it did."""
        future = self.start()
        return future.exception() if future.done() else None


def _load_in_background() -> Future[Assistant]:
    future: Future[Assistant] = Future()

    def load() -> None:
        # Threads of the model that spin while they wait starve the page's own on a small machine:
        # answers took up to 1.4 s instead of 0.2 s.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        try:
            assistant = build.build_assistant(settings.load_settings())
            # Streamlit collects garbage after every run of a page. Going through the half million
            # objects of the loaded libraries took 0.3 s each time; frozen, they are passed over.
            gc.collect()
            gc.freeze()
            future.set_result(assistant)
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=load, name="warm-up", daemon=True).start()
    return future


shared = WarmUp()
