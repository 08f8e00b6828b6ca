"""Names that never change: of reports, of passages within them, of the bytes they came from."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ingest.models import Part

# Raise it with every change to what is read from the same bytes: files are then read again.
READER_VERSION = 1

_LISTED_PARTS = ("summary", "improvements", "footnote")


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def report_id(authority: str, end_date: date) -> str:
    """``<authority>-<yyyy>-<mm>``, from the month in which the inspection ended.

    >>> from datetime import date
    >>> report_id("St. Helens", date(2023, 7, 14))
    'st-helens-2023-07'
    """
    plain = unicodedata.normalize("NFKD", authority).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return f"{slug}-{end_date:%Y-%m}"


def paragraph_locator(number: int) -> str:
    """``p12`` for numbered paragraph 12."""
    return f"p{number}"


def part_locator(part: Part, item: int = 1) -> str:
    """``summary.2`` for the second item of a part that has items, else the part's own name."""
    return f"{part}.{item}" if part in _LISTED_PARTS else part
