"""Likely personal details in what somebody typed, found by their form; nothing is stored or sent.

General rules, no list of people: a number with the check digit of an NHS number, a date beside
"born", a postcode of the British form, and names only beside such details or a child's age.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.privacy_names import names_beside
from assistant.privacy_places import addresses, postcodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DetailKind = Literal[
    "nhs_number",
    "date_of_birth",
    "postcode",
    "address",
    "email",
    "telephone",
    "case_number",
    "name",
]

_WORDS: dict[DetailKind, str] = {
    "nhs_number": "an NHS number",
    "date_of_birth": "a date of birth",
    "postcode": "a postcode",
    "address": "an address",
    "email": "an e-mail address",
    "telephone": "a telephone number",
    "case_number": "a case number",
    "name": "a name",
}

_TEN_DIGITS = re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
_NHS_LABEL = re.compile(r"\bNHS (?:number|no\.?|num|id|#)[\s:=#]*(?:is )?$", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(
    r"(?<![\w/])(?:(?:\+|00)44[\s-]?(?:\(0\)[\s-]?)?|\(?0)[1-9](?:[\s()-]{0,2}\d){8,9}(?![\d/])"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_FULL_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d)|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?:19|20)\d\d"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|date of birth|born|birth ?da(?:y|te))\W*(?:\w+\W+){0,3}$", re.IGNORECASE
)
_CASE = re.compile(
    r"\b(?:(?:case|client|person|child|file|record|referral|mosaic|liquidlogic|lcs|eclipse"
    r"|azeus|carefirst|upn|ni|national insurance|passport|home office|hospital|pnc)"
    r"[ -]?(?:number|no\.?|num|ref(?:erence)?|id|code|#)?|ref(?:erence)?(?: number| no\.?)?)"
    r"[\s:=#]*(?:is )?(?P<code>(?=[\w/-]*\d[\w/-]*\d[\w/-]*\d[\w/-]*\d)[A-Z0-9][\w/-]{3,24})\b",
    re.IGNORECASE,
)
_INSURANCE = re.compile(r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b")
# No number in a question about an inspection is so long, unless it is money.
_LONG_NUMBER = re.compile(r"(?<![\w£$€.,-])[A-Z]?\d{6,12}(?![\w,]|\.\d)")


@dataclass(frozen=True)
class Detail:
    """One likely personal detail: ``text[start:end]`` of what was read, and what it seems to be."""

    kind: DetailKind
    start: int
    end: int


def personal_details(text: str) -> tuple[Detail, ...]:
    """What is likely personal in ``text``, in order, without overlaps; empty where nothing is."""
    found = list(_without_overlaps(_by_form(text)))
    unlabelled = [date.span() for date in _FULL_DATE.finditer(text)]
    names, dates = names_beside(text, [(d.start, d.end) for d in found], unlabelled)
    found += [Detail("date_of_birth", *span) for span in dates]
    found += [Detail("name", *span) for span in names]
    return tuple(sorted(_without_overlaps(found), key=lambda detail: detail.start))


def in_words(details: Iterable[Detail]) -> str:
    """The kinds, each once, such as "a name and a date of birth"; never the details themselves."""
    kinds = list(dict.fromkeys(_WORDS[detail.kind] for detail in details))
    return " and ".join(filter(None, [", ".join(kinds[:-1]), *kinds[-1:]]))


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (modulus 11)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    check = (11 - total % 11) % 11
    return len(digits) == 10 and check != 10 and int(digits[-1]) == check


def _by_form(text: str) -> Iterator[Detail]:
    """The surest kinds first: of two that overlap the first one stays."""
    for found in _EMAIL.finditer(text):
        yield Detail("email", *found.span())
    for found in _TEN_DIGITS.finditer(text):
        labelled = _NHS_LABEL.search(text[: found.start()])
        if labelled or is_nhs_number(re.sub(r"\D", "", found[0])):
            yield Detail("nhs_number", *found.span())
    for found in _FULL_DATE.finditer(text):
        if _BORN.search(text[: found.start()]):
            yield Detail("date_of_birth", *found.span())
    for found in _TELEPHONE.finditer(text):
        yield Detail("telephone", *found.span())
    for span in postcodes(text):
        yield Detail("postcode", *span)
    for span in addresses(text):
        yield Detail("address", *span)
    for found in _CASE.finditer(text):
        yield Detail("case_number", *found.span("code"))
    for pattern in (_INSURANCE, _LONG_NUMBER):
        for found in pattern.finditer(text):
            yield Detail("case_number", *found.span())


def _without_overlaps(details: Iterable[Detail]) -> Iterator[Detail]:
    taken: list[Detail] = []
    for detail in details:
        if all(detail.end <= other.start or other.end <= detail.start for other in taken):
            taken.append(detail)
            yield detail
