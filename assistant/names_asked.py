"""Whether a question asks for a name, and whether a sentence holds one of that kind."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.subjects import PEOPLE, is_content, word_set, words_of
from assistant.support_words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME_ASKED = re.compile(
    r"(?:^|[.:;!?]\s+)(?:(?:what|whats|what's|tell me|give me|list|need|and|can i have) )*"
    r"(?:is |are |was |were )?"
    r"(?:the |all (?:the )?)?(?:full )?names?(?: and [\w ]{3,30}?)? (?:of|for)\b"
    r"|\b(?:need|want|have|like|give me|tell me) (?:the |their |its |all the )?names?\b"
    r"(?! (?:it|them)\b)"
    r"|\b(?:i|we) (?:need|want) a name\b|, (?:need|want) a name\b"
    r"|\bwhich named\b|\bname and shame\b"
    r"|(?:^|[.,:;!?]\s+)(?:please |can you |could you )?name (?:the|any|all|those) (?:\w+ ){0,2}"
    r"(?:workers?|managers?|officers?|schools?|homes?|carers?|families|children)"
    r"(?=\W*$|[,.;]| (?:who|that|which|whose|you|they|inspectors)\b)"
    r"|\bwhich (?:charity|charities|provider|company|companies|firm|contractor|consultancy|software"
    r"|tool|app|raa|regional adoption agency|languages?)\b"
    r"|\bwhat(?:'?s| is| are| was| were)\b(?! it like)[^.?!]{3,80}\bcalled"
    r"(?:\W*$| (?:again|now|that|which|by)\b)",
    re.IGNORECASE,
)
_WHAT_HAS_IT = re.compile(
    r"\bnames?(?: and [\w ]{3,30}?)? (?:(?:of|for) (?:the |our |a |an |that |this )?"
    r"|(?:the|any|all|those) )"
    r"(?P<phrase>[\w' -]{3,40}?)"
    r"(?= (?:and|for|that|which|who|whose|where|when|in|at|of|with|to|you|they)\b|\W*$)",
    re.IGNORECASE,
)
# Of these a report names hardly any, and other names are not theirs.
_SOMEBODY = PEOPLE | word_set(
    """iro iros pa lead leads advisers practitioner inspector inspectors director directors dcs
    chief executive exec ceo chair head heads councillor councillors cllr cllrs member members
    deputy officer officers judge lado dso psw mayor somebody"""
)
_FULL_NAME = re.compile(r"(?<!['‘“\"])\b[A-Z][a-zé]+ [A-Z][a-zé]+\b")
_CLAUSE_END = re.compile(r"[,;:.]\s+")
_WORDS_OF_A_NAME = 3
# Within a sentence; with a small letter none of these words would name anything.
_CAPITAL = re.compile(r"(?<=[\w,;)’'] )(?:[‘“'\"]\w|[A-Z][a-zé]{2,})")
_NO_NAMES = word_set(
    """trust council ofsted act public law outline children service services national framework care
    january february march april may june july august september october november
    december"""
)


def asks_for_a_name(text: str) -> bool:
    """Whether only a name would answer."""
    return bool(_NAME_ASKED.search(text))


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


def full_names(sentence: str) -> tuple[str, ...]:
    """What may be a person's first and last name, in order: two words written large."""
    pairs = (found[0] for found in _FULL_NAME.finditer(sentence))
    return tuple(pair for pair in pairs if _NO_NAMES.isdisjoint(pair.lower().split()))


def _what_has_the_name(text: str) -> str:
    """Such as "meeting" in "the name of the meeting for …"; "" for none."""
    found = _WHAT_HAS_IT.search(text)
    return words_of(found["phrase"])[-1] if found else ""


def has_the_name(sentence: str, question: str, report: str) -> bool:
    """Whether a sentence has a name of the kind that ``question`` wants.

    Of somebody a full one; of a thing one in small letters will do. The place in the id of
    ``report`` is none.
    """
    if _what_has_the_name(question) in _SOMEBODY:
        return bool(full_names(sentence))
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
