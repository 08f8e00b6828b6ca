"""What a long text asks: its questions, found among all that is told around them."""

from __future__ import annotations

import re

from assistant.followups import leans
from assistant.subjects import ASKING, AUXILIARIES, words_of

# The longest question of the tuning split has some 70; the encoder reads about 190.
MOST_WORDS = 120
_MOST_CHARACTERS = 1000
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_OF_THE_REPORT = re.compile(r"\b(?:ofsted|inspect(?:ors?|ions?)|report)\b", re.IGNORECASE)
_REQUEST = re.compile(
    r"\b(?:tell me|i(?:'d| would)? (?:want|need|like) to know|what (?:does|do|did)"
    r"|please (?:say|list|give|show)|let me know|wondering (?:if|whether|what|how))\b",
    re.IGNORECASE,
)


def shortened(text: str) -> str:
    """The text if it is short; else what of it asks, at most MOST_WORDS, in its order.

    Sentences that ask what inspectors found come before other questions, later ones before earlier
    ones; a sentence that leans on the one before it brings it along. Where nothing asks, its end.
    """
    if _fits(text):
        return text
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence]
    asking = [place for place, sentence in enumerate(sentences) if _asks(sentence)]
    of_the_report = [place for place in asking if _OF_THE_REPORT.search(sentences[place])]
    chosen = of_the_report or asking or list(range(len(sentences)))
    kept: set[int] = set()
    for place in reversed(chosen):
        brought = {place - 1, place} if place and leans(sentences[place]) else {place}
        if not _fits(_joined(sentences, kept | brought)):
            break
        kept |= brought
    return _joined(sentences, kept) or _end_of(sentences[chosen[-1]])


def _fits(text: str) -> bool:
    return len(text) <= _MOST_CHARACTERS and len(text.split()) <= MOST_WORDS


def _joined(sentences: list[str], places: set[int]) -> str:
    return " ".join(sentences[place] for place in sorted(places))


def _asks(sentence: str) -> bool:
    words = words_of(sentence)
    if not words:
        return False
    opens = words[0] in ASKING | AUXILIARIES
    return opens or sentence.endswith("?") or bool(_REQUEST.search(sentence))


def _end_of(sentence: str) -> str:
    """Where what has no stops most often asks."""
    return " ".join(sentence.split()[-MOST_WORDS:])[-_MOST_CHARACTERS:]
