"""Who led this inspection and when, and what its last page says of the report itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.inspection_cues import lines_asked
from assistant.models import AnswerSentence
from assistant.parts import asks, pieces
from assistant.quoting import quote

if TYPE_CHECKING:
    from ingest.models import Passage

_OFSTED = r"(?:ofsted|this (?:report|document)|the (?:report|document))"
_LEAD = re.compile(r"Lead inspector: (?P<name>[^,\n]+)")
_DATE = re.compile(r"[A-Z][a-z]+ 20\d\d\b")
_ASKS_ON = re.compile(r"(?:whether|to what extent)\b", re.IGNORECASE)
_BEFORE_OR_AFTER = re.compile(
    r"\b(?:prior to|after|since|before|until|by|than|announced?)\b", re.IGNORECASE
)
_WHO_IS = re.compile(r"^(?:so |and )?who(?:'s| is| was) (?P<name>[\w'. -]+?)\W*$", re.IGNORECASE)
# What asks, and what the lines of the last page that answer it hold.
_LAST_PAGE: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"\b(?:braille|easy read|(?:larger?|big|bigger)[ -](?:print|type|font|text|letters)"
            r"|(?:different|other|another) formats?)\b",
            re.IGNORECASE,
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
    asked = lines_asked(_without_its_date(plain, header) if header else plain)
    if header and _names_the_inspector(plain, header):
        asked = ("Lead inspector",)
    if header and asked and (found := _lines(header, re.compile("|".join(asked)))):
        return found
    wanted = [holds for asks, holds in _LAST_PAGE if asks.search(plain)]
    return [line for holds in wanted for line in _lines(about, holds)] if about else []


def _without_its_date(question: str, header: Passage) -> str:
    """The question without the month and year of this inspection, which tell it from no other."""
    months = set(_DATE.findall(header.text))
    own = "|".join([*months, *(month.split()[-1] for month in months)])
    if _BEFORE_OR_AFTER.search(question):
        return question
    return re.sub(rf"\b(?:(?:in|of|from) )?(?:{own})\b ?", "", question) if own else question


def _names_the_inspector(question: str, header: Passage) -> bool:
    """Whether a question asks who somebody is who led the inspection."""
    found = _LEAD.search(header.text)
    asks = _WHO_IS.match(question)
    return bool(found and asks and asks["name"].lower() == found["name"].strip().lower())


def facts_apart(
    question: str, header: Passage | None, about: Passage | None
) -> tuple[list[AnswerSentence], str]:
    """Of several questions in one text those that the lines answer, and the others as a text.

    [] and all of the text where it is one question, or all of it or nothing is answered so.
    """
    asked = [piece for piece in pieces(question) if asks(piece) or _ASKS_ON.match(piece)]
    told = [inspection_facts(piece, header, about) for piece in asked]
    if all(told) or not any(told):
        return [], question
    left = (piece for piece, lines in zip(asked, told, strict=True) if not lines)
    return [line for lines in told for line in lines], " and ".join(left)


def _lines(part: Passage, holds: re.Pattern[str]) -> list[AnswerSentence]:
    return [
        AnswerSentence(part.text[s.start : s.end], (quote(part, s.start, s.end),), True)
        for s in part.sentences
        if holds.search(part.text[s.start : s.end])
    ]
