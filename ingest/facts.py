"""The facts that a report states in fixed forms: authority, dates, inspector, grades."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.models import Area, Grade

_TITLE = re.compile(
    r"^(?:Inspection of )?(?P<authority>.+?)(?: local authority| council)? children[’']s services$",
    re.IGNORECASE,
)
_DATES = re.compile(r"^Inspection dates?\s*:?\s*(?P<dates>.*\d{4})\b", re.IGNORECASE)
_INSPECTOR = re.compile(r"^Lead inspectors?\s*:?\s*(?P<name>[^,]+)", re.IGNORECASE)
_MONTH = "|".join(calendar.month_name[1:])
_DAY = re.compile(
    rf"(?P<day>\b\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<month>{_MONTH}))?(?:\s+(?P<year>\d{{4}}))?\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"(?P<grade>outstanding|good|requires improvement(?: to be good)?|inadequate)$", re.IGNORECASE
)
_REFERENCE = re.compile(r"\((?P<reference>[^()]*?),?\s*national framework\)", re.IGNORECASE)


def authority_of(line: str) -> str | None:
    """The authority in a title such as "Inspection of X local authority children's services"."""
    found = _TITLE.match(line)
    if found is None or not line.lower().startswith("inspection of"):
        return None
    return found["authority"].strip()


def inspection_dates(line: str) -> tuple[date, date] | None:
    """First and last day of a line such as "Inspection dates: 28 April to 9 May 2025".

    The month and year that a first day leaves out are those of the last. None where the line
    is not one of dates, or names a day that does not exist.
    """
    found = _DATES.match(line)
    if found is None:
        return None
    days = list(_DAY.finditer(found["dates"]))
    if not days or not days[-1]["month"] or not days[-1]["year"]:
        return None
    last = days[-1]
    start = _as_date(days[0], last["month"], last["year"])
    end = _as_date(last, last["month"], last["year"])
    return (start, end) if start and end and start <= end else None


def lead_inspector_of(line: str) -> str | None:
    """The name in "Lead inspector: Name, His Majesty's Inspector"."""
    found = _INSPECTOR.match(line)
    return found["name"].strip() if found else None


def split_grade(line: str) -> tuple[str, Grade] | None:
    """A label and the grade at the end of its line; None where no grade stands there.

    >>> split_grade("The experiences of care leavers: requires improvement to be good")
    ('The experiences of care leavers', 'requires improvement')
    """
    found = _GRADE.search(line)
    if found is None:
        return None
    before = line[: found.start()]
    label = before.strip().rstrip(":–-").strip()
    separated = before != before.rstrip() or before.endswith((":", "–", "-"))
    if not label or not separated:
        return None
    return label, _grade(found["grade"])


def area_of(label: str) -> Area | None:
    """Which of the judgement areas a label names; None for one of another framework."""
    words = label.lower()
    if "overall effectiveness" in words:
        return "overall"
    if "leader" in words:
        return "leaders"
    if "help and protection" in words:
        return "help_and_protection"
    if "in care" in words or "looked after" in words:
        return "in_care"
    if "care leavers" in words:
        return "care_leavers"
    return None


def framework_reference_of(text: str) -> str | None:
    """What an improvement was cross-referenced to, for example "outcome 3"."""
    found = _REFERENCE.search(text)
    return found["reference"].strip() if found else None


def _grade(words: str) -> Grade:
    grades: dict[str, Grade] = {
        "outstanding": "outstanding",
        "good": "good",
        "requires improvement": "requires improvement",
        "inadequate": "inadequate",
    }
    return grades[words.lower().removesuffix(" to be good")]


def _as_date(match: re.Match[str], month: str, year: str) -> date | None:
    text = f"{match['day']} {match['month'] or month} {match['year'] or year}"
    try:
        return datetime.strptime(text, "%d %B %Y").date()
    except ValueError:
        return None
