"""The authorities that a question is about, told apart from names and from where somebody lives."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "authorities.txt"
# Other words of English, or names of people, unless written large.
_ORDINARY = frozenset(("bury", "hull", "slough", "stoke", "poole", "kent", "sutton", "bedford"))
_LIVES_THERE = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|plac(?:e|es|ed|ing|ements?)|hous(?:e|ed|ing)|mov(?:e|es|ed|ing)|sent"
    r"|based|born|stay(?:s|ed|ing)?|settled|homes?|flats?|rent(?:s|ed|ing)?|tenan(?:t|cy)|lodg(?:es|ing|ings)|schools?|college|university|trains?"
    r"|buses|outside|near|from|over)"
    r"(?: (?:away|out|up|down|over|back))?(?: the (?:border|boundary|road))?"
    r"(?: (?:in|to|at|from|near|around|of))?\s*$"
    r"|\b(?:my|one of (?:my|our)) (?:\w+ ){0,2}(?:lad|lass|girl|boy|man|woman|person|child|kid"
    r"|care leaver|teenager)s? in\s*$",
    re.IGNORECASE,
)
_NO_COUNCIL = re.compile(
    r"(?:'s)?\s+(?:road|street|lane|avenue|close|university|college|hospital|school|academy|city"
    r"|united|town|albion|airport|station|nhs|police|prison|cathedral|court)\b",
    re.IGNORECASE,
)
# R (G) v Southwark (2009): whom children's services must accommodate.
_CASE = re.compile(r"southwark (?:judge?ment|ruling|duty)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(?:^|[\s(])(?P<word>[A-Za-z]+)\.?\s+$")
_TITLES = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Cllr", "Councillor", "Judge"))


def authorities_asked(text: str) -> tuple[str, ...]:
    """The names as in the list of authorities, each once, in the order of the text."""
    printed = _names()
    found = (
        printed[match[0].lower()]
        for match in _any_name().finditer(text)
        if not _is_something_else(text, match)
    )
    return tuple(dict.fromkeys(found))


def _is_something_else(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if _CASE.match(text, found.start()):
        return True
    if found[0] in _ORDINARY or _NO_COUNCIL.match(after) or _LIVES_THERE.search(before):
        return True
    return found[0][0].isupper() and _ends_with_a_first_name(before)


def _ends_with_a_first_name(text: str) -> bool:
    """Whether a word written large within a sentence stands before a place: "Sally Halton"."""
    found = _WORD_BEFORE.search(text)
    if found is None or not found["word"].istitle():
        return False
    begins_sentence = not text[: found.start("word")].strip(" \"'(")
    return found["word"] in _TITLES or not begins_sentence


@cache
def _names() -> dict[str, str]:
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    return {line.lower(): line for line in lines if line}


@cache
def _any_name() -> re.Pattern[str]:
    """The longest name first: "North Lincolnshire" is not "Lincolnshire"."""
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
