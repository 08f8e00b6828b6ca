"""What can be wrong with a file that somebody wants to add.

IngestError
├── UnsupportedFile    not a kind of file that we read
├── EmptyFile          nothing in it
└── NotAReport         read, but not an inspection report that we recognise

Each message is one line: which file, what was found, what to do.
"""

from __future__ import annotations


class IngestError(Exception):
    """A file could not become a report."""


class UnsupportedFile(IngestError):
    """The bytes are of a kind that we do not read."""


class EmptyFile(IngestError):
    """The file holds no text."""


class NotAReport(IngestError):
    """The text does not have the form of an inspection report."""
