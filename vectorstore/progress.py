"""How a long build tells its caller where it stands."""

from __future__ import annotations

from typing import Literal, Protocol

Stage = Literal["loading the model", "embedding", "keywords", "checking"]


class Progress(Protocol):
    """Called from the building thread; ``done`` grows from 0 to ``total`` within each stage."""

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Take note; an exception raised here stops the build and leaves the old index."""


def silent(stage: Stage, done: int, total: int) -> None:
    """A Progress that nobody watches."""
