"""Where the sentences of a block begin and end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import sentencex

from ingest.models import Sentence

if TYPE_CHECKING:
    from ingest.models import Block


def sentences_of(block: Block) -> tuple[Sentence, ...]:
    """Sentences in order, as offsets into ``block.text``; () for an empty block.

    They do not overlap, hold no surrounding spaces, never cross one of the block's breaks, and
    leave out nothing but spaces.
    """
    edges = [0, *block.breaks, len(block.text)]
    found: list[Sentence] = []
    for first, last in pairwise(edges):
        for boundary in sentencex.get_sentence_boundaries("en", block.text[first:last]):
            sentence = _trimmed(
                block.text, first + boundary["start_index"], first + boundary["end_index"]
            )
            if sentence is not None:
                found.append(sentence)
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Sentence | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Sentence(start, end) if start < end else None
