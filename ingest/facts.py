"""The facts that a report states in fixed forms: authority, dates, inspector, grades."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from ingest.blocks import collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.models import Area, Grade

_TITLE = re.compile(
    r"^Inspection of (?P<authority>.+?) children[’']s services\b",
    re.IGNORECASE,
)
# The older covers have the council's name above the kind of inspection.
_KIND = re.compile(
    r"\b(?:Re-?)?inspection of (?:children[’']s social care services|local authority children[’']s "
    r"services|services for children|looked after children services)",
    re.IGNORECASE,
)
_COUNCIL_WORDS = (
    r"(?:metropolitan |county |city |borough |district |unitary |local )*"
    r"(?:council|authority|borough|district)"
)
_TRAILING = re.compile(rf"\s+(?:{_COUNCIL_WORDS}\s*)+$", re.IGNORECASE)
_CITY = re.compile(r"\s+City$")
_LEADING = re.compile(
    r"^(?:the |london borough of |royal borough of |metropolitan borough of |borough of "
    r"|council of |city of (?!london\b))+",
    re.IGNORECASE,
)
_DATES = re.compile(r"^Inspection dates?\s*:?", re.IGNORECASE)
_NEXT_FACT = re.compile(
    r"^(?:Lead|Reporting|Report|Published|Judgements?|Age group)\b", re.IGNORECASE
)
_OVERALL = re.compile(
    r"^Children[’']s services in .*\b(?:are|is|requires?)\b|^The overall judgement", re.IGNORECASE
)
_INSPECTOR = re.compile(
    r"^(?:Lead|Reporting) inspectors?\s*:?\s*(?P<name>[^,:]+?)"
    r"(?:\s*,?\s*(?:HMI\b|H(?:er|is) Majesty).*)?$",
    re.IGNORECASE,
)
_MONTH = "|".join(calendar.month_name[1:])
_DAY = re.compile(
    rf"(?P<day>\b\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<month>{_MONTH})"
    rf"(?:\s+(?P<year>\d{{4}}|\d{{2}}\b(?!\s+(?:{_MONTH}))))?)?",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"(?P<grade>outstanding|good|requires? improvement(?: to be good)?|inadequate)$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"^Grade \d \((?P<grade>outstanding|good|adequate|inadequate)\)$", re.IGNORECASE
)
_VERB = re.compile(r"(?:\s+is)?(?:\s+that)?(?:\s+it)?(?:\s+(?:is|are))?$", re.IGNORECASE)
_LABEL_NUMBER = re.compile(r"^\d(?:\.\d)?\.?\s+")
_REFERENCE = re.compile(r"\((?P<reference>[^()]*?),?\s*national framework\)", re.IGNORECASE)


def authority_of(lines: Sequence[str]) -> str | None:
    """The short name of the authority that a cover's lines are about, None if they name none.

    >>> authority_of(["Inspection of Kent County Council", "children’s services"])
    'Kent'
    >>> authority_of(["London Borough of Bexley", "Inspection of children's social care services"])
    'Bexley'
    """
    text = collapse(" ".join(_until_dates(lines)))
    kind = _KIND.search(text)
    if kind:
        return _short(text[: kind.start()] or text[kind.end() :])
    found = _TITLE.match(text)
    return _short(found["authority"]) if found else None


def _short(name: str) -> str | None:
    plain = _LEADING.sub("", _TRAILING.sub("", collapse(name)))
    return _CITY.sub("", plain).strip() or None


def _until_dates(lines: Sequence[str]) -> list[str]:
    end = next(
        (at for at, line in enumerate(lines) if re.match("Inspection date", line, re.I)), None
    )
    return [collapse(line) for line in lines[:end]]


def inspection_dates(lines: Sequence[str]) -> tuple[date, date] | None:
    """First and last day of the line of a cover such as "Inspection dates: 28 April to 9 May 2025".

    It may run over two lines and name several periods. The month and year that a day leaves out
    are those of the next that has one. None where there is no such line, or where it names a day
    that does not exist.
    """
    start = next(
        (at for at, line in enumerate(lines) if re.match("Inspection date", line, re.I)), None
    )
    if start is None:
        return None
    said = [lines[start]]
    for line in lines[start + 1 :]:
        if _NEXT_FACT.match(line) or not re.search(rf"\d|{_MONTH}", line):
            break
        said.append(line)
    numeric = re.findall(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", " ".join(said))
    if numeric:
        days_in_figures = [date(int(year), int(month), int(day)) for day, month, year in numeric]
        return days_in_figures[0], days_in_figures[-1]
    days = list(_DAY.finditer(_DATES.sub("", collapse(" ".join(said)))))
    if not days or not days[-1]["month"] or not days[-1]["year"]:
        return None
    month, year = "", ""
    dates = []
    for day in reversed(days):
        month, year = day["month"] or month, day["year"] or year
        dates.append(_as_date(day["day"], month, year))
    known = [found for found in dates if found]
    if len(known) < len(dates) or known[-1] > known[0]:
        return None
    return known[-1], known[0]


def lead_inspector_of(lines: Sequence[str]) -> str | None:
    """The name in "Lead inspector: Name, His Majesty's Inspector"; two are joined as printed."""
    for line in lines:
        found = _INSPECTOR.match(collapse(line))
        if found:
            return found["name"].strip()
    return None


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


def is_grade(text: str) -> bool:
    """Whether the text is a grade and nothing else."""
    return _GRADE.fullmatch(collapse(text)) is not None


class BracketedGrade(NamedTuple):
    """A grade of the scale used until 2013; None for "adequate", which today's does not have."""

    grade: Grade | None


def grade_in_brackets(heading: str) -> BracketedGrade | None:
    """The grade in a heading such as "Grade 4 (Inadequate)"; None for any other heading."""
    found = _BRACKETED.match(heading)
    if found is None:
        return None
    word = found["grade"].lower()
    return BracketedGrade(None if word == "adequate" else _grade(word))


def without_verb(label: str) -> str:
    """A heading's title without the words that lead to its grade.

    >>> without_verb("The graded judgement for adoption performance is that it")
    'The graded judgement for adoption performance'
    """
    return _VERB.sub("", label).strip().rstrip(":–-").strip()


def without_number(label: str) -> str:
    """A label of the older tables without its number.

    >>> without_number("2.1 Adoption performance")
    'Adoption performance'
    """
    return _LABEL_NUMBER.sub("", label)


def overall_grade_of(line: str) -> tuple[str, Grade] | None:
    """The line that says how services are overall where the table does not, and the grade."""
    if not re.search(
        r"children[’']s services\b.*\b(?:are|is|requires?)\b|overall judgement", line, re.IGNORECASE
    ):
        return None
    graded = split_grade(collapse(line).removesuffix("."))
    return (collapse(line), graded[1]) if graded else None


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
        "require improvement": "requires improvement",
        "inadequate": "inadequate",
    }
    return grades[words.lower().removesuffix(" to be good")]


def _as_date(day: str, month: str, year: str) -> date | None:
    century = "20" if len(year) == len("22") else ""
    try:
        return datetime.strptime(f"{day} {month} {century}{year}", "%d %B %Y").date()
    except ValueError:
        return None
