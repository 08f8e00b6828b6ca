"""How much of a file's text a parsed report holds: nothing may be lost without a word."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.passages import passages_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.lines import Line
    from ingest.models import Document
    from ingest.outline import Item

# Neither a bullet before an item nor the sign of a footnote is a word.
_SIGNS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", " " * 10)
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def lost_words(
    lines: Iterable[Line], document: Document, recognised: Iterable[Item]
) -> Counter[str]:
    """The words of ``lines`` that stand in no passage, and how often; empty where none is lost.

    ``recognised`` are items that are no passages: headings, the list of contents. A paragraph's
    number is its name.
    """
    held = _count(passage.text for passage in passages_of(document))
    held += _count(item.text for item in recognised)
    held += _count(str(paragraph.number) for paragraph in document.paragraphs)
    return _count(line.text for line in lines) - held


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text.translate(_SIGNS)))
