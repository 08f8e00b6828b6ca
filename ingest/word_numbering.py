"""The numbers of Word's list items, which are nowhere in the text: Word counts, and so do we.

See ECMA-376 part 1, section 17.9. A definition ("abstractNum") says how each level is counted; a
list ("num") names a definition and may start it anew. Lists of one definition share its count, so
that numbers continue over a heading between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.flow import BULLET
from ingest.numerals import numeral
from ingest.word_package import W
from ingest.word_styles import number, switch, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from ingest.word_styles import Styles

_LEVELS = 9
_NO_LIST = "0"
_PLACE = re.compile(r"%([1-9])")
_ONE_NUMBER = re.compile(r"\(?(\d+)[.)]?$")


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    text: str
    # Starts anew after any level below this one was used.
    restarts_below: int
    digits_only: bool
    style: str | None


@dataclass(frozen=True)
class _List:
    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """Gives the marker of each list item; items must be asked for in reading order, once."""

    root: etree._Element | None
    styles: Styles
    _elements: dict[tuple[str, str], etree._Element] = field(init=False)
    _lists: dict[str, _List | None] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root = () if self.root is None else self.root
        self._elements = {key: element for element in root for key in _keys(element)}

    def marker(self, paragraph_properties: etree._Element | None) -> str:
        """``"12. "``, ``"(a) "``, ``"- "`` and the like; "" for a paragraph in no list.

        A lone number is always given with a full stop, however it is printed.
        """
        place = self._place(paragraph_properties)
        if place is None:
            return ""
        listed, depth = place
        level = listed.levels[depth]
        counts = self._counts.setdefault(listed.definition, {})
        counts[depth] = counts[depth] + 1 if depth in counts else self._start(listed, depth)
        for deeper in [at for at in counts if at > depth]:
            if depth < listed.levels[deeper].restarts_below:
                del counts[deeper]
        return self._text(listed, level, counts)

    def _place(self, properties: etree._Element | None) -> tuple[_List, int] | None:
        inherited = self.styles.list_of(properties)
        list_id = value(properties, "numPr/numId") or (inherited and inherited[0])
        if not list_id or list_id == _NO_LIST:
            return None
        listed = self._list(list_id)
        if listed is None:
            return None
        depth = number(value(properties, "numPr/ilvl"))
        if depth is None:
            style_ids = self.styles.style_ids(self.styles.style_of(properties))
            linked = [at for at, level in listed.levels.items() if level.style in style_ids]
            depth = linked[0] if linked else number(inherited and inherited[1]) or 0
        return (listed, depth) if depth in listed.levels else None

    def _list(self, list_id: str) -> _List | None:
        """The list; its starts are put in force when it is first used."""
        if list_id not in self._lists:
            self._lists[list_id] = self._read_list(list_id)
            listed = self._lists[list_id]
            if listed is not None:
                for level in listed.starts:
                    self._counts.get(listed.definition, {}).pop(level, None)
        return self._lists[list_id]

    def _read_list(self, list_id: str) -> _List | None:
        element = self._elements.get(("num", list_id))
        definition = self._elements.get(("abstractNum", value(element, "abstractNumId") or ""))
        linked = value(definition, "numStyleLink")
        if linked is not None:
            definition = self._elements.get(("styleLink", linked))
        if element is None or definition is None:
            return None
        levels = _levels(definition)
        starts: dict[int, int] = {}
        for override in element.iterchildren(f"{W}lvlOverride"):
            depth = number(override.get(f"{W}ilvl"))
            if depth is None or depth >= _LEVELS:
                continue
            levels |= _levels(override)
            start = number(value(override, "startOverride"))
            if start is not None:
                starts[depth] = start
        return _List(definition.get(f"{W}abstractNumId", ""), levels, starts)

    def _start(self, listed: _List, depth: int) -> int:
        return listed.starts.get(depth, listed.levels[depth].start)

    def _text(self, listed: _List, level: _Level, counts: dict[int, int]) -> str:
        if level.form == "bullet":
            return BULLET

        def counted(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            if depth not in listed.levels:
                return ""
            form = "decimal" if level.digits_only else listed.levels[depth].form
            if form in ("none", "bullet"):
                return ""
            return numeral(counts.get(depth, self._start(listed, depth)), form)

        text = _PLACE.sub(counted, level.text).strip()
        alone = _ONE_NUMBER.match(text)
        return f"{alone[1]}. " if alone else f"{text} ".lstrip()


def _keys(element: etree._Element) -> Iterator[tuple[str, str]]:
    """What the element is looked up by."""
    if element.tag == f"{W}num":
        yield "num", element.get(f"{W}numId", "")
    elif element.tag == f"{W}abstractNum":
        yield "abstractNum", element.get(f"{W}abstractNumId", "")
        yield "styleLink", value(element, "styleLink") or ""


def _levels(parent: etree._Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in parent.iterchildren(f"{W}lvl"):
        depth = number(element.get(f"{W}ilvl"))
        if depth is None or depth >= _LEVELS:
            continue
        start = number(value(element, "start"))
        restart = number(value(element, "lvlRestart"))
        found[depth] = _Level(
            start=1 if start is None else start,
            form=value(element, "numFmt") or "decimal",
            text=value(element, "lvlText") or "",
            restarts_below=depth if restart is None else restart,
            digits_only=bool(switch(element, "isLgl")),
            style=value(element, "pStyle"),
        )
    return found
