"""Who measures for the Evaluation page: app.py says it, the page asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.evaluations import Evaluations

    Source = Callable[[], Evaluations]

_sources: list[Source] = []


def provide(source: Source) -> None:
    """Have ``source`` give the evaluations; it is first called when the page is drawn."""
    _sources[:] = [source]


def evaluations() -> Evaluations:
    """What was provided last; raises as its source does."""
    return _sources[0]()
