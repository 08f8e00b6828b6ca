"""Word documents (.docx) to Lines.

lxml on the parts themselves: python-docx leaves out tracked insertions and content controls and
knows no list numbers, docx2python counts each list by itself and none that a style makes, mammoth
drops the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from ingest.characters import superscript
from ingest.errors import UnsupportedFile
from ingest.flow import Flow
from ingest.word_numbering import Numbering
from ingest.word_package import W, open_word
from ingest.word_styles import Styles, child, value

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.lines import Line

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# None of this is running text as Word shows it: tracked deletions, formatting, field codes,
# phonetic guides, and the copy of a drawing that is kept for older programs.
_UNSEEN = {
    *(W + name for name in ("del", "moveFrom", "delText", "instrText", "delInstrText")),
    *(W + name for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "rt")),
    f"{_COMPATIBILITY}Fallback",
}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


def read_word(data: bytes, source: str) -> tuple[Line, ...]:
    """Lines as Word shows them with all changes accepted, () where there is no text.

    Headings are heading styles, outline levels and paragraphs that are wholly bold. A footnote
    stands after the paragraph or table that refers to it, as ``"¹ Its text."``. Word lays out
    pages anew wherever it opens a file, so lines have none. Raises UnsupportedFile as
    ``open_word`` does, and where the text is kept in a part of another format.
    """
    parts = open_word(data, source)
    if next(parts.document.iter(f"{W}altChunk"), None) is not None:
        raise UnsupportedFile(
            f"{source} is a Word document that holds text of another format. Open it in Word, save "
            "it again and add that."
        )
    styles = Styles(parts.styles)
    notes = {
        f"{W}footnoteReference": _notes(parts.footnotes),
        f"{W}endnoteReference": _notes(parts.endnotes),
    }
    reader = _Reader(Flow(), styles, Numbering(parts.numbering, styles), notes)
    reader.read(parts.document)
    return tuple(reader.flow.lines)


def _notes(root: etree._Element | None) -> dict[str, etree._Element]:
    return {} if root is None else {note.get(f"{W}id", ""): note for note in root}


@dataclass
class _Reader:
    flow: Flow
    styles: Styles
    numbering: Numbering
    notes: dict[str, dict[str, etree._Element]]
    notes_seen: int = 0
    waiting: list[tuple[str, etree._Element]] = field(default_factory=list)
    tables_open: int = 0
    runs_on: bool = False
    paragraph_style: str | None = None
    bold: bool = False
    raised: bool = False

    def read(self, root: etree._Element) -> None:
        """Everything in a part; a start that gives True hides all that its element holds."""
        starts: dict[str, Callable[[etree._Element], bool | None]] = {
            f"{W}p": self._start_paragraph,
            f"{W}r": self._start_run,
            f"{W}t": self._text,
            f"{W}tbl": self._start_table,
            f"{W}tr": self._start_row,
            f"{W}tc": self._start_cell,
            f"{W}txbxContent": self._start_box,
            **dict.fromkeys(_CHARACTERS, self._character),
            **dict.fromkeys(self.notes, self._refer),
        }
        ends: dict[str, Callable[[etree._Element], None]] = {
            f"{W}p": self._end_paragraph,
            f"{W}tr": lambda _: self.flow.end_row(),
            f"{W}tbl": self._end_table,
            f"{W}txbxContent": lambda _: self.flow.take_up(),
        }
        unseen: etree._Element | None = None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                start = starts.get(element.tag)
                if element.tag in _UNSEEN or (start and start(element)):
                    unseen = element
                    walk.skip_subtree()
            elif element is unseen:
                unseen = None
            elif element.tag in ends:
                ends[element.tag](element)
        self.flow.end_item()
        self._place_notes()

    def _start_paragraph(self, paragraph: etree._Element) -> None:
        properties = child(paragraph, "pPr")
        self.paragraph_style = self.styles.style_of(properties)
        heading = self.styles.is_heading(properties)
        # A paragraph whose end is deleted or hidden is no paragraph: it has no number, and what is
        # left of it belongs to the next.
        merged = self._end_is_unseen(properties)
        marker = "" if merged else self.numbering.marker(properties)
        if self.runs_on:
            self.flow.restyle(marker, heading=heading)
        else:
            self.flow.begin_item(marker, heading=heading)
        self.runs_on = merged

    def _end_is_unseen(self, properties: etree._Element | None) -> bool:
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            return True
        return self.styles.is_on("vanish", mark, self.paragraph_style)

    def _end_paragraph(self, _: etree._Element) -> None:
        if self.runs_on:
            return
        self.flow.end_item()
        if not self.tables_open:
            self._place_notes()

    def _start_run(self, run: etree._Element) -> bool:
        properties = child(run, "rPr")
        self.bold = self.styles.is_on("b", properties, self.paragraph_style)
        self.raised = value(properties, "vertAlign") == "superscript"
        return self.styles.is_on("vanish", properties, self.paragraph_style)

    def _text(self, element: etree._Element) -> None:
        text = element.text or ""
        plain = text.strip()
        if self.raised and plain.isascii() and plain.isdigit():
            text = superscript(plain)
        # Line ends in the file are no more than spaces; breaks have an element of their own.
        self.flow.add(text.replace("\n", " "), bold=self.bold)

    def _character(self, element: etree._Element) -> None:
        # The element of this name among a paragraph's formatting sets tab stops.
        if element.getparent() is not None and element.getparent().tag == f"{W}r":
            self.flow.add(_CHARACTERS[element.tag], bold=self.bold)

    def _start_table(self, table: etree._Element) -> None:
        nested = next(table.iterdescendants(f"{W}tbl"), None) is not None
        self.tables_open += 1
        self.flow.begin_table(layout=nested)

    def _start_row(self, row: etree._Element) -> bool:
        if child(row, "trPr/del") is not None:
            return True
        self.flow.begin_row()
        return False

    def _start_cell(self, _: etree._Element) -> None:
        self.flow.begin_cell()

    def _start_box(self, _: etree._Element) -> None:
        self.flow.set_aside()

    def _end_table(self, _: etree._Element) -> None:
        self.tables_open -= 1
        self.flow.end_table()
        if not self.tables_open:
            self._place_notes()

    def _refer(self, reference: etree._Element) -> None:
        note = self.notes[reference.tag].pop(reference.get(f"{W}id", ""), None)
        if note is None:
            return
        self.notes_seen += 1
        mark = superscript(self.notes_seen)
        self.flow.add(mark, bold=self.bold)
        self.waiting.append((mark, note))

    def _place_notes(self) -> None:
        waiting, self.waiting = self.waiting, []
        for mark, note in waiting:
            reader = _Reader(Flow(), self.styles, self.numbering, {})
            reader.read(note)
            self.flow.begin_item(f"{mark} ")
            self.flow.add(" ".join(line.text for line in reader.flow.lines))
            self.flow.end_item()
