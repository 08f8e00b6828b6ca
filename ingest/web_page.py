"""Web pages (HTML) to Lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from ingest.characters import superscript
from ingest.flow import BULLET, Flow
from ingest.numerals import numeral
from ingest.web_parsing import parse_web_page

if TYPE_CHECKING:
    from ingest.lines import Line

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"ol", "ul", "menu"}
_CELLS = {"td", "th"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header"),
    *("hr", "legend", "main", "p", "pre", "section", "summary"),
}
# Not shown, or not part of what the page says.
_UNSEEN = {
    *("audio", "button", "canvas", "datalist", "del", "head", "iframe", "math", "nav", "noscript"),
    *("object", "script", "select", "style", "svg", "template", "textarea", "title", "video"),
}
_UNSEEN_ROLES = {"navigation", "banner", "contentinfo", "search", "doc-backlink"}
_UNSEEN_CLASSES = {"visually-hidden", "govuk-visually-hidden", "sr-only", "reversefootnote"}
_UNSEEN_STYLE = re.compile(r"display:none|visibility:hidden|mso-hide:all")
_BOLD_STYLE = re.compile(r"font-weight:(?:(?P<bold>bold|[6-9]00)|normal|[1-5]00)")
_UNMARKED_STYLE = re.compile(r"list-style(?:-type)?:[^;]*none")
_RAISED_STYLE = re.compile(r"vertical-align:super")
# Word keeps the marker of a list item in an element of its own, bullets in a font of symbols.
_WORD_MARKER_STYLE = re.compile(r"mso-list:ignore")
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NUMBER = re.compile(r"-?\d{1,6}$", re.ASCII)
_REFERENCE = re.compile(r"\[?(?:footnote )?(\d{1,3})\]?$", re.ASCII)
_SPACES = re.compile(r"[ \t\n\r\f]+")


def read_web_page(data: bytes, source: str) -> tuple[Line, ...]:
    """Lines as a browser shows the page, its main part if it names one; () without any text.

    Headings are h1 to h6 and paragraphs that are wholly bold. An element is hidden where it says
    so itself; style sheets are not read. Raises UnsupportedFile as ``parse_web_page`` does.
    """
    root = parse_web_page(data, source)
    if root is None:
        return ()
    mains = (one for one in root.iter() if one.tag == "main" or one.get("role") == "main")
    reader = _Reader()
    reader.read(next(mains, root))
    return tuple(reader.flow.lines)


@dataclass
class _List:
    """How the items of a list are marked; ``form`` is None for bullets, "" for no marker."""

    form: str | None
    next: int = 1
    notes: bool = False

    def marker(self, item: etree._Element) -> str:
        if self.form is None:
            return BULLET
        own = item.get("value", "")
        number = int(own) if _NUMBER.match(own) else self.next
        self.next = number + 1
        if self.notes:
            return f"{superscript(number)} "
        return f"{numeral(number, self.form)}. " if self.form else ""


@dataclass
class _Reader:
    flow: Flow = field(default_factory=Flow)
    lists: list[_List] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)

    def read(self, root: etree._Element) -> None:
        """Everything below the root; events, not recursion, since its depth is the page's."""
        walk = etree.iterwalk(root, events=("start", "end"))
        unseen = None
        for event, element in walk:
            if event == "start":
                if _is_unseen(element) or self._is_replaced(element):
                    unseen = element
                    walk.skip_subtree()
                else:
                    self._start(element)
                    self._text(element.text)
                continue
            if element is unseen:
                unseen = None
            else:
                self._end(element)
            if element is not root:
                self._text(element.tail)
        self.flow.end_item()

    def _is_replaced(self, element: etree._Element) -> bool:
        """Whether something else was added for the element and all that it holds."""
        style = _style(element)
        if _WORD_MARKER_STYLE.search(style):
            text = _plain(element)
            self.flow.restyle(BULLET if len(text) == 1 and not text.isdigit() else f"{text} ")
            return True
        raised = element.tag == "sup" or _RAISED_STYLE.search(style)
        if raised or element.get("class") == "MsoFootnoteReference":
            found = _REFERENCE.match(_plain(element))
            if found:
                self.flow.add(superscript(found[1]), bold=self._is_bold())
                return True
        return False

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        self.bold.append(_says_bold(element, self._is_bold()))
        self.kept.append(tag == "pre" or bool(self.kept and self.kept[-1]))
        if tag in _HEADINGS or element.get("role") == "heading":
            self.flow.begin(heading=True)
        elif tag == "li":
            self.flow.begin_item(self.lists[-1].marker(element) if self.lists else BULLET)
        elif tag in _LISTS:
            self.flow.end()
            self.lists.append(_list(element))
        elif tag == "table":
            self.flow.begin_table(layout=_is_layout(element))
        elif tag == "tr":
            self.flow.begin_row()
        elif tag in _CELLS:
            self.flow.begin_cell()
        elif tag in _BLOCKS:
            self.flow.begin()
        elif tag == "br":
            self.flow.add("\n")

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        self.bold.pop()
        self.kept.pop()
        if tag == "li":
            self.flow.end_item()
        elif tag in _LISTS:
            self.flow.end()
            self.lists.pop()
        elif tag == "table":
            self.flow.end_table()
        elif tag == "tr":
            self.flow.end_row()
        elif tag in _BLOCKS | _HEADINGS | _CELLS or element.get("role") == "heading":
            self.flow.begin()

    def _text(self, text: str | None) -> None:
        if text:
            kept = bool(self.kept and self.kept[-1])
            self.flow.add(text if kept else _SPACES.sub(" ", text), bold=self._is_bold())

    def _is_bold(self) -> bool:
        return bool(self.bold and self.bold[-1])


def _is_unseen(element: etree._Element) -> bool:
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or element.get("role") in _UNSEEN_ROLES
        or not _UNSEEN_CLASSES.isdisjoint(element.get("class", "").split())
        or bool(_UNSEEN_STYLE.search(_style(element)))
    )


def _is_layout(table: etree._Element) -> bool:
    """Whether the table lays out a page instead of holding facts in rows."""
    inside = next(table.iterdescendants("table", "ol", *_HEADINGS), None)
    return inside is not None or table.get("role") in ("presentation", "none")


def _says_bold(element: etree._Element, inherited: bool) -> bool:
    found = _BOLD_STYLE.search(_style(element))
    if found:
        return found["bold"] is not None
    return inherited or element.tag in ("b", "strong")


def _list(element: etree._Element) -> _List:
    if element.tag != "ol":
        return _List("" if _UNMARKED_STYLE.search(_style(element)) else None)
    form = _LIST_FORMS.get(element.get("type", ""), "decimal")
    start = element.get("start", "")
    return _List(
        "" if _UNMARKED_STYLE.search(_style(element)) else form,
        int(start) if _NUMBER.match(start) else 1,
        notes=_is_notes(element) or _is_notes(element.getparent()),
    )


def _is_notes(element: etree._Element | None) -> bool:
    if element is None:
        return False
    return element.get("role") == "doc-endnotes" or "footnotes" in element.get("class", "").split()


def _style(element: etree._Element) -> str:
    return "".join(element.get("style", "").lower().split())


def _plain(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
