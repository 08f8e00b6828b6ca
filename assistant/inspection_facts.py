"""Who led this inspection and when, and what its last page says of the report itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.models import AnswerSentence
from assistant.quoting import quote

if TYPE_CHECKING:
    from ingest.models import Passage

_INSPECTOR = (
    r"(?:lead(?:ing)? (?:inspector|hmi)|hmi|(?:his|her) majesty'?s inspector"
    r"|inspector in charge|in charge of (?:the|this|our) (?:inspection|visit)"
    r"|(?:led|leading|headed|ran) (?:the|this|our) (?:inspection|visit|team of inspectors)"
    r"|inspection lead)"
)
_VISIT = r"(?:inspect(?:ion|ed|ors?)?|ofsted|visit(?:ed)?)"
_ASKS: dict[str, re.Pattern[str]] = {
    "Lead inspector": re.compile(
        rf"\b(?:who|whose|which|what|name of)\b.*\b{_INSPECTOR}\b"
        rf"|^who inspected\b|^(?:the )?{_INSPECTOR}\W*$",
        re.IGNORECASE,
    ),
    "Inspection dates": re.compile(
        r"^(?:so |and |exactly )?(?:when|what (?:were the )?(?:dates?|weeks?|days?|month|year)"
        r"|which (?:dates?|weeks?|days?|month|year)|how long|on what (?:dates?|days?)|dates?)\b"
        rf"[^?]{{0,40}}\b{_VISIT}\b[^?]{{0,40}}\W*$|^{_VISIT} dates?\W*$"
        r"|\binspected\b.{0,20}\b(?:on )?(?:what|which) dates?\W*$",
        re.IGNORECASE,
    ),
}
# Another inspection than this one, or what inspectors found then.
_ANOTHER = re.compile(
    r"\b(?:next|last|previous|earlier|before|again|back in|(?:19|20)\d\d|say|said|find|found|think"
    r"|thought|saw|see|report(?:ed)?|improve\w*|children|care|staff|social)\b",
    re.IGNORECASE,
)


_OFSTED = r"(?:ofsted|this (?:report|document)|the (?:report|document))"
# What asks, and what the lines of the last page that answer it hold.
_LAST_PAGE: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"\b(?:braille|large print|(?:different|other|another) formats?)\b", re.IGNORECASE
        ),
        re.compile(r"\bformat, such as\b"),
    ),
    (
        re.compile(
            rf"\b(?:licen[cs]e|copyright|re-?us(?:e|ing))\b.*\b{_OFSTED}\b"
            rf"|\b{_OFSTED}\b.*\b(?:licen[cs]e|copyright|re-?use)\b",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:Licence|licence|copyright)\b"),
    ),
    (
        re.compile(
            r"\bofsted'?s?(?: \w+)? (?:phone|telephone|e-?mail|website|contact details)\b"
            r"|\b(?:phone|telephone|ring|call|e-?mail|contact details|website|address)\b"
            r"(?: (?:for|of|number|address))* ofsted\b",
            re.IGNORECASE,
        ),
        re.compile(r"^(?:T|E|W|Textphone): "),
    ),
)


def inspection_facts(
    question: str, header: Passage | None, about: Passage | None = None
) -> list[AnswerSentence]:
    """The lines of the header or of the last page that answer; [] where it asks for others."""
    plain = question.replace("’", "'")
    if header and not _ANOTHER.search(plain):
        asked = [line for line, asks in _ASKS.items() if asks.search(plain)]
        found = _lines(header, re.compile("|".join(asked))) if asked else []
        if found:
            return found
    wanted = [holds for asks, holds in _LAST_PAGE if asks.search(plain)]
    return [line for holds in wanted for line in _lines(about, holds)] if about else []


def _lines(part: Passage, holds: re.Pattern[str]) -> list[AnswerSentence]:
    return [
        AnswerSentence(part.text[s.start : s.end], (quote(part, s.start, s.end),), True)
        for s in part.sentences
        if holds.search(part.text[s.start : s.end])
    ]
