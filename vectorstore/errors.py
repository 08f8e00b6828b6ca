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

REBUILD = "Run: sandwell index"


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
