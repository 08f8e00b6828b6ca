"""Whether a question asks for a number, and whether a sentence holds one."""

from __future__ import annotations

import re

from assistant.support_numbers import numbers_in

_ASKED = re.compile(
    r"\b(?:how many|how much|what (?:number|percentage|proportion|share|per ?cent|rate)"
    r"|(?:number|percentage|proportion) of)\b",
    re.IGNORECASE,
)
# "How much progress", "how much better": no number is meant.
_NOT_MEANT = re.compile(
    r"\bhow much (?!money|funding|time|does|did|is spent|was spent|of the budget)", re.IGNORECASE
)
# ``numbers_in`` takes "a third of" for an ordinal.
_SHARE = re.compile(r"\b(?:thirds?|quarters?) of\b", re.IGNORECASE)
# Ages and years are no number of anything.
_AGE = re.compile(
    r"\b(?:aged?|over|under) \d\d(?: (?:and|to|or) \d\d)?\b|\b\d\d(?: and \d\d)?[- ]years?[- ]old"
    r"|\b\d\d-? and \d\d-year-olds?\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def asks_for_a_number(text: str) -> bool:
    """Whether only a number would answer.

    >>> asks_for_a_number("How many care leavers are in work?")
    True
    >>> asks_for_a_number("How much progress was made?")
    False
    """
    return bool(_ASKED.search(_NOT_MEANT.sub(" ", text)))


def holds_a_number(sentence: str) -> bool:
    """Whether a sentence says one, in figures or words; an age or a year is none."""
    counted = _AGE.sub(" ", sentence)
    return bool(_SHARE.search(counted)) or any(numbers_in(counted))
