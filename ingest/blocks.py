"""Lines joined into blocks of words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.models import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.lines import Line

_ENDED = re.compile(r"[.!?][’'\"”)\]]*$")


def collapse(text: str) -> str:
    """Every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def ends_sentence(text: str) -> bool:
    """Whether the words could stop here: a full stop, with or without closing quotes."""
    return bool(_ENDED.search(text.rstrip()))


def join(texts: Sequence[str], page: int | None) -> Block:
    """One run of words, as if the lines had never been broken."""
    return Block(collapse(" ".join(texts)), page)


def stack(texts: Sequence[str], page: int | None) -> Block:
    """One run of words that remembers where each line began, as in a table or an address."""
    text = ""
    breaks: list[int] = []
    for line in filter(None, map(collapse, texts)):
        if text:
            text += " "
            breaks.append(len(text))
        text += line
    return Block(text, page, tuple(breaks))


def groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow each other without a gap."""
    found: list[list[Line]] = []
    for line in lines:
        if line.after_gap or not found:
            found.append([])
        found[-1].append(line)
    return found
