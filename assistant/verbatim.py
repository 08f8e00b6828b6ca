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
_WORD = re.compile(r"[^\W_]+")


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
