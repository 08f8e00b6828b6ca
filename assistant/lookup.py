"""A question that asks for a place in the report: "paras 30-36", "the second improvement"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from assistant.errors import UserError
from assistant.locators import parse_locators
from ingest.identity import paragraph_locator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.models import Document

_JOIN = r"\s*(?:,\s*and|,|&|\+|\band\b|\bor\b|-|–|—|\bto\b|\bthrough\b)\s*"
_PARAGRAPH = r"(?:paragraphs?|paras?\.?|pars?\.?|¶+|§+)"
_LIST = rf"\d+(?:{_JOIN}(?:{_PARAGRAPH}|p)?\s*\d+)*"
_NUMBERED = re.compile(rf"(?<!\w)(?:{_PARAGRAPH}\s*(?:numbers?|nos?\.?|#)?\s*|p)({_LIST})\b")
_OF_A_PART = re.compile(
    rf"{_PARAGRAPH}\s*(\d+)\s+(?:of|in|from)\s+(?:the\s+)?(summary|footnotes?)\b"
    rf"|\b(summary|footnote)\s+{_PARAGRAPH}\s*(\d+)\b"
)
# Counted from a section's own start or end, which a bare number must not be taken for.
_OF_A_SECTION = re.compile(
    rf"(?:\b(?:first|last|final|opening|closing|\d+(?:st|nd|rd|th))\s+|{_PARAGRAPH}\s*\d+\s+)"
    r"(?:\w+\s+){0,3}?(?:of|in|from|about|on)\s+.*\bsection\b"
)
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\s+(paragraph|para)\b")
_LAST = re.compile(r"\b(?:last|final)\s+(?:(\d+)\s+)?(?:numbered\s+)?(?:paragraphs?|paras?)\b")
_IMPROVEMENT = re.compile(
    rf"\bimprovements?\s*(?:point|area|item|action|numbers?|nos?\.?|#)?\s*({_LIST})\b"
    rf"(?!\d|{_JOIN}\d|\s*(?:years?|yrs?)\b)"
)
_ORDINAL_IMPROVEMENT = re.compile(
    r"\b(\d+)(?:st|nd|rd|th)\s+(?:\w+\s+(?:for|to)\s+)?improve(?:ment)?\b"
)
_PART_ALONE = re.compile(
    r"^(?:(?:please|can you|could you)\s+)*"
    r"(?:show|read|give|quote|print|display|open|see|go to|take me to|what does|what is in|"
    r"what's in|what do)?\s*(?:me\s+|us\s+)?(?:out\s+)?(?:the\s+)?"
    r"(?P<part>(?:footnotes?|summary|header|about)(?:\s+(?:paragraph\s+)?\d+)?)"
    r"(?:\s+(?:section|part|page|text))?(?:\s+(?:say|of the report|in the report|please))*$"
)


@dataclass(frozen=True)
class LookUp:
    """What was asked for by its place; ``missing`` has a line for each place that is not there."""

    locators: tuple[str, ...]
    missing: tuple[str, ...]


def look_up(question: str, document: Document) -> LookUp | None:
    """The places that the question names; None where it names none.

    Numbers may be in words: "paragraph twelve", "the second improvement".
    """
    text = alpha2digit(question.lower().strip(), "en", 0)
    found: list[str] = []
    missing: list[str] = []
    for place in _places(text, document):
        try:
            found.extend(parse_locators(place, document))
        except UserError as error:
            missing.append(str(error))
    if not found and not missing:
        return None
    return LookUp(tuple(dict.fromkeys(found)), tuple(missing))


def _places(text: str, document: Document) -> Iterator[str]:
    """Pieces of the text in the form that ``parse_locators`` reads."""
    bare = text.strip(" .?!:")
    try:
        parse_locators(bare, document)
    except UserError:
        pass
    else:
        yield bare
        return
    if _OF_A_SECTION.search(text):
        return
    part = _PART_ALONE.match(bare)
    if part:
        yield part["part"].replace("paragraph ", "")
    for match in _OF_A_PART.finditer(text):
        yield f"{match[2] or match[3]} {match[1] or match[4]}".replace("footnotes", "footnote")
    text = _OF_A_PART.sub(" ", text)
    for match in _NUMBERED.finditer(text):
        yield from _split(match[1])
    for match in _ORDINAL.finditer(text):
        yield match[1]
    for match in _LAST.finditer(text):
        numbers = [paragraph.number for paragraph in document.paragraphs]
        yield ",".join(paragraph_locator(n) for n in numbers[-int(match[1] or 1) :])
    for match in _IMPROVEMENT.finditer(text):
        yield f"improvements {match[1]}"
    for match in _ORDINAL_IMPROVEMENT.finditer(text):
        yield f"improvement {match[1]}"


def _split(numbers: str) -> list[str]:
    """A written list without its words; ranges stay whole."""
    plain = re.sub(rf"{_PARAGRAPH}|p(?=\d)", "", numbers)
    return [piece.strip() for piece in re.split(r",\s*and|,|&|\+|\band\b|\bor\b", plain)]
