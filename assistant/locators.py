"""Places in a report as people write them: "12", "30-36", "p12,p14", "improvement 2"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from assistant.errors import UserError
from assistant.refusals import report_titles
from ingest.identity import paragraph_locator, part_locator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.models import Document, Part

_PARAGRAPH_WORD = r"(?:paragraphs?|paras?\.?|pars?\.?|¶+|§+|p\.?)?\s*"
_NUMBER = re.compile(rf"^{_PARAGRAPH_WORD}(\d+)$")
_RANGE = re.compile(
    rf"^{_PARAGRAPH_WORD}(\d+)\s*(?:-|–|—|to|through|until)\s*{_PARAGRAPH_WORD}(\d+)$"
)
_PART = re.compile(
    r"^(?:the\s+)?(header|judge?ments?|grades?|summary|improvements?|footnotes?"
    r"|about(?: this (?:inspection|report))?)"
    r"(?:[\s.]*¶?(\d+)(?:\s*(?:-|–|—|to|through)\s*(\d+))?)?$"
)
_SEPARATOR = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
_PARTS: dict[str, Part] = {
    "header": "header",
    "about this inspection": "header",
    "judgement": "judgements",
    "judgment": "judgements",
    "grade": "judgements",
    "summary": "summary",
    "improvement": "improvements",
    "footnote": "footnote",
    "about": "about",
    "about this report": "about",
}
HELP = "Type a number such as 12, a range such as 12-15, or a name such as improvement 2 or grades"


def parse_locators(text: str, document: Document) -> tuple[str, ...]:
    """The locators that the text names, in its order, none twice.

    Raises UserError, one line, where any piece of it names nothing in this report.
    """
    pieces = [piece for piece in _SEPARATOR.split(text.strip().lower()) if piece]
    if not pieces:
        raise UserError(f"{text!r} names no paragraph. {HELP}.")
    found = [locator for piece in _carried(pieces) for locator in _locators(piece, document)]
    return tuple(dict.fromkeys(found))


def _carried(pieces: Iterable[str]) -> Iterable[str]:
    """Every piece in full: in "improvements 1 and 3" the second number is an improvement too."""
    part = ""
    for piece in pieces:
        plural = re.match(r"(improvements)\s*\d", piece)
        part = plural[1] if plural else part if piece.isdecimal() else ""
        yield f"{part} {piece}" if part and not plural else piece


def _locators(piece: str, document: Document) -> Iterable[str]:
    number = _NUMBER.match(piece)
    if number:
        return [_checked(int(number[1]), document)]
    span = _RANGE.match(piece)
    if span:
        first, last = int(span[1]), int(span[2])
        if first > last:
            raise UserError(f"{piece!r} runs backwards. Write it as {last}-{first}.")
        _checked(first, document)
        _checked(last, document)
        numbers = (paragraph.number for paragraph in document.paragraphs)
        return [paragraph_locator(n) for n in numbers if first <= n <= last]
    part = _PART.match(piece)
    if part:
        return _part_locators(_PARTS[part[1].rstrip("s")], part[2], part[3], document)
    digits = alpha2digit(piece, "en", 0)
    if digits != piece and digits.isdecimal():
        raise UserError(f"{piece!r} is a number in words. Write it as {digits}.")
    raise UserError(f"{piece!r} is not a paragraph or part of a report. {HELP}.")


def _checked(number: int, document: Document) -> str:
    numbers = [paragraph.number for paragraph in document.paragraphs]
    if number not in numbers:
        raise UserError(
            f"There is no paragraph {number} in {report_titles([document])}: its paragraphs are "
            f"numbered {numbers[0]} to {numbers[-1]}. Give a number in that range."
        )
    return paragraph_locator(number)


def _part_locators(
    part: Part, first: str | None, last: str | None, document: Document
) -> list[str]:
    counts = {
        "header": int(document.header is not None),
        "judgements": int(document.judgement_table is not None),
        "summary": len(document.summary),
        "improvements": len(document.improvements),
        "footnote": len(document.footnotes),
        "about": int(document.about is not None),
    }
    count = counts[part]
    if count == 0:
        raise UserError(f"{document.report} has no {part}. {HELP}.")
    numbers = range(int(first or 1), int(last or first or count) + 1)
    for number in numbers:
        if not 1 <= number <= count:
            raise UserError(
                f"There is no item {number} of {part} in {document.report}: it has {count}. "
                f"Give a number from 1 to {count}."
            )
    if not numbers:
        raise UserError(f"{part} {first} to {last} runs backwards. Write it the other way.")
    return [part_locator(part, number) for number in numbers]
