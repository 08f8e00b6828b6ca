"""Where somebody lives, by the form of British postcodes and street addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.subjects import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

# Two letters come before one of them.
_AREA = (
    r"AB|AL|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL"
    r"|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW"
    r"|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM"
    r"|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN"
    r"|WR|WS|WV|YO|ZE|B|E|G|L|M|N|S|W"
)
_INWARD = r"(\d[ABD-HJLNP-UW-Z]{2})"
_POSTCODE = re.compile(rf"\b(?:{_AREA})\d[A-Z\d]?\s?{_INWARD}\b", re.IGNORECASE)
_ORDINAL_OR_AGE = re.compile(r"\d(?:st|nd|rd|th|yr)")

# Words that end the name of a street; the second kind mean so only when written large.
_STREETS = "street|road|avenue|lane|crescent|terrace"
_STREETS_WRITTEN_LARGE = (
    "St|Rd|Ave|Ln|Cres|Close|Drive|Way|Court|Place|Gardens|Grove|Mews|Hill|Green|Park|Rise|View"
    "|Walk|Square|Row|House|Parade|Croft|Meadow"
)
_NUMBER = r"\b(?:(?:flat|apartment|unit|room)\s+\w{1,4},?\s+)?\d{1,4}[a-zA-Z]?,?\s+"
_ADDRESS = re.compile(
    rf"{_NUMBER}(?:(?P<name>(?:[a-z'’-]+\s+){{1,3}})(?:{_STREETS})\b)", re.IGNORECASE
)
_ADDRESS_WRITTEN_LARGE = re.compile(
    rf"{_NUMBER}(?:[A-Z][\w'’-]+\s+){{1,3}}(?:{_STREETS_WRITTEN_LARGE})\b\.?"
)
_NO_STREET_NAME = word_set(
    "a an the and or of in on at to for from with by is are was were on their his her our your my"
    " year years yr yrs old olds child children people young person months weeks days percent per"
    " cases care leavers families who that this these those paragraph para paragraphs"
)


def postcodes(text: str) -> Iterator[Span]:
    """Full postcodes; "s3 2nd" is a place in a list, not one in Sheffield."""
    for found in _POSTCODE.finditer(text):
        if not _ORDINAL_OR_AGE.fullmatch(found[1]):
            yield found.span()


def addresses(text: str) -> Iterator[Span]:
    """A house number with the name of a street."""
    for found in _ADDRESS.finditer(text):
        if not _NO_STREET_NAME.intersection(found["name"].lower().split()):
            yield found.span()
    for found in _ADDRESS_WRITTEN_LARGE.finditer(text):
        yield found.span()
