"""Indexed reports, and files as they were read, as HTML: every word of theirs escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.pages.addresses import query_of
from assistant.pages.tables import table
from assistant.pages.wording import counted, dates_words, grade_words, report_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.doctor import Check
    from ingest.models import Document

_AREAS = {
    "overall": "Overall",
    "leaders": "Leaders",
    "help_and_protection": "Help and protection",
    "in_care": "In care",
    "care_leavers": "Care leavers",
}
_WORDS_SHOWN = 16
_PARAGRAPHS_SHOWN = 3


def report_table(documents: Iterable[Document]) -> str:
    """One row a report."""
    headers = ("Report", "Inspected", "Lead inspector", "Grades", "Contents", "Warnings")
    rows = [
        (
            _link(document),
            escape(dates_words(document.start_date, document.end_date)),
            escape(document.lead_inspector or "Not found"),
            _grades(document),
            _size(document),
            _warnings(document.warnings) or "None",
        )
        for document in documents
    ]
    return _wrapped(table("Reports that are searched", headers, rows))


def parse_view(document: Document) -> str:
    """What a file was read as, so that somebody can see whether that is right."""
    sections = [
        (
            escape(section.title),
            escape(grade_words(section.grade) or "None"),
            f"{section.first} to {section.last}",
        )
        for section in document.sections
    ]
    first = "".join(
        f"<li>¶{paragraph.number}: {escape(_beginning(paragraph.block.text))}</li>"
        for paragraph in document.paragraphs[:_PARAGRAPHS_SHOWN]
    )
    facts = (
        ("Report", escape(report_name(document))),
        ("Inspected", escape(dates_words(document.start_date, document.end_date))),
        ("Lead inspector", escape(document.lead_inspector or "Not found")),
        ("Grades", _grades(document)),
        ("Contents", _size(document)),
        ("Warnings", _warnings(document.warnings) or "None"),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    parts = table("Sections", ("Section", "Grade", "Paragraphs"), sections)
    return _wrapped(f"<dl>{listed}</dl>{parts}<p>The first paragraphs:</p><ul>{first}</ul>")


def check_list(checks: Iterable[Check]) -> str:
    """What was checked, and how to repair what is wrong."""
    items = "".join(
        f"<li><strong>{'In order' if check.ok else 'Problem'}</strong>: "
        f"{escape(check.name)}, {escape(check.detail)}</li>"
        for check in checks
    )
    return _wrapped(f"<ul>{items}</ul>")


def line(text: str) -> str:
    """A line of text."""
    return _wrapped(f"<p>{escape(text)}</p>")


def _link(document: Document) -> str:
    href = escape(f"report?{urlencode(query_of(document.report))}")
    return f'<a href="{href}">{escape(report_name(document))}</a><br>{escape(document.source)}'


def _grades(document: Document) -> str:
    found = [(name, document.grade_of(area)) for area, name in _AREAS.items()]  # type: ignore[arg-type]
    lines = [f"{name}: {grade_words(grade)}" for name, grade in found if grade]
    return "<br>".join(map(escape, lines)) or "Not found"


def _size(document: Document) -> str:
    return "<br>".join(
        (
            counted(len(document.paragraphs), "paragraph"),
            counted(len(document.sections), "section"),
            counted(len(document.improvements), "improvement"),
        )
    )


def _warnings(warnings: Sequence[str]) -> str:
    return "<br>".join(map(escape, warnings))


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")


def _wrapped(html: str) -> str:
    return f'<div class="evaluation">{html}</div>'
