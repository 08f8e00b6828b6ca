"""How well an answer cites and quotes: one small function a measure."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import sentencex

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from eval.places import Place

# A quote that is cut a little short is still the quote; half of it is not.
_SHARE_OF_QUOTE = 0.6
_MARKER = re.compile(
    r"\s*\[(?:[^\[\]]*¶\d+|(?:[^\[\]]* )?(?:Improvement|Footnote) \d+"
    r"|(?:[^\[\]]* )?(?:Judgements|About this (?:inspection|report)))\]"
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def citation_precision(cited: Set[Place], acceptable: Set[Place]) -> float | None:
    """The share of the cited places that are right or not wrong; None where nothing is cited."""
    return len(cited & acceptable) / len(cited) if cited else None


def citation_recall(cited: Set[Place], gold: Set[Place]) -> float | None:
    """The share of the gold places that are cited; None where there is no gold."""
    return len(cited & gold) / len(gold) if gold else None


def quote_recall(answer: str, gold_quotes: Sequence[str]) -> float | None:
    """The share of the gold quotes that stand in the answer; None where there are none.

    A quote stands there if at least 60% of its words do, in as many sentences on end as the quote
    has itself. Each word counts as often as it comes; case and punctuation do not matter.
    """
    if not gold_quotes:
        return None
    sentences = [_words(sentence) for sentence in _sentences(_MARKER.sub("", answer))]
    return sum(_stands_in(quote, sentences) for quote in gold_quotes) / len(gold_quotes)


def _stands_in(quote: str, sentences: Sequence[Counter[str]]) -> bool:
    wanted = _words(quote)
    length = max(len(_sentences(quote)), 1)
    starts = range(max(len(sentences) - length + 1, 1))
    most = max(
        (wanted & sum(sentences[start : start + length], Counter())).total() for start in starts
    )
    return most >= _SHARE_OF_QUOTE * wanted.total()


def _sentences(text: str) -> list[str]:
    paragraphs = (paragraph for paragraph in text.split("\n") if paragraph.strip())
    return [
        sentence
        for paragraph in paragraphs
        for sentence in sentencex.segment("en", paragraph)
        if sentence.strip()
    ]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold().replace("’", "'")))
