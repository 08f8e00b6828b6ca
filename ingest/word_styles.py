"""What a Word document's styles say about a paragraph or a run of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.word_package import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_OFF = ("0", "false", "off", "none")
_HEADING_NAME = re.compile(r"(?:heading [1-9]|title)$", re.IGNORECASE)
_BODY_LEVEL = 9
_LONGEST_NUMBER = 6
# More than Word lets anybody build.
_LONGEST_CHAIN = 32


def value(parent: etree._Element | None, path: str) -> str | None:
    """The ``w:val`` of a descendant, ``path`` such as "numPr/numId"; None without one."""
    found = child(parent, path)
    return None if found is None else found.get(f"{W}val")


def number(text: str | None) -> int | None:
    """The number written there; None for anything that is none of a document's numbers."""
    plain = text is not None and text.isascii() and text.isdigit()
    return int(text) if text and plain and len(text) <= _LONGEST_NUMBER else None


def child(parent: etree._Element | None, path: str) -> etree._Element | None:
    """The first descendant at the path; None without one, or without a parent."""
    if parent is None:
        return None
    return parent.find("/".join(W + name for name in path.split("/")))


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a property such as "b" is on or off; None where it is not set."""
    found = child(properties, name)
    return None if found is None else found.get(f"{W}val", "1").lower() not in _OFF


@dataclass(frozen=True)
class _Style:
    name: str
    based_on: str | None
    element: etree._Element


class Styles:
    """Named styles, each with what it inherits; an empty set for a document without any."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        for element in () if root is None else root.iterchildren(f"{W}style"):
            style_id = element.get(f"{W}styleId", "")
            based_on = value(element, "basedOn")
            self._styles[style_id] = _Style(value(element, "name") or "", based_on, element)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") == "1":
                self._default = style_id

    def style_of(self, paragraph_properties: etree._Element | None) -> str | None:
        """The id of the paragraph's style, the default one where it names none."""
        return value(paragraph_properties, "pStyle") or self._default

    def is_heading(self, paragraph_properties: etree._Element | None) -> bool:
        """Whether a heading style, a title or an outline level lays the paragraph out."""
        level = value(paragraph_properties, "outlineLvl")
        for style_id, style in self._chain(self.style_of(paragraph_properties)):
            if level is not None:
                break
            if _HEADING_NAME.match(style.name) or _HEADING_NAME.match(style_id):
                return True
            level = value(style.element, "pPr/outlineLvl")
        found = number(level)
        return found is not None and found < _BODY_LEVEL

    def is_on(
        self, name: str, run_properties: etree._Element | None, paragraph_style: str | None
    ) -> bool:
        """Whether a property of text, such as "b" or "vanish", holds for a run."""
        direct = switch(run_properties, name)
        if direct is not None:
            return direct
        for start in (value(run_properties, "rStyle"), paragraph_style):
            for _, style in self._chain(start):
                inherited = switch(child(style.element, "rPr"), name)
                if inherited is not None:
                    return inherited
        return False

    def list_of(self, paragraph_properties: etree._Element | None) -> tuple[str, str | None] | None:
        """The list that the paragraph's style puts it in, and the level if the style says it."""
        for _, style in self._chain(self.style_of(paragraph_properties)):
            list_id = value(style.element, "pPr/numPr/numId")
            if list_id is not None:
                return list_id, value(style.element, "pPr/numPr/ilvl")
        return None

    def style_ids(self, start: str | None) -> list[str]:
        """The style's id and those of the styles that it is based on."""
        return [style_id for style_id, _ in self._chain(start)]

    def _chain(self, start: str | None) -> Iterator[tuple[str, _Style]]:
        for _ in range(_LONGEST_CHAIN):
            if start is None or start not in self._styles:
                return
            yield start, self._styles[start]
            start = self._styles[start].based_on
