"""What became of the files of one run, for those who show it, log it or test it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from vectorstore.sync import SyncReport

Outcome = Literal["added", "refreshed", "unchanged", "duplicate", "declined"]


@dataclass(frozen=True)
class FileResult:
    """What became of one file.

    A declined file has a one-line ``reason`` and usually no ``report``. ``paragraphs`` and
    ``warnings`` are of what was read now: None and () where nothing had to be. ``note`` names the
    other file where one is involved. ``kept`` marks a file of an earlier run that was read again.
    """

    path: Path
    outcome: Outcome
    report: str | None = None
    reason: str | None = None
    note: str | None = None
    sha256: str | None = None
    paragraphs: int | None = None
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    kept: bool = False


@dataclass(frozen=True)
class IndexReport:
    """Every file in the order of their paths, those of earlier runs last.

    ``sync`` is None where there was nothing to index; ``passed_over`` counts files by suffix.
    """

    files: tuple[FileResult, ...]
    sync: SyncReport | None
    passed_over: Counter[str]
    started: datetime
    finished: datetime
    warnings: tuple[str, ...] = ()

    @property
    def declined(self) -> bool:
        """Whether a file was declined that the user gave."""
        return any(file.outcome == "declined" and not file.kept for file in self.files)

    @property
    def totals(self) -> Counter[Outcome]:
        """How many files had each outcome."""
        return Counter(file.outcome for file in self.files)
