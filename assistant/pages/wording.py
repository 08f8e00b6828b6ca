"""How the pages name things: reports, dates, grades, places in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from assistant.models import Outcome
    from ingest.models import Document, Grade, Passage

_GRADES: dict[Grade, str] = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires improvement": "Requires improvement to be good",
    "inadequate": "Inadequate",
}
_OUTCOMES: dict[Outcome, str] = {
    "answered": "",
    "partial": "Partly answered",
    "not_in_report": "Not in the report",
    "off_topic": "Not about the inspection",
}
_PARTS = {
    "header": "About this inspection",
    "judgements": "The grades",
    "summary": "Summary, paragraph {item}",
    "improvements": "Improvement {item}",
    "footnote": "Footnote {item}",
    "about": "About Ofsted and this report",
}


def grade_words(grade: Grade | None) -> str:
    """The grade as Ofsted prints it; empty where there is none."""
    return _GRADES[grade] if grade else ""


def day_words(day: date) -> str:
    """A date such as "24 October 2025"."""
    return f"{day.day} {day:%B %Y}"


def dates_words(start: date | None, end: date | None) -> str:
    """Both days without repeating what they share: "13 to 24 October 2025"."""
    if start is None or end is None or start == end:
        known = end or start
        return day_words(known) if known else ""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day_words(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} to {day_words(end)}"
    return f"{day_words(start)} to {day_words(end)}"


def report_title(document: Document) -> str:
    """Which it is: "inspection of Sandwell children's services, 13 to 24 October 2025"."""
    dates = dates_words(document.start_date, document.end_date)
    return f"inspection of {document.authority} children's services" + (dates and f", {dates}")


def report_name(document: Document) -> str:
    """Enough to tell it from other reports: "Sandwell, October 2025"."""
    month = f", {document.end_date:%B %Y}" if document.end_date else ""
    return f"{document.authority}{month}"


def sentence_case(text: str) -> str:
    """The text with its first letter as a capital, nothing else changed."""
    return text[:1].upper() + text[1:]


def place_words(passage: Passage) -> str:
    """Where a passage stands, as a heading: "Paragraph 12", "Improvement 2"."""
    return locator_words(passage.locator)


def locator_words(locator: str) -> str:
    """What a locator names, as a heading: "p12" is "Paragraph 12"."""
    part, _, item = locator.partition(".")
    return _PARTS[part].format(item=item) if part in _PARTS else f"Paragraph {locator[1:]}"


def section_words(passage: Passage) -> str:
    """The heading that a passage stands under; empty where its own name says it already."""
    return "What needs to improve" if passage.part == "improvements" else passage.section or ""


def within_sentence(text: str) -> str:
    """The text with its first letter small, nothing else changed."""
    return text[:1].lower() + text[1:]


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 sentence", "2 sentences"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def list_words(items: list[str]) -> str:
    """Items as in a sentence: "12, 15 and 48"."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def outcome_words(outcome: Outcome) -> str:
    """What to call an answer that is not a full one; empty for one that is."""
    return _OUTCOMES[outcome]


def answer_label(outcome: Outcome, *, everything: bool, narrowed: bool = False) -> str:
    """What stands above an answer; empty for a full one of the usual length.

    ``narrowed`` says that only some sections were searched.
    """
    if narrowed and outcome == "not_in_report":
        return "Not in the sections searched"
    return outcome_words(outcome) or ("Everything that was found" if everything else "")


def page_words(passage: Passage) -> str:
    """The page of the printed report: "page 4"; empty where it is not known."""
    return f"page {passage.page}" if passage.page else ""
