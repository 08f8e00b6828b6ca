"""Answers with the paragraphs they cite, as a Word document."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from assistant.export import CARE, LICENCE, TITLE, records, subtitle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from assistant.export import Exchange, Record, Source

_A4 = (Mm(210), Mm(297))
_INK = RGBColor(0x0B, 0x0C, 0x0C)
_FONT = "Arial"
_SIZES = {"Normal": 11, "Title": 22, "Heading 1": 15, "Heading 2": 12, "Heading 3": 11}


def as_word(exchanges: Sequence[Exchange], saved_on: date) -> bytes:
    """The document as the bytes of a .docx file: headings, no tables, nothing fetched."""
    document = Document()
    _set_up(document, saved_on)
    document.add_heading(TITLE, level=0)
    document.add_paragraph(subtitle(exchanges, saved_on))
    document.add_paragraph(CARE.format(marked="highlighted and underlined"))
    for record in records(exchanges):
        _write(document, record)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument, saved_on: date) -> None:
    made = datetime.combine(saved_on, time(), UTC)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = TITLE, "", ""
    properties.language, properties.created, properties.modified = "en-GB", made, made
    (section,) = document.sections
    section.page_width, section.page_height = _A4
    section.footer.paragraphs[0].add_run(LICENCE).font.size = Pt(8)
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        # Headings take their font from the theme unless each script is told otherwise.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        for script in ("hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _write(document: WordDocument, record: Record) -> None:
    document.add_heading(record.question, level=1)
    if record.status:
        document.add_paragraph().add_run(record.status).bold = True
    for sentences in record.paragraphs:
        words = (f"{text} {markers}".rstrip() for text, markers in sentences)
        document.add_paragraph(" ".join(words))
    if record.not_covered:
        document.add_heading("The report does not cover", level=2)
        for item in record.not_covered:
            document.add_paragraph(item, style="List Bullet")
    for note in record.notes:
        document.add_paragraph(note)
    if record.sources:
        document.add_heading("What the report says", level=2)
        for source in record.sources:
            _write_source(document, source)


def _write_source(document: WordDocument, source: Source) -> None:
    document.add_heading(f"{source.number}. {source.heading}", level=3)
    place = document.add_paragraph(source.place)
    _keep_with_next(place)
    words = document.add_paragraph()
    words.paragraph_format.left_indent = Mm(6)
    for span in source.spans:
        run = words.add_run(span.text)
        if span.covered_by:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            run.underline = True


def _keep_with_next(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.keep_with_next = True
