"""One event loop in a thread of its own, for calls that must be stoppable while they wait.

There is only one, because HTTP clients keep connections open that belong to the loop they were
opened in.
"""

from __future__ import annotations

import asyncio
import threading
from functools import cache

_one_at_a_time = threading.Lock()


def background_loop() -> asyncio.AbstractEventLoop:
    """The running loop; it ends with the process."""
    with _one_at_a_time:
        return _started()


@cache
def _started() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="model-calls", daemon=True).start()
    return loop
