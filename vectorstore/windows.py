"""Cutting a passage that is longer than the embedding model reads into overlapping windows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ingest.models import Passage

_OVERLAP = 0.25
# A longer run without a space is cut: the splitter cannot split what it takes for one word.
_PIECE = re.compile(r"\S{1,50}")


def windows_of(
    passage: Passage, count_tokens: Callable[[str], int], max_tokens: int
) -> list[tuple[int, int]]:
    """Spans of the passage's text, each at most ``max_tokens`` long, together all of its words.

    One span where the passage fits, else windows that overlap by up to a quarter and begin and
    end with a sentence where sentences are short enough. An empty passage has none.
    """
    if not passage.text.strip():
        return []
    if count_tokens(passage.text) <= max_tokens:
        return [(0, len(passage.text))]
    overlap = int(max_tokens * _OVERLAP)
    units: list[tuple[int, int]] = []
    for sentence in passage.sentences:
        words = passage.text[sentence.start : sentence.end]
        if count_tokens(words) <= overlap:
            units.append((sentence.start, sentence.end))
        else:
            units.extend(
                (sentence.start + piece.start(), sentence.start + piece.end())
                for piece in _PIECE.finditer(words)
            )
    sizes = [count_tokens(passage.text[start:end]) for start, end in units]
    return [(units[first][0], units[last][1]) for first, last in _runs(sizes, max_tokens, overlap)]


def _runs(sizes: Sequence[int], max_tokens: int, overlap: int) -> list[tuple[int, int]]:
    """First and last index of each window over units of these sizes."""
    # 0.2 s to import, and few passages are so long
    from langchain_text_splitters import CharacterTextSplitter

    # The splitter gives texts without saying where they stood, and a text may occur twice. So it
    # is given the units' numbers instead of their words, each as long as the words it stands for.
    splitter = CharacterTextSplitter(
        separator=" ",
        chunk_size=max_tokens,
        chunk_overlap=overlap,
        length_function=lambda numbers: sum(sizes[int(number)] for number in numbers.split()),
    )
    chunks = splitter.split_text(" ".join(map(str, range(len(sizes)))))
    return [(int(chunk.split()[0]), int(chunk.split()[-1])) for chunk in chunks]
