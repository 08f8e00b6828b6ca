"""What can be wrong with the index, the weights or the disk they lie on.

VectorStoreError
├── WeightsError     the embedding weights are missing, altered, or do not load
├── StorageError     the disk is full, or does not let us read or write
├── UnknownReport    no report of that id is in the index
├── IndexMissing     nothing has been indexed yet
├── IndexBusy        another process is building the index
├── IndexForeign     the folder holds something that is not an index of ours
├── IndexMismatch    built with another embedding model, or by another version
└── IndexDamaged     incomplete or altered since it was built

Each message is one line: what was found, what was expected, and the command that repairs it.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

REBUILD = "Run: sandwell index"
# So that a message stays a line, however many reports there are.
_MOST_NAMED = 5


class VectorStoreError(Exception):
    """The index cannot do what was asked."""


class WeightsError(VectorStoreError):
    """The embedding weights are missing, altered, or do not load."""


class StorageError(VectorStoreError):
    """The disk is full, or does not let us read or write."""


class UnknownReport(VectorStoreError):
    """No report of that id is in the index."""


class IndexMissing(VectorStoreError):
    """Nothing has been indexed yet."""


class IndexBusy(VectorStoreError):
    """Another process is building the index."""


class IndexForeign(VectorStoreError):
    """The folder holds something that is not an index of ours."""


class IndexMismatch(VectorStoreError):
    """The index was built with another embedding model, or by another version."""


class IndexDamaged(VectorStoreError):
    """The index is incomplete, or was altered since it was built."""


def unknown_report(report: str, known: Collection[str]) -> UnknownReport:
    """The error for a report that is not among those of the index."""
    there = nearest_ids(report, known)
    return UnknownReport(
        f"No report {report!r} is in the index; there are: {there}. See: sandwell reports"
    )


def nearest_ids(report: str, known: Collection[str]) -> str:
    """Some ids to choose from, those most like ``report`` first, and how many more there are."""
    named = get_close_matches(report, known, _MOST_NAMED, cutoff=0.0)
    more = len(known) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "") or "none"
