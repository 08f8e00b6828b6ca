"""A report as HTML: every word escaped, every place that can be cited with its id and address."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.pages.addresses import href_of
from assistant.pages.report_tools import tools
from assistant.pages.wording import dates_words, grade_words, locator_words, within_sentence
from ingest.identity import paragraph_locator, part_locator

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from ingest.models import Block, Document, Grade, Part, Section


@dataclass(frozen=True)
class Chapter:
    """A headed stretch of the report; ``body`` is HTML, ``anchor`` the id of its heading.

    ``span`` says which paragraphs it has, where they are numbered.
    """

    anchor: str
    title: str
    grade: Grade | None
    body: str
    span: str = ""

    @property
    def html(self) -> str:
        """Heading and body."""
        heading = f'<h2 id="{self.anchor}" tabindex="-1" dir="auto">{escape(self.title)}</h2>'
        badge = grade_badge(self.grade)
        grade = f'<p class="graded">Grade: {badge}</p>' if badge else ""
        return f'<div class="report">{heading}{grade}{self.body}</div>'


def chapters(document: Document, asked: Collection[str] = ()) -> tuple[Chapter, ...]:
    """The whole report in reading order; the places whose locators are ``asked`` are marked."""
    page = _Page(document, asked)
    found = [Chapter("inspection", "The inspection", None, page.facts())]
    if document.judgements:
        found.append(Chapter("grades", "Grades", None, page.grades()))
    if document.summary:
        found.append(Chapter("summary", "Summary", None, page.summary()))
    if document.improvements:
        body = page.improvements()
        found.append(Chapter("improvements", "What needs to improve", None, body))
    outside = page.outside_sections()
    if outside:
        found.append(Chapter("paragraphs", "Paragraphs", None, outside))
    for number, section in enumerate(document.sections, start=1):
        body = page.section(section)
        span = f"Paragraphs {section.first} to {section.last}"
        anchor = f"section-{number}"
        found.append(Chapter(anchor, section.title, section.grade, body, span))
    if document.footnotes:
        found.append(Chapter("footnotes", "Footnotes", None, page.footnotes()))
    if document.about:
        body = page.place("about", _lines(document.about))
        found.append(Chapter("about-ofsted", "About Ofsted and this report", None, body))
    return tuple(found)


def contents(found: Iterable[Chapter]) -> str:
    """Links to the chapters' headings."""
    items = "".join(
        f'<li><a href="#{chapter.anchor}">{escape(chapter.title)}</a>'
        + (f'<span class="span">{chapter.span}</span>' if chapter.span else "")
        + f"{grade_badge(chapter.grade)}</li>"
        for chapter in found
    )
    return f'<nav class="contents" aria-label="Contents of the report"><ul>{items}</ul></nav>'


def grade_badge(grade: Grade | None) -> str:
    """The grade in words on its colour; empty where there is none."""
    if grade is None:
        return ""
    return (
        f'<span class="grade" data-grade="{grade.split()[0]}">{escape(grade_words(grade))}</span>'
    )


def origin(document: Document) -> str:
    """Whose words these are, and what they were read from."""
    return (
        '<p class="origin">© Crown copyright. Published by Ofsted and used under the Open '
        f"Government Licence v3.0. Read from {escape(document.source)}.</p>"
    )


def _lines(block: Block) -> str:
    """The block as paragraphs, one for each line that must stand alone."""
    edges = [0, *block.breaks, len(block.text)]
    lines = (block.text[start:end].strip() for start, end in pairwise(edges))
    return "".join(_paragraph(line) for line in lines if line)


def _paragraph(text: str) -> str:
    return f'<p dir="auto">{escape(text)}</p>'


class _Page:
    def __init__(self, document: Document, asked: Collection[str]) -> None:
        self._document = document
        self._asked = asked

    def place(self, locator: str, body: str, number: int | None = None) -> str:
        """A place that an address can open, with its number as the link to that address."""
        name = locator_words(locator)
        href = escape(href_of(self._document.report, locator).removeprefix("report"))
        label = escape(f"Open {within_sentence(name)}")
        number_link = f'<a class="number" href="{href}" data-go aria-label="{label}">{number}</a>'
        asked = locator in self._asked
        return (
            f'<div class="place{" asked" * asked}" id="{locator}" tabindex="-1" '
            f'data-name="{escape(name)}" data-href="{href}">{number_link if number else ""}{body}'
            f"{tools(self._document, locator) if asked else ''}</div>"
        )

    def facts(self) -> str:
        document = self._document
        facts = {
            "Authority": document.authority,
            "Inspection dates": dates_words(document.start_date, document.end_date),
            "Lead inspector": document.lead_inspector or "",
        }
        rows = "".join(
            f'<div><dt>{name}</dt><dd dir="auto">{escape(value)}</dd></div>'
            for name, value in facts.items()
            if value
        )
        return self.place("header", f'<dl class="facts">{rows}</dl>')

    def grades(self) -> str:
        rows = "".join(
            f'<tr><th scope="row">{escape(row.label)}</th>'
            f"<td>{grade_badge(row.grade) or 'Not found'}</td></tr>"
            for row in self._document.judgements
        )
        head = '<thead><tr><th scope="col">Judgement</th><th scope="col">Grade</th></tr></thead>'
        return self.place("judgements", f"<table>{head}<tbody>{rows}</tbody></table>")

    def summary(self) -> str:
        return self._items("summary", self._document.summary)

    def improvements(self) -> str:
        return self._items("improvements", [item.block for item in self._document.improvements])

    def footnotes(self) -> str:
        return self._items("footnote", self._document.footnotes)

    def section(self, section: Section) -> str:
        return self._paragraphs(lambda number: section.first <= number <= section.last)

    def outside_sections(self) -> str:
        sections = self._document.sections
        return self._paragraphs(
            lambda number: not any(each.first <= number <= each.last for each in sections)
        )

    def _paragraphs(self, wanted: Callable[[int], bool]) -> str:
        return "".join(
            self.place(
                paragraph_locator(paragraph.number),
                _paragraph(paragraph.block.text),
                paragraph.number,
            )
            for paragraph in self._document.paragraphs
            if wanted(paragraph.number)
        )

    def _items(self, part: Part, blocks: Iterable[Block]) -> str:
        return "".join(
            self.place(part_locator(part, n), _paragraph(block.text), n)
            for n, block in enumerate(blocks, start=1)
        )
