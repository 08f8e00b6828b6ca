"""What kind of thing a question wants, and whether the evidence holds such a thing at all."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.numbers_asked import holds_a_number
from assistant.subjects import PEOPLE, is_content, word_set, words_of
from assistant.support_words import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAME_ASKED = re.compile(
    r"(?:^|[.:;!?]\s+)(?:(?:what|whats|what's|tell me|give me|list|need|and|can i have) )*"
    r"(?:is |are |was |were )?"
    r"(?:the |all (?:the )?)?(?:full )?names?(?: and [\w ]{3,30}?)? (?:of|for)\b"
    r"|\b(?:need|want|have|give me|tell me) (?:the |their |its |all the )?names?\b"
    r"|\bwhat(?:'?s| is| are| was| were)\b(?! it like)[^.?!]{3,80}\bcalled"
    r"(?:\W*$| (?:again|now|that|which|by)\b)",
    re.IGNORECASE,
)
_WHAT_HAS_IT = re.compile(
    r"\bnames?(?: and [\w ]{3,30}?)? (?:of|for) (?:the |our |a |an |that |this )?"
    r"(?P<phrase>[\w' -]{3,40}?)"
    r"(?= (?:and|for|that|which|who|whose|where|when|in|at|of|with|to)\b|\W*$)",
    re.IGNORECASE,
)
# Of these a report names hardly any, and other names are not theirs.
_SOMEBODY = PEOPLE | word_set(
    """iro iros pa pas dso lead leads worker workers adviser advisers practitioner practitioners
    inspector inspectors director directors dcs chief executive exec ceo chair head heads councillor
    councillors cllr cllrs member members deputy officer officers judge lado psw mayor
    somebody"""
)
_FULL_NAME = re.compile(r"(?<!['‘“\"])\b[A-Z][a-zé]+ [A-Z][a-zé]+\b")
_CLAUSE_END = re.compile(r"[,;:.]\s+")
_WORDS_OF_A_NAME = 3
_NUMBER_ASKED = re.compile(
    r"\b(?:how many|what (?:number|proportion|share))|^(?:the )?(?:proportion|number) of\b",
    re.IGNORECASE,
)
_WHO_ASKED = re.compile(
    r"\bwhich (?:councillors?|cllrs?) (?:are|is|sits?|was|were) (?:on|in)\b", re.IGNORECASE
)
_DATE_ASKED = re.compile(
    r"\b(?:what|which) (?:date|deadline)s?\b|\bwhat(?:'?s| is| was) the (?:date|deadline)\b"
    r"|\bby when\b|\b(?:tell me(?: about)?|give me|need|want) the (?:date|deadline)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:(?:19|20)\d\d|january|february|april|june|july|august|september|october"
    r"|november|december|(?:in|by|until|since) (?:march|may)|(?:march|may) \d"
    r"|(?:within|in) (?:\w+ ){1,3}(?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_PERCENTAGE_ASKED = re.compile(
    r"\bwhat (?:percentage|percentge|per ?cent)|(?:^|\bwhat |, )%"
    r"|^(?:the )?(?:percentage|per ?cent) of\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"%|\bper ?cent|\bpercentage|\bhalf\b|\b(?:thirds?|quarters?|fifths?) of\b|\bone in\b"
    r"|\b\d+ (?:out )?of\b",
    re.IGNORECASE,
)
_AGE_ASKED = re.compile(r"\b(?:what|which) ages?\b|\bhow old\b", re.IGNORECASE)
_MONEY_ASKED = re.compile(
    r"\bhow much (?:money|cash|funding|pay|does \w+ cost|do \w+ cost|did \w+ cost)\b", re.IGNORECASE
)
_OFTEN_ASKED = re.compile(r"\bhow (?:often|frequently|regularly)\b", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:regular(?:ly)?|routine(?:ly)?|frequen(?:t|tly|cy)|often|seldom|rarely"
    r"|(?:every|each) (?:\w+ )?(?:day|week|month|quarter|year)s?"
    r"|daily|weekly|fortnightly|monthly|quarterly|annual(?:ly)?|yearly|once|twice|continual"
    r"|(?:a|per) (?:day|week|month|year))\b",
    re.IGNORECASE,
)
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
    (_WHO_ASKED.search, _FULL_NAME.search),
    (_MONEY_ASKED.search, holds_a_number),
    (_OFTEN_ASKED.search, _OFTEN.search),
    (_PERCENTAGE_ASKED.search, _SHARE.search),
    (_DATE_ASKED.search, _DATE.search),
    (_REASON_GUESSED.search, _REASON.search),
    (_NUMBER_ASKED.search, lambda text: holds_a_number(text) or _AMOUNT.search(text)),
)


def lacks_what_is_asked(text: str, sentences: Sequence[str], report: str) -> bool:
    """Whether ``text`` wants a name, an age, a number or a reason, and no sentence holds one.

    The place in the id of ``report`` is no name. False for a question that wants none of these.
    """
    if _NAME_ASKED.search(text) and not any(
        _has_the_name(each, text, report) for each in sentences
    ):
        return True
    return any(wants(text) and not any(map(holds, sentences)) for wants, holds in _TYPES)


def gives_the_name(text: str, sentences: Sequence[str], report: str) -> bool:
    """Whether ``text`` asks for the name of something, and a sentence about such a thing has one.

    People apart, of whom a sentence may name others than the one asked for.
    """
    head = _what_has_the_name(text)
    if not head or head in _SOMEBODY:
        return False
    return any(
        _names(each, report) and stem(head) in map(stem, words_of(each)) for each in sentences
    )


def _what_has_the_name(text: str) -> str:
    """Such as "meeting" in "the name of the meeting for …"; "" for none."""
    found = _WHAT_HAS_IT.search(text)
    return words_of(found["phrase"])[-1] if found else ""


def _has_the_name(sentence: str, question: str, report: str) -> bool:
    if _what_has_the_name(question) in _SOMEBODY:
        full = (set(found[0].lower().split()) for found in _FULL_NAME.finditer(sentence))
        return any(names.isdisjoint(_NO_NAMES) for names in full)
    return _names(sentence, report) or _names_in_small_letters(sentence, question)


def _names_in_small_letters(sentence: str, question: str) -> bool:
    """Whether what has the name stands there with several words before it that were not asked.

    "Vulnerable adult risk management meetings" names a meeting.
    """
    head = stem(_what_has_the_name(question))
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
