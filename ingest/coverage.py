"""How much of a file's text a parsed report holds: nothing may be lost without a word."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.passages import passages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.lines import Line
    from ingest.models import Document
    from ingest.outline import Item

# A bullet or a dash before an item, or the dot after a number, is no text.
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def lost_words(
    lines: Sequence[Line], items: Iterable[Item], document: Document
) -> Counter[str]:
    """The words of ``lines`` that stand neither in a passage nor in a heading, and how often.

    Page numbers, running headers and footers are no lines; a paragraph's number is its name.
    """
    wanted = _count(line.text for line in lines)
    headings = (item.text for item in items if item.kind == "heading")
    numbers = (str(item.number) for item in items if item.number is not None)
    held = _count(passage.text for passage in passages_of(document))
    return wanted - held - _count(headings) - _count(numbers)


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))
