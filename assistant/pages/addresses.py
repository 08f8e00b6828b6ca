"""The address of a place in a report: ``report?report=sandwell-2025-10&para=12``."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from assistant.locators import parse_locators

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.models import Document

ASK_PAGE = "assistant/pages/ask.py"
REPORT_PAGE = "assistant/pages/report.py"
_PARAGRAPH = re.compile(r"p(\d+)")


def query_of(report: str, locators: Sequence[str] = ()) -> dict[str, str]:
    """The query that opens a report at these locators: ``para`` for numbers, ``part`` for others.

    >>> query_of("sandwell-2025-10", ("p30", "p31", "p32", "improvements.2"))
    {'report': 'sandwell-2025-10', 'para': '30-32', 'part': 'improvements.2'}
    """
    numbers = [int(found[1]) for each in locators if (found := _PARAGRAPH.fullmatch(each))]
    parts = [each for each in locators if not _PARAGRAPH.fullmatch(each)]
    query = {"report": report, "para": _ranges(numbers), "part": ",".join(parts)}
    return {name: value for name, value in query.items() if value}


def href_of(report: str, locator: str) -> str:
    """The link to one passage, relative to the root of the app."""
    return f"report?{urlencode(query_of(report, (locator,)))}"


def page_and_query(href: str) -> tuple[str, dict[str, str]]:
    """Which page such a link leads to, "" where it is the one that it stands on, and its query."""
    page, _, named = href.partition("?")
    return page, dict(parse_qsl(named))


def locators_of(query: Mapping[str, str], document: Document) -> tuple[str, ...]:
    """The locators that a query asks for; none where it names no place.

    Raises UserError, one line, where it names a place that this report does not have.
    """
    asked = ", ".join(query[name] for name in ("para", "part") if query.get(name))
    return parse_locators(asked, document) if asked else ()


def _ranges(numbers: Sequence[int]) -> str:
    """Runs of consecutive numbers as ranges, in the order given."""
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
