"""The areas that Ofsted judges, as people name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.models import Area

_PEOPLE = r"(?:children|kids|young people|youngsters|yp|child)"
_HELP = r"(?:cin|cp|safeguarding|early help)"
_CUES: dict[Area, re.Pattern[str]] = {
    "leaders": re.compile(
        r"\b(?:(?:impact of )?(?:senior )?(?:leaders?'?|leadership|managers|management)"
        r"(?: (?:team|and management))?|slt"
        r"|(?:the )?(?:bosses|people at the top|top brass|top table))\b"
    ),
    "help_and_protection": re.compile(
        rf"\b(?:{_HELP}(?: ?(?:/|,|and|&) ?{_HELP})* (?:side|part|end|area)(?: of the house)?"
        r"|help (?:and|&) protection|help/protection|hap|child protection|protection"
        r"|safeguarding(?: ?(?:/|and|&) ?early help)?"
        rf"|{_PEOPLE} (?:who|that)? ?(?:need|needing|in need of) help"
        rf"(?: (?:and|&|or) protection)?|{_PEOPLE} in need)\b"
    ),
    "care_leavers": re.compile(
        r"\b(?:care[- ]leavers?'?|leaving[- ]care|leavers|care[- ]exp(?:erienced)?"
        rf"(?: (?:{_PEOPLE}|adults?))?|{_PEOPLE} leaving care|former looked[- ]after {_PEOPLE}"
        rf"|{_PEOPLE} (?:who|that)(?: have|'ve)? left care|(?:16|18|21) ?(?:\+|plus)(?= (?:service"
        rf"|team)))"
        r"(?!\w)"
    ),
    "in_care": re.compile(
        rf"\b(?:(?:{_PEOPLE} )?in[- ]care|(?:children|kids)? ?looked[- ]after(?: (?:{_PEOPLE}))?"
        rf"|lac|cla|cic|cared[- ]for(?: {_PEOPLE})?)\b"
    ),
    "overall": re.compile(
        r"\b(?:overall(?: effectiveness)?|headline|(?:as a|on the) whole|altogether|in total)\b"
    ),
}


def areas_named(text: str) -> frozenset[Area]:
    """The areas that a text in plain lower case names."""
    return frozenset(area for area, cue in _CUES.items() if cue.search(text))


def without_areas(text: str, stand_in: str = " ") -> str:
    """The text with ``stand_in`` for each area that it names."""
    for cue in _CUES.values():
        text = cue.sub(stand_in, text)
    return text
