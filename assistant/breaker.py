"""A circuit breaker: a model that fails again and again is left alone for a while."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FAILURES_ON_END = 3
REST_SECONDS = 60.0


class Breaker:
    """Closed until ``failures_on_end`` calls have failed; then open for ``rest_seconds``.

    After the rest one call is let through: it closes the breaker or opens it again. Safe to use
    from several threads. ``clock`` gives seconds that never go back.
    """

    def __init__(
        self,
        failures_on_end: int = FAILURES_ON_END,
        rest_seconds: float = REST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._failures_on_end = failures_on_end
        self._rest_seconds = rest_seconds
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._open_until = 0.0

    def allows(self) -> bool:
        """Whether a call may be made now; whoever is told so makes one and says how it went."""
        with self._lock:
            if self._failures < self._failures_on_end:
                return True
            if self._clock() < self._open_until:
                return False
            # The others wait for what becomes of this one.
            self._open_until = self._clock() + self._rest_seconds
            return True

    def succeeded(self) -> None:
        """The call did what it should."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The call did not."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._failures_on_end:
                self._open_until = self._clock() + self._rest_seconds
