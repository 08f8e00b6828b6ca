"""Keeps the libraries from talking to anybody."""

from __future__ import annotations

import os

_SILENCE = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    # Worker processes started after a tokenizer has run would otherwise print a warning each.
    "TOKENIZERS_PARALLELISM": "false",
}


def silence_telemetry() -> None:
    """Switch telemetry and tracing off for this process and its children, whatever was set.

    Call before the libraries are imported: they read these variables once.
    """
    os.environ.update(_SILENCE)
