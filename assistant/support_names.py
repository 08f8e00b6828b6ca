"""Whether the grades and names of a sentence are those of its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.glossary import concepts_in
from assistant.support_words import stem, stems_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_JUDGED = re.compile(
    r"\b(?:judged?|judge?ments?|grad(?:e|es|ed|ing)|rat(?:e|ed|ing|ings))\b", re.IGNORECASE
)
_GRADES = {
    "outstanding": re.compile(r"\boutstanding\b", re.IGNORECASE),
    "good": re.compile(r"\bgood\b", re.IGNORECASE),
    "requires improvement": re.compile(r"\brequir\w+ improvement\b", re.IGNORECASE),
    "inadequate": re.compile(r"\binadequate\b", re.IGNORECASE),
}
GRADE_PHRASE = re.compile(
    r"\b(?:outstanding|good|requir\w+ improvement(?: to be good)?|inadequate)\b", re.IGNORECASE
)
# "Requires improvement to be good" names one grade.
_TO_BE_GOOD = re.compile(r"\b(improvement) to be good\b", re.IGNORECASE)
_BELOW_GOOD = re.compile(r"\b(?:below|short of|less than|better than|than) good\b", re.IGNORECASE)
_WRITTEN_LARGE = re.compile(r"(?<![.!?:“\"] )(?<!^)\b[A-Z][\w'’-]*")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,}s?\b")
_QUOTED = re.compile(r"(?<!\w)[‘'“\"]([^‘’'“”\"]+)[’'”\"](?!\w)")
_ANYWHERE = frozenset(("i", "ofsted", "uk", "england", "english"))


_PREDICATED = re.compile(
    r"\b(?:is|are|was|were|be|been|as|judged|rated|graded|found)\s+(?:now |still |also )?"
    r"(?:good|outstanding|inadequate|requires? improvement)\b(?! (?:at|enough|for|in|with)\b)",
    re.IGNORECASE,
)


def grades_disagree(claim: str, source: str) -> bool:
    """Whether the claim names a grade that the source does not."""
    return not _grades(claim) <= _grades(source, judged=True)


def names_disagree(claim: str, source: str) -> bool:
    """Whether the claim names somebody, a place or a scheme that the source does not.

    Abbreviations and what they stand for are the same. What stands in quotation marks must stand
    in the source word for word.
    """
    words = re.findall(r"[\w-]+", _plain(source))
    known = {stem(word) for word in words}
    if any(_plain(quoted) not in " ".join(words) for quoted in _QUOTED.findall(claim)):
        return True
    concepts = set(concepts_in(source))
    for name in dict.fromkeys([*_WRITTEN_LARGE.findall(claim), *_ABBREVIATION.findall(claim)]):
        plain = _plain(name).strip()
        if stem(plain) in known or plain in _ANYWHERE:
            continue
        if not set(concepts_in(name)) & concepts:
            return True
    return False


def grade_rows_disagree(claim: str, rows: Sequence[str]) -> bool:
    """Whether the claim gives an area of a table of judgements a grade that its row does not.

    An area is named by the words that its row shares with no other.
    """
    said = _grades(claim, judged=True)
    stems = [stems_of(words_of(row)) for row in rows]
    claimed = stems_of(words_of(claim))
    for place, (row, own) in enumerate(zip(rows, stems, strict=True)):
        others = frozenset[str]().union(*stems[:place], *stems[place + 1 :])
        grades = _grades(row, judged=True)
        if said and grades and (own - others) & claimed and not grades & said:
            return True
    return False


def grades_in(text: str) -> frozenset[str]:
    """The grades that a text on judgements names."""
    return _grades(text, judged=True)


def says_a_grade(claim: str) -> bool:
    """Whether the claim says of something that it is, or was judged, one of the four grades."""
    return bool(_PREDICATED.search(claim))


def _plain(text: str) -> str:
    bare = re.sub(r"['’]s?(?!\w)|['’](?=s\b)", "", text.lower())
    return " ".join(re.findall(r"[\w-]+", bare))


def _grades(text: str, *, judged: bool = False) -> frozenset[str]:
    text = _BELOW_GOOD.sub("", _TO_BE_GOOD.sub(r"\1", text))
    found = {grade for grade, pattern in _GRADES.items() if pattern.search(text)}
    if not judged and not _JUDGED.search(text):
        # Anything can be good.
        found.discard("good")
    return frozenset(found)
