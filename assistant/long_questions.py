"""What a long text asks: its questions, found among all that is told around them."""

from __future__ import annotations

import re

from assistant.followups import leans
from assistant.subjects import ASKING, AUXILIARIES, content_words, words_of

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
    if len(text.split()) <= MOST_WORDS and len(text) <= _MOST_CHARACTERS:
        return text
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence]
    asking = [place for place, sentence in enumerate(sentences) if _asks(sentence)]
    of_the_report = [place for place in asking if _OF_THE_REPORT.search(sentences[place])]
    kept: set[int] = set()
    for place in reversed(of_the_report or asking or range(len(sentences))):
        brought = {place - 1, place} if place and leans(sentences[place]) else {place}
        if _words(sentences, kept | brought) > MOST_WORDS:
            break
        kept |= brought
    return " ".join(sentences[place] for place in sorted(kept)) or _cut(sentences[-1])


def _asks(sentence: str) -> bool:
    if not content_words(sentence):
        return False
    first = words_of(sentence)[0]
    opens = first in ASKING | AUXILIARIES
    return opens or sentence.endswith("?") or bool(_REQUEST.search(sentence))


def _words(sentences: list[str], places: set[int]) -> int:
    return sum(len(sentences[place].split()) for place in places)


def _cut(sentence: str) -> str:
    """The end of a single sentence without stops, which is where pasted texts most often ask."""
    return " ".join(sentence.split()[-MOST_WORDS:])[-_MOST_CHARACTERS:]
