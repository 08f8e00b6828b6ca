"""The unnumbered parts of a report, as people name them: "the footnote", "top of page one"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.named_places import Named, blank

if TYPE_CHECKING:
    from ingest.models import Document

_BESIDE = (
    r"(?:ahead of|before|after|by|beside|next to|near|under|underneath|above|below|beneath"
    r"|following|opposite|preceding|attached to)"
)
_ENDS = r"(?:\s+(?:section|part|bit|page|text|paragraphs?|box|lines?|wording))?"
_FIRST_PAGE = r"(?:page 1|1st page|first page|front page|front cover|cover page)"
_NAMES = {
    "judgements": r"(?:grades?|judge?ments?|ratings?) (?:table|grid|box)",
    "footnote": r"foot ?notes?|small print at the bottom of (?:the )?page \d",
    "header": (
        rf"headers?|(?:very )?top of (?:the )?(?:{_FIRST_PAGE}|report|document|front)"
        rf"|{_FIRST_PAGE}|letterhead"
        r"|the cover(?! (?:we|they|that|for|of|is|at|on)\b)"
        r"|(?:the )?(?:main|report'?s?) (?:title|heading)|title of the (?:report"
        r"|document)|title (?:block|page)"
    ),
    "about": (
        r"(?:ofsted )?(?:boilerplate|blurb)|(?:back|final) page|last page|small print"
        r"|about (?:this|the) (?:inspection|report)(?: (?:section|part|bit|page|text))"
        r"|about (?:ofsted|section|part|page)(?: (?:section|part|bit|page|text))?|closing notes?"
        r"|ofsted'?s? contact details|contact details (?:for|of) ofsted|(?:note|notes|text"
        r"|bit) (?:at|on) the (?:very )?(?:back|end)"
    ),
    "summary": (
        r"(?:the|this|that|its|report'?s|ofsted'?s|opening|exec|executive"
        r"|inspectors'?) (?:\w+ )?summary"
        r"(?!\s+(?:of|for|on|about)\b(?! (?:the|this) (?:report|inspection)))|summary (?:section"
        r"|part|bit|text|page|box)"
    ),
}
_ALONE = re.compile(
    r"^\W*(?:(?:please|can|could|you|i'd like|i need|i want|let me|to|show|read|give|quote|print"
    r"|display|open|see|go|take|me|us|out|get|what does|what is|what's|what do|in|the|just)\s+)*"
    r"(?P<part>summary|about this inspection|about this report|about|title|heading"
    r"|judge?ments?|table of (?:judge?ments?|grades?))"
    r"(?:\s+(?:section|part|page|text|say|says|tell|of the report|in the report|in full|please"
    r"|verbatim|word for word|me|us))*\W*$"
)
_ITEM = re.compile(
    r"(?:paragraphs?|paras?\.?|¶)\s*(?:numbers? |no\.? )?(?P<number>\d+)\s+(?:of|in"
    r"|from)\s+(?:the\s+)?(?:exec\w*\s+)?(?P<part>summary|footnotes?)\b"
    r"|\b(?P<part2>summary|footnote)s?\s+(?:(?:paragraph|para|number|no\.?"
    r"|¶)\s*)?(?P<number2>\d+)\b"
    r"|\b(?P<ordinal>\d+(?:st|nd|rd|th)|first|opening|last|final|closing)\s+(?:paragraph|para|bit"
    r"|part)\s+(?:of|in|from)\s+(?:the\s+)?(?:exec\w*\s+)?(?P<part3>summary|footnotes?)\b"
)
_LANDMARKS = {
    name: re.compile(rf"\b{_BESIDE}\s+(?:the\s+|that\s+|this\s+)?(?:\w+\s+){{0,2}}?(?:{words})\b")
    for name, words in _NAMES.items()
}
_ON_A_PAGE = re.compile(
    rf"\b(?:grades?|ratings?|judge?ments?|improvements?)\s+(?:(?:given|shown|listed)\s+)?(?:on"
    rf"|at)\s+(?:the\s+)?(?:{_NAMES['header']})\b"
)
_ASKED = {name: re.compile(rf"\b(?:{words}){_ENDS}\b") for name, words in _NAMES.items()}


def parts_named(text: str, document: Document) -> tuple[list[Named], str]:
    """The parts that a text in plain lower case asks for, and the text with blanks for them.

    A part that only says where another place is ("just ahead of the boilerplate") is not asked for.
    """
    found = [Named(match.start(), _item(match, document)) for match in _ITEM.finditer(text)]
    text = _ITEM.sub(blank, text)
    for landmark in (*_LANDMARKS.values(), _ON_A_PAGE):
        text = landmark.sub(blank, text)
    for name, words in _ASKED.items():
        match = words.search(text)
        if match:
            found.append(Named(match.start(), name))
            text = words.sub(blank, text)
    alone = _ALONE.match(text)
    if alone:
        found.append(Named(alone.start("part"), _part_of(alone["part"])))
    return found, text


def _item(match: re.Match[str], document: Document) -> str:
    part = (match["part"] or match["part2"] or match["part3"]).removesuffix("s")
    number = match["number"] or match["number2"] or match["ordinal"]
    digits = re.match(r"\d+", number)
    last = len(document.summary if part == "summary" else document.footnotes)
    counted = 1 if number in ("first", "opening") else last
    return f"{part} {digits[0] if digits else counted}"


def _part_of(words: str) -> str:
    if words in ("title", "heading"):
        return "header"
    if words.startswith("about"):
        return "about"
    return words if words == "summary" else "judgements"
