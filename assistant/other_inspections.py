"""Other inspections that a question is about: of another year, or by other inspectors."""

from __future__ import annotations

import re

from assistant.asking import YEAR

_INSPECTION = r"(?:inspection|report|ofsted|ilacs|visit|judge?ment|findings?|review|letter)s?"
# What is only compared with that year: "since 2022", "how has it changed".
_COMPARES = re.compile(
    r"\b(?:since|better|worse|improv\w*|chang\w*|progress\w*|still|yet|compar\w*|differen\w*|versus"
    r"|vs|than|fix\w*|address\w*|moved|climb\w*|now|today|turn\w* round|turnaround|journey|after"
    r"|following|remain\w*|from (?:19|20)\d\d|so far|no longer|anymore|drop\w*|fall\w*|fell"
    r"|rise\w*|rose|went|slip\w*|put right|happen\w*|gone|come|came|catch|caught)\b",
    re.IGNORECASE,
)
_OF_THAT_YEAR = re.compile(
    rf"\b(?:19|20)\d\d(?:'s)? (?:(?:ofsted|ilacs|sif|full|short|inspection) )*{_INSPECTION}\b"
    rf"|\b{_INSPECTION} (?:of|from|in|dated) (?:\w+ )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_IN_THAT_YEAR = re.compile(
    r"\b(?:back in|in|during|for|of) (?:the year |\w+ )?(?:19|20)\d\d\b", re.I
)
_PAST = re.compile(
    r"\b(?:was|were|did|had|got|said|found|given|ran|led|rated|graded|judged)\b", re.I
)
_GRADES = re.compile(
    r"\b(?:grad\w+|rat(?:ed|ing)s?|judge?\w*|inadequate|outstanding|overall)\b", re.I
)

_INSPECTORATES = {
    "the Care Quality Commission": r"cqc|care quality commission",
    "the inspectorate of constabulary": r"hmicfrs|hmic|inspectorate of constabulary",
    "the inspectorates of probation or prisons": (
        r"hmip|hmi (?:probation|prisons)|(?:probation|prisons) inspectorate"
        r"|inspectorate of (?:probation|prisons)"
    ),
    "an inspection of services for special educational needs and disabilities": (
        r"(?:local )?area send(?: inspections?)?"
        r"|send (?:local )?(?:area )?(?:partnership )?inspections?"
    ),
    "a joint targeted area inspection": r"jtai|joint targeted area inspections?",
    "a monitoring visit": r"monitoring visits?",
    "a focused visit": r"focuss?ed visits?",
}
_STAND_IN = "INSPECTORATE"
_SAYS = r"(?:sa(?:y|id|ys)|f(?:ind|ound|indings?)|rat\w+|grad\w+|judge?\w*|inspect\w*|reports?)"
_IS_ASKED = re.compile(
    rf"\b(?:did|does|has|have|had|was|were|is|of|by|to|from|the|latest|last|first|second|our|an?)"
    rf" {_STAND_IN}\b|\b{_STAND_IN}(?:'s)?\W+(?:\w+\W+){{0,2}}?{_SAYS}\b|^\W*{_STAND_IN}\b"
)
_IS_BACKGROUND = re.compile(
    r"\b(?:register\w*|notif\w*|refer\w*|reported|since|after|following) (?:\w+ ){0,3}"
    rf"{_STAND_IN}"
)


def year_asked(text: str, told: str) -> str | None:
    """The one year whose inspection the question is about; None where it only compares with it.

    ``told`` is what the report says. Of a year that it speaks of, the grades may be asked for.
    """
    years = set(YEAR.findall(text))
    if len(years) != 1 or _COMPARES.search(text):
        return None
    year = years.pop()
    if year in told and _GRADES.search(text):
        return None
    in_the_past = _IN_THAT_YEAR.search(text) and _PAST.search(text)
    return year if in_the_past or _OF_THAT_YEAR.search(text) else None


def inspectorate_asked(text: str, told: str) -> str | None:
    """What other inspection the question is about, in words; None for one that ``told`` names."""
    for name, words in _INSPECTORATES.items():
        cue = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        masked = cue.sub(_STAND_IN, text)
        if masked == text or cue.search(told):
            continue
        if _IS_ASKED.search(masked) and not _IS_BACKGROUND.search(masked):
            return name
    return None
