"""Indexed reports, and files as they were read, as HTML: every word of theirs escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.pages.addresses import query_of
from assistant.pages.report_html import grade_badge
from assistant.pages.tables import Cell, table
from assistant.pages.wording import (
    counted,
    dates_words,
    grade_words,
    report_name,
    sentence_case,
)
from assistant.spreadsheet import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.doctor import Check
    from ingest.models import Area, Document, Grade

_AREAS: dict[Area, str] = {
    "overall": "Overall",
    "leaders": "Leaders",
    "help_and_protection": "Help and protection",
    "in_care": "In care",
    "care_leavers": "Care leavers",
}
_ORDER: tuple[Grade, ...] = ("outstanding", "good", "requires improvement", "inadequate")
_WORDS_SHOWN = 16
_PARAGRAPHS_SHOWN = 3


def report_table(documents: Iterable[Document]) -> str:
    """One row a report."""
    headers = ("Report", "Inspected", "Lead inspector", "Grades", "Contents", "Warnings")
    rows = [
        (
            Cell(_link(document), report_name(document)),
            Cell(escape(dates_words(document.start_date, document.end_date)), _day(document)),
            escape(document.lead_inspector or "Not found"),
            Cell(_grades(document), _worth(document)),
            Cell(_size(document), str(len(document.paragraphs))),
            Cell(_warnings(document.warnings) or "None", str(len(document.warnings))),
        )
        for document in documents
    ]
    return _wrapped(table("Reports that are searched", headers, rows, sortable=True))


def reports_csv(documents: Iterable[Document]) -> bytes:
    """The same for a spreadsheet."""
    header = (
        *("Report", "Authority", "Kind", "Start date", "End date", "Lead inspector"),
        *_AREAS.values(),
        *("Paragraphs", "Sections", "Improvements", "Source", "Warnings"),
    )
    return csv_bytes(
        header,
        (
            (
                *(document.report, document.authority, document.kind),
                *(document.start_date or "", document.end_date or ""),
                document.lead_inspector or "",
                *(grade_words(document.grade_of(area)) for area in _AREAS),
                *(len(document.paragraphs), len(document.sections), len(document.improvements)),
                *(document.source, " ".join(document.warnings)),
            )
            for document in documents
        ),
    )


def parse_view(document: Document) -> str:
    """What a file was read as, so that somebody can see whether that is right."""
    sections = [
        (
            escape(section.title),
            grade_badge(section.grade) or "None",
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
    listed = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
    parts = table("Sections", ("Section", "Grade", "Paragraphs"), sections)
    return _wrapped(
        f'<dl class="facts">{listed}</dl>{parts}<p>The first paragraphs:</p><ul>{first}</ul>'
    )


def file_heading(name: str) -> str:
    """Above what a file was read as. Streamlit's own headings would read the name as Markdown."""
    return f'<h3 class="file" dir="auto">{escape(name)}</h3>'


def check_list(checks: Iterable[Check]) -> str:
    """What was checked, and how to repair what is wrong."""
    rows = [
        (
            escape(sentence_case(check.name)),
            f'<span class="result" data-result="{"right" if check.ok else "wrong"}">'
            f"<strong>{'In order' if check.ok else 'Problem'}</strong></span>",
            escape(check.detail),
        )
        for check in checks
    ]
    return _wrapped(table("What was checked", ("Checked", "Result", "Found"), rows))


def line(text: str) -> str:
    """A line of text."""
    return _wrapped(f"<p>{escape(text)}</p>")


def _link(document: Document) -> str:
    href = escape(f"report?{urlencode(query_of(document.report))}")
    source = f'<span class="meaning">{escape(document.source)}</span>'
    return f'<a href="{href}">{escape(report_name(document))}</a>{source}'


def _grades(document: Document) -> str:
    found = [(name, document.grade_of(area)) for area, name in _AREAS.items()]
    lines = [f"<li>{name}: {grade_badge(grade)}</li>" for name, grade in found if grade]
    return f'<ul class="grades">{"".join(lines)}</ul>' if lines else "Not found"


def _worth(document: Document) -> str:
    """Sorts by the overall grade, the best first."""
    grade = document.grade_of("overall")
    return str(_ORDER.index(grade)) if grade else ""


def _day(document: Document) -> str:
    day = document.end_date or document.start_date
    return day.isoformat() if day else ""


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
    return f'<div class="ours">{html}</div>'
