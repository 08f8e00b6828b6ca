"""What went wrong, as one plain line."""

from __future__ import annotations

import logging

from assistant.errors import AssistantError
from vectorstore.errors import VectorStoreError

_log = logging.getLogger(__name__)
UNEXPECTED = "Something went wrong. Try again. If it happens again, run: sandwell doctor"


def problem_line(error: BaseException) -> str:
    """The error's own line where it was written for people.

    Any other error goes to the server's log, and people get a line that says what to do.
    """
    if isinstance(error, AssistantError | VectorStoreError):
        return str(error)
    _log.error("Unexpected error", exc_info=error)
    return UNEXPECTED
