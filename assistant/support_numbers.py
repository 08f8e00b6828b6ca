"""Whether the numbers, ages, periods and dates of a sentence are those of its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from assistant.subjects import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

# "One" is mostly a pronoun, and no count that could go wrong.
_PRONOUN = re.compile(
    r"(?<![\w-])ones?\b(?!-)(?! (?:working |school )?(?:hour|day|week|month|term|year)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(%|\+|st|nd|rd|th)?(?!\w)")
_SELDOM_COUNTS = ("1st", "2nd", "3rd")
_PARTS = {
    "half": "half",
    "halves": "half",
    "third of": "third",
    "thirds": "third",
    "quarter of": "quarter",
    "quarters of": "quarter",
    "twice": "2",
    "double": "2",
    "doubled": "2",
    "twofold": "2",
    "triple": "3",
    "tripled": "3",
    "threefold": "3",
    "dozen": "12",
    "dozens": "dozens",
    "hundreds": "hundreds",
    "thousands": "thousands",
}
_PART = re.compile(rf"\b({'|'.join(sorted(_PARTS, key=len, reverse=True))})\b", re.IGNORECASE)
_UNITS = {
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "fortnight": "fortnight",
    "month": "month",
    "year": "year",
    "annual": "year",
    "percent": "%",
    "per cent": "%",
}
_UNIT = re.compile(r"^[\s-]*(?:working |school |calendar )?(per cent|[a-z]+?)s?\b", re.IGNORECASE)
_OLD = re.compile(r"^[\s-]*years?[\s-]*(?:old|of age)", re.IGNORECASE)
_UP = re.compile(
    r"\b(?:over|above|more than|older than|beyond|at least|from|past|after|turn(?:ed|s|ing)?)"
    r"(?: the age of| age)?\s*$",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:under|below|less than|fewer than|younger than|up to|until|before|by|no more than|within)"
    r"(?: the age of| age| their| the)?\s*$",
    re.IGNORECASE,
)
_UP_BEHIND = re.compile(r"^[\s,]*(?:\+|and (?:over|above|older)|or (?:over|above|older|more))")
_MONTHS = word_set(
    "january february march april may june july august september october november december"
)
_MONTH = re.compile(
    rf"\b(?:{'|'.join(month.capitalize() for month in sorted(_MONTHS - {'may', 'march'}))})\b"
    r"|\b(?:May|March)(?= (?:19|20)\d\d)|(?<=\d )(?:May|March)\b|(?<=in )(?:May|March)\b"
)


@dataclass(frozen=True)
class Number:
    """A number with its unit of time or "%", else "", and whether more or less than it is meant."""

    value: str
    unit: str
    bound: str


def numbers_disagree(claim: str, source: str) -> bool:
    """Whether the claim has a number with its unit and bound, or a month, that the source lacks."""
    known = tuple(numbers_in(source))
    if any(not _stands(number, known) for number in numbers_in(claim)):
        return True
    return not set(_MONTH.findall(claim)) <= set(_MONTH.findall(source))


def numbers_exchanged(claim: str, place: str) -> bool:
    """Whether ``place`` has another number where the claim has one: over 21, not over 25.

    Of like numbers with a bound, such as ages, alone; the claim may have others from elsewhere.
    """
    said, known = tuple(numbers_in(claim)), tuple(numbers_in(place))
    values = {number.value for number in said}
    return any(
        (number.bound, number.unit) == (other.bound, other.unit) and other.value not in values
        for number in said
        if number.bound and not _stands(number, known)
        for other in known
    )


def in_digits(text: str) -> str:
    """The text with its numbers in digits, "one" left out."""
    return str(alpha2digit(_PRONOUN.sub("it", text), "en", 0))


def numbers_in(text: str) -> Iterator[Number]:
    """Every number in digits or words but one."""
    plain = in_digits(text)
    for found in _NUMBER.finditer(plain):
        if found[0] in _SELDOM_COUNTS:
            continue
        before, after = plain[: found.start()], plain[found.end() :]
        bound = ""
        if _UP.search(before) or found[2] == "+" or _UP_BEHIND.match(after):
            bound = "up"
        elif _DOWN.search(before):
            bound = "down"
        yield Number(found[1].replace(",", "").rstrip("."), _unit(found[2], after), bound)
    for part in _PART.finditer(plain):
        yield Number(_PARTS[part[1].lower()], "", "")


def _unit(sign: str | None, after: str) -> str:
    if sign == "%":
        return "%"
    if _OLD.match(after):
        return ""
    found = _UNIT.match(after)
    return _UNITS.get(found[1].lower(), "") if found else ""


def _stands(number: Number, known: tuple[Number, ...]) -> bool:
    return any(
        number.value == other.value
        and (not number.unit or not other.unit or number.unit == other.unit)
        and (not number.bound or not other.bound or number.bound == other.bound)
        for other in known
    )
