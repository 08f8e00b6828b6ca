"""Whether a sentence of the report has every word that a question is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.numbers_asked import asks_for_a_number
from assistant.subjects import PEOPLE, content_words
from assistant.support_words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST_WORDS = 2
# Who, when and which ask for something that need not stand beside the words.
_ASKS_FOR_A_NAME = re.compile(
    r"\b(?:who|whose|whom|which|when|name[ds]?|why|how (?:long|far|often|come))\b", re.IGNORECASE
)
_WHAT_IS_SAID = re.compile(
    r"\bwhat (?:did|do|does|has|have) (?:ofsted|(?:the )?inspectors|(?:the )?report)\b[^?]*"
    r"\b(?:say|said|find|found|think|make|made)\b"
    r"|\bwhat (?:did|do|have) they (?:say|said|find|found|think|make of|made of)\b"
    r"|\banything (?:on|about|said)\b"
    r"|\btell me about\b|\bgets? a mention\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


def asks_what_is_said(text: str) -> bool:
    """Whether a question asks for whatever the report says of something, and for no one thing."""
    return bool(_WHAT_IS_SAID.search(text)) and not asks_for_a_number(text)


def says_it_all(text: str, sentences: Sequence[str]) -> bool:
    """Whether one of ``sentences`` has all words that ``text`` is about, in any form.

    Never for a question that wants a number, a name, a time or a reason, nor for one that is about
    fewer than two words; people do not count.
    """
    if asks_for_a_number(text) or _ASKS_FOR_A_NAME.search(text):
        return False
    words = {stem(word) for word in content_words(text) if word not in PEOPLE}
    if len(words) < _FEWEST_WORDS:
        return False
    return any(words <= {stem(w.lower()) for w in _WORD.findall(said)} for said in sentences)
