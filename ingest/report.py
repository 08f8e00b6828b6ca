"""Bytes → Document: the whole reading of one inspection report."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.blocks import join
from ingest.body import read_body
from ingest.coverage import lost_words
from ingest.errors import NotAReport
from ingest.facts import area_of
from ingest.front_matter import read_front_matter
from ingest.identity import report_id, sha256_of
from ingest.models import AREAS, Document, Judgement
from ingest.outline import outline
from ingest.readers import read_lines

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from ingest.body import Body
    from ingest.front_matter import FrontMatter
    from ingest.lines import Line
    from ingest.models import Block

_WORDS_SHOWN = 12
_FOOTNOTE = re.compile(r"^[¹²³⁴⁵⁶⁷⁸⁹]\s*")


def read_report(data: bytes, source: str) -> Document:
    """One inspection report; ``source`` is the file's name, kept and used in errors.

    Raises UnsupportedFile, EmptyFile, or NotAReport where the title, the inspection dates or the
    numbered paragraphs that every such report has are missing. Anything less is a warning in the
    Document.
    """
    printed = read_lines(data, source)
    lines, footnotes = _without_footnotes(printed)
    found = outline(lines)
    front = read_front_matter(found.items)
    minor = _has_minor_headings(front)
    body = read_body(found.items[front.length :], front.judgements, minor=minor)
    if front.authority is None or not body.paragraphs:
        raise NotAReport(
            f"{source} is not an inspection report that we recognise: it has "
            f"{_missing(front, body)}. Give the text of an Ofsted inspection of a local "
            "authority's children's services."
        )
    if front.dates is None:
        raise NotAReport(
            f"{source} has no inspection dates. Add the line as Ofsted prints it, such as "
            "'Inspection dates: 13 to 24 October 2025'."
        )
    start_date, end_date = front.dates
    # The reports of 2013 have their grades in headings alone.
    judgements = front.judgements or tuple(
        Judgement(section.title, section.grade, area_of(section.title))
        for section in body.sections
        if section.grade
    )
    document = Document(
        report=report_id(front.authority, end_date),
        authority=front.authority,
        kind="inspection",
        start_date=start_date,
        end_date=end_date,
        lead_inspector=front.lead_inspector,
        header=front.header,
        judgements=judgements,
        judgement_table=front.judgement_table,
        summary=body.summary,
        improvements=body.improvements,
        sections=body.sections,
        paragraphs=body.paragraphs,
        footnotes=footnotes,
        about=body.about,
        source=source,
        sha256=sha256_of(data),
        warnings=(
            *_warnings(front, body, judgements, minor=minor),
            *found.warnings,
            *body.warnings,
        ),
    )
    headings = (item for item in found.items if item.kind == "heading")
    lost = lost_words(printed, document, (*headings, *body.contents))
    return replace(document, warnings=(*document.warnings, *_said_of(lost)))


def _without_footnotes(lines: Sequence[Line]) -> tuple[list[Line], tuple[Block, ...]]:
    """Footnotes stand where a page happened to end, often inside a paragraph: take them out."""
    kept: list[Line] = []
    notes: list[list[Line]] = []
    inside = False
    for line in lines:
        if _FOOTNOTE.match(line.text):
            inside = True
            notes.append([])
        elif line.after_gap:
            inside = False
        (notes[-1] if inside else kept).append(line)
    blocks = (join([_FOOTNOTE.sub("", line.text) for line in note], note[0].page) for note in notes)
    return kept, tuple(blocks)


def _said_of(lost: Counter[str]) -> Iterator[str]:
    if lost:
        words = " ".join(list(lost.elements())[:_WORDS_SHOWN])
        yield f"{lost.total()} words of the file are in no part of the report, such as: {words}"


def _has_minor_headings(front: FrontMatter) -> bool:
    """Whether a heading without a grade is a minor one, as under the framework since 2018."""
    return any(judgement.label.lower().startswith("overall eff") for judgement in front.judgements)


def _missing(front: FrontMatter, body: Body) -> str:
    missing = []
    if front.authority is None:
        missing.append("no title such as 'Inspection of … children's services'")
    if not body.paragraphs:
        missing.append("no numbered paragraphs")
    return " and ".join(missing)


def _warnings(
    front: FrontMatter, body: Body, judgements: Sequence[Judgement], *, minor: bool
) -> list[str]:
    found = []
    if front.lead_inspector is None:
        found.append("No lead inspector was found.")
    if not judgements:
        found.append("No table of grades was found.")
    elif front.judgements:
        known = {judgement.area for judgement in front.judgements}
        if any("care leavers" in judgement.label.lower() for judgement in front.judgements):
            # Until 2023 they were graded together with children in care.
            known.add("care_leavers")
        found.extend(
            f"The table of grades has no row for {area.replace('_', ' ')}."
            for area in AREAS
            if area not in known
        )
    if not body.summary:
        found.append("No summary was found.")
    if not body.improvements and minor:
        found.append("No list of what needs to improve was found.")
    return found
