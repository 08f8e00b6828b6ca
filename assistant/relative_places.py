"""Places counted from another: "the paragraph after 12", "the last paragraph on care leavers"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.areas import areas_named, without_areas
from assistant.asking import left_over
from assistant.named_places import Named, blank
from ingest.facts import area_of

if TYPE_CHECKING:
    from ingest.models import Document, Section

_PARAGRAPH = r"(?:paragraphs?|paras?\.?|¶+)"
_AFTER = r"(?:after|following|below|underneath|under|next after|succeeding)"
_BEFORE = r"(?:before|preceding|above|prior to|ahead of)"
_NEXT_TO = re.compile(
    rf"\b(?:(?P<count>\d+)\s+)?(?P<head>{_PARAGRAPH}|items?|ones?|bit|what comes|what is|what's"
    rf"|comes|whatever is|everything|all|anything)\s+"
    rf"(?:is |right |just |directly |immediately |straight |that comes? |which comes? |coming )*"
    rf"(?P<side>{_AFTER}|{_BEFORE}|(?:on |to )?either side of|(?:all )?around|surrounding)\s+"
    rf"(?P<unit>{_PARAGRAPH}\s*|¶|p)?(?:number |no\.? )?(?P<number>\d+)\b"
)
_FOLLOWS = re.compile(
    rf"\bwhat (?:follows|precedes)\s+(?P<unit>{_PARAGRAPH}\s*|¶|p)?(?P<number>\d+)\b"
)
_AND_NEXT = re.compile(
    rf"(?P<unit>{_PARAGRAPH}\s*|¶|p)(?P<number>\d+)(?=\s*(?:and|&|,"
    rf"|plus)+\s+(?:the )?(?P<rest>(?:next|following)"
    r"(?: (?P<count>\d+))?|(?:item|ones?|paragraph|para) (?:after|following)|(?:item|ones?"
    r"|paragraph|para) before))"
)
_IN_SECTION = re.compile(
    rf"\b(?:(?P<place>first|last|final|opening|closing|penultimate|\d+(?:st|nd|rd"
    rf"|th))\s+(?:(?P<count>\d+)\s+)?{_PARAGRAPH}"
    rf"|{_PARAGRAPH}\s*(?:number |no\.? )?(?P<number>\d+))\s+(?:of|in|from|about|on|under"
    rf"|for)\s+(?P<tail>[^.?!,;]+)"
)
_ASKING = (
    r"(?:(?:please|can you|could you|i'd like|i need|i want|let me|to|show|read|give|get|quote"
    r"|print|display|open|see|go to|take me to|jump to|me|us|out|the|of|whole|entire|full"
    r"|text)\s+)*"
)
_POLITELY = r"(?:[\s,]+(?:please|in full|of the report|verbatim|word for word))*"
_WHOLE_SECTION = re.compile(
    rf"^\W*{_ASKING}(?:"
    rf"(?:section|chapter|(?:all|every)(?: of)?(?: the)?\s+{_PARAGRAPH})\s+"
    r"(?:on|about|for|in|under)\s+(?P<of>[^.?!,;]+?)(?:\s+(?:section|chapter))?"
    r"|(?:all (?:of )?)?(?:the )?(?:whole (?:of )?)?(?:the )?(?P<area>[^.?!,;]+?)"
    rf"\s+(?:section|chapter)){_POLITELY}\W*$"
)


def next_to(text: str, document: Document) -> tuple[list[Named], str]:
    """Paragraphs beside a numbered one, and the text with blanks for them."""
    found: list[Named] = []
    for match in _AND_NEXT.finditer(text):
        step = -1 if "before" in match["rest"] else 1
        beside = (int(match["number"]) + step * n for n in range(1, int(match["count"] or 1) + 1))
        found += (Named(match.end(), str(number)) for number in beside)

    def take(match: re.Match[str]) -> str:
        if (
            not match["unit"]
            and not re.match(_PARAGRAPH, match["head"])
            and "item" not in match["head"]
        ):
            return match[0]
        found.extend(Named(match.start(), place) for place in _beside(match, document))
        return blank(match)

    text = _NEXT_TO.sub(take, text)
    for match in _FOLLOWS.finditer(text):
        if match["unit"]:
            step = 1 if "follows" in match[0] else -1
            found.append(Named(match.start(), str(int(match["number"]) + step)))
    return found, _FOLLOWS.sub(lambda match: blank(match) if match["unit"] else match[0], text)


def _beside(match: re.Match[str], document: Document) -> list[str]:
    number, count = int(match["number"]), int(match["count"] or 1)
    numbers = [paragraph.number for paragraph in document.paragraphs]
    after = bool(re.fullmatch(_AFTER, match["side"]))
    before = bool(re.fullmatch(_BEFORE, match["side"]))
    if not after and not before:
        return [str(number - 1), str(number + 1)]
    if match["head"] in ("everything", "all", "anything"):
        chosen = [n for n in numbers if (n > number if after else n < number)]
        return [str(n) for n in chosen]
    steps = range(1, count + 1) if after else range(-count, 0)
    return [str(number + step) for step in steps]


def of_a_section(text: str, document: Document) -> tuple[list[Named], str]:
    """Paragraphs counted from a section's own start or end, and the text with blanks for them."""
    whole = _WHOLE_SECTION.match(text)
    section = _section(whole["area"] or whole["of"], document) if whole else None
    if section:
        return [Named(0, f"{section.first}-{section.last}")], ""
    found: list[Named] = []

    def take(match: re.Match[str]) -> str:
        section = _section(match["tail"], document)
        if section is None:
            # What is counted from elsewhere is no number of a paragraph.
            return blank(match) if re.search(r"\bsection\b", match["tail"]) else match[0]
        if match["number"] and "section" not in match["tail"]:
            return match[0]
        found.append(Named(match.start(), _counted(match, section)))
        return blank(match)

    rest = _IN_SECTION.sub(take, text)
    return found, rest


def _counted(match: re.Match[str], section: Section) -> str:
    count = int(match["count"] or 1)
    place = match["place"] or match["number"]
    if place in ("first", "1st", "opening"):
        return f"{section.first}-{section.first + count - 1}"
    if place in ("last", "final", "closing"):
        return f"{section.last - count + 1}-{section.last}"
    if place == "penultimate":
        return str(section.last - 1)
    digits = re.match(r"\d+", place)
    number = section.first + int(digits[0] if digits else 1) - 1
    return str(number)


def _section(words: str, document: Document) -> Section | None:
    """The section that the words name, if they name one and nothing else."""
    words = re.sub(r"\b(?:section|chapter|part|bit)s?\b", " ", words)
    areas = areas_named(words)
    if len(areas) != 1 or left_over(without_areas(words), document):
        return None
    return next((s for s in document.sections if area_of(s.title) in areas), None)
