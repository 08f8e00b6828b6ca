"""What kind of thing a question wants, and whether the evidence holds such a thing at all."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.numbers_asked import holds_a_number
from assistant.subjects import is_content, word_set, words_of
from assistant.support_words import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAME_ASKED = re.compile(
    r"(?:^|[.:;!?]\s+)(?:(?:what|whats|what's|tell me|give me|list|need|and|can i have) )*"
    r"(?:is |are |was |were )?"
    r"(?:the |all (?:the )?)?(?:full )?names?(?: and [\w ]{3,30}?)? (?:of|for)\b"
    r"|\b(?:need|want|have) (?:the |their )?names?\b"
    r"|\bwhat(?:'?s| is| are| was| were)\b(?! it like)[^.?!]{3,80}\bcalled"
    r"(?:\W*$| (?:again|now|that|which|by)\b)",
    re.IGNORECASE,
)
_WHAT_HAS_IT = re.compile(
    r"\bnames? (?:of|for) (?:the |our |a |an |that |this )?(?P<phrase>[\w' -]{3,40}?)"
    r"(?= (?:for|that|which|who|where|when|in|at|of|with|to)\b|\W*$)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:.]\s+")
_WORDS_OF_A_NAME = 3
_NUMBER_ASKED = re.compile(
    r"\b(?:how many|what (?:number|proportion|share))|^(?:the )?(?:proportion|number) of\b",
    re.IGNORECASE,
)
_DATE_ASKED = re.compile(r"\b(?:what|which|the) (?:date|deadline)s?\b|\bby when\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|(?:within|in) (?:\w+ ){1,3}(?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_PERCENTAGE_ASKED = re.compile(
    r"\bwhat (?:percentage|percentge|per ?cent)|(?:^|\bwhat |, )%"
    r"|^(?:the )?(?:percentage|per ?cent) of\b",
    re.IGNORECASE,
)
_AGE_ASKED = re.compile(r"\b(?:what|which) ages?\b", re.IGNORECASE)
# "Why is it late, is it the money or the staff?" does not ask whether it is late.
_REASON_GUESSED = re.compile(
    r"\b(?:why|what reasons?|what(?:'?s| is| was) the reason)\b.*?[,?]\s*"
    r"(?:(?:is|was|are|were) (?:it|that|they|we)\b.*\bor\b"
    r"|(?:\w+ ?){1,3}, (?:\w+ ?){1,3}(?:,|\bor\b|\?))",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|result(?:s|ed|ing)? (?:of|from)|caused?|reasons?"
    r"|attribut\w+|linked to|given|as there (?:is|are)|by a (?:lack|shortage)|despite"
    r"|pressures?)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b(?:most|all|many|some|few|majority|minority|almost|small number|half|nearly|none)\b",
    re.IGNORECASE,
)
# Within a sentence; with a small letter none of these words would name anything.
_CAPITAL = re.compile(r"(?<=[\w,;)’'] )(?:[‘“'\"]\w|[A-Z][a-zé]{2,})")
_NO_NAMES = word_set(
    """trust council ofsted act public law outline children service services national framework care
    january february march april may june july august september october november
    december"""
)
_TYPES: tuple[tuple[Callable[[str], object], Callable[[str], object]], ...] = (
    (_AGE_ASKED.search, holds_a_number),
    (_PERCENTAGE_ASKED.search, holds_a_number),
    (_DATE_ASKED.search, _DATE.search),
    (_REASON_GUESSED.search, _REASON.search),
    (_NUMBER_ASKED.search, lambda text: holds_a_number(text) or _AMOUNT.search(text)),
)


def lacks_what_is_asked(text: str, sentences: Sequence[str], report: str) -> bool:
    """Whether ``text`` wants a name, an age, a number or a reason, and no sentence holds one.

    The place in the id of ``report`` is no name. False for a question that wants none of these.
    """
    if _NAME_ASKED.search(text) and not any(
        _names(each, report) or _names_in_small_letters(each, text) for each in sentences
    ):
        return True
    return any(wants(text) and not any(map(holds, sentences)) for wants, holds in _TYPES)


def _names_in_small_letters(sentence: str, question: str) -> bool:
    """Whether what has the name stands there with several words before it that were not asked.

    "Vulnerable adult risk management meetings" names a meeting.
    """
    found = _WHAT_HAS_IT.search(question)
    head = stem(words_of(found["phrase"])[-1]) if found else ""
    asked = {stem(word) for word in words_of(question)}
    for clause in _CLAUSE_END.split(sentence):
        words = words_of(clause)
        for at, word in enumerate(words):
            if stem(word) == head:
                before = list(takewhile(is_content, reversed(words[:at])))
                if len({stem(word) for word in before} - asked) >= _WORDS_OF_A_NAME:
                    return True
    return False


def _names(sentence: str, report: str) -> bool:
    words = (found[0].lower() for found in _CAPITAL.finditer(sentence))
    return any(word not in _NO_NAMES and word not in report.split("-") for word in words)
