"""Document → Passages: everything that a citation can name, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.identity import paragraph_locator, part_locator
from ingest.models import Passage
from ingest.sentences import sentences_of

if TYPE_CHECKING:
    from ingest.models import Block, Document, Paragraph, Part


def passages_of(document: Document) -> tuple[Passage, ...]:
    """From header to about, in the order of the report; parts that it lacks are left out.

    The same document always gives the same passages.
    """
    found: list[Passage] = []

    def add(part: Part, *blocks: Block | None) -> None:
        for item, block in enumerate(blocks, start=1):
            if block is not None:
                found.append(_part_passage(document, part, item, block))

    add("header", document.header)
    add("judgements", document.judgement_table)
    add("summary", *document.summary)
    add("improvements", *(improvement.block for improvement in document.improvements))
    found.extend(_paragraph_passage(document, paragraph) for paragraph in document.paragraphs)
    add("footnote", *document.footnotes)
    add("about", document.about)
    return tuple(found)


def _part_passage(document: Document, part: Part, item: int, block: Block) -> Passage:
    return Passage(
        report=document.report,
        locator=part_locator(part, item),
        paragraph=None,
        part=part,
        section=None,
        grade=None,
        page=block.page,
        text=block.text,
        sentences=sentences_of(block),
    )


def _paragraph_passage(document: Document, paragraph: Paragraph) -> Passage:
    number = paragraph.number
    section = next((s for s in document.sections if s.first <= number <= s.last), None)
    return Passage(
        report=document.report,
        locator=paragraph_locator(number),
        paragraph=number,
        part=None,
        section=section.title if section else None,
        grade=section.grade if section else None,
        page=paragraph.block.page,
        text=paragraph.block.text,
        sentences=sentences_of(paragraph.block),
    )
