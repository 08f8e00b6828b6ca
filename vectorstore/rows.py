"""Passages to the rows that are embedded: whole and sentence by sentence, with stable ids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from vectorstore.windows import windows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.models import Part, Passage

Collection = Literal["passages", "sentences"]
COLLECTIONS: tuple[Collection, ...] = ("passages", "sentences")

_PART_HEADINGS: dict[Part, str] = {
    "header": "The inspection",
    "judgements": "Judgements and grades",
    "summary": "Summary of the inspection",
    "improvements": "What needs to improve",
    "footnote": "Footnote",
    "about": "About this inspection",
}


@dataclass(frozen=True)
class Row:
    """One vector to be: ``text`` is embedded for ``passage.text[start:end]``.

    The id is ``<passage id>#<start>-<end>``, unique within its collection.
    """

    id: str
    collection: Collection
    report: str
    locator: str
    start: int
    end: int
    text: str


def rows_of(
    passage: Passage, count_tokens: Callable[[str], int], max_tokens: int
) -> tuple[Row, ...]:
    """A row for the passage, or one per window where it is too long; then one per sentence.

    A window is embedded as it stands and has at most ``max_tokens``. A sentence is embedded with
    its heading after it: "They are visited" says little on its own, and before the words a
    heading outweighs them (docs/decisions/005).
    """
    return (
        *(
            _row(passage, "passages", start, end, passage.text[start:end])
            for start, end in windows_of(passage, count_tokens, max_tokens)
        ),
        *(
            _row(passage, "sentences", s.start, s.end, _in_context(passage, s.start, s.end))
            for s in passage.sentences
        ),
    )


# The same few hundred are read for every question.
@lru_cache(maxsize=1 << 16)
def place_of(row_id: str) -> tuple[str, str, int, int]:
    """Report, locator, start and end of a row by its id.

    >>> place_of("dale-2020-01/p12#0-211")
    ('dale-2020-01', 'p12', 0, 211)
    """
    passage, span = row_id.rsplit("#", 1)
    report, locator = passage.rsplit("/", 1)
    start, end = span.split("-")
    return report, locator, int(start), int(end)


def heading_of(passage: Passage) -> str:
    """The title of the section a paragraph stands in, or what the part is called."""
    if passage.part is not None:
        return _PART_HEADINGS[passage.part]
    return passage.section or ""


def _in_context(passage: Passage, start: int, end: int) -> str:
    words = passage.text[start:end]
    heading = heading_of(passage)
    return f"{words} ({heading})" if heading else words


def _row(passage: Passage, collection: Collection, start: int, end: int, text: str) -> Row:
    return Row(
        id=f"{passage.id}#{start}-{end}",
        collection=collection,
        report=passage.report,
        locator=passage.locator,
        start=start,
        end=end,
        text=text,
    )
