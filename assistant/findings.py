"""What works and what does not: which of the two a question asks for, and a sentence finds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Side = Literal["faults", "strengths", "both"]

# Of inspectors, who say it in few ways. Read off the reports: docs/retrieval.md.
_FAULT = re.compile(
    r"\b(?:not(?!\s+(?:only|just|possible|to\b))|never|cannot|no\s+(?:annual|clear|formal)"
    r"|lack(?:s|ed|ing)?|delay(?:s|ed)?|drift|inconsisten(?:t|tly|cy|cies)|variab\w+"
    r"|(?<!-)limited(?! or no)|limits|insufficient\w*|inadequate|ineffective\w*"
    r"|weak(?:er|ly|ness)?|poor(?:er|ly)?|slow(?:er|ly|ness)?"
    r"|too\s+(?:long|much|late|many|few|little|often|slow\w*|soon|early|narrow\w*|reliant"
    r"|optimistic|high|large|vague|generic|variable)|overdue|backlogs?|unallocated|untimely|unclear"
    r"|shortfalls?|shortages?|shortcomings?|gaps|underdeveloped|instability|waiting lists?"
    r"|fail(?:s|ed|ing|ings|ures?)?|inappropriate\w*|unregistered|unregulated|unmet|uncertainty"
    r"|however|although|overly|yet\s+to|more\s+to\s+do|further\s+work"
    r"|remains?\s+(?:an?|too|un\w+|to\s+be)|(?:is|are)\s+less\s+\w+"
    r"|need(?:ed|s)\s+(?:a\s+)?(?:sharper|greater|better|stronger|more|further|improv\w+)"
    r"|struggl\w+|hamper\w*|hinder\w*|undermin\w+|imped\w+"
    r"|reduc\w+\s+(?:the|their)\s+(?:effectiveness|impact|ability|clarity))\b",
    re.IGNORECASE,
)
_AVOIDED = re.compile(
    r"\b(?:without|minimis\w+|reduc\w+|avoid\w*|prevent\w*|address\w*|tackl\w+|eliminat\w+|no"
    r"|little)\s+(?:\w+\s+){0,2}?"
    r"(?:drift(?:\s+(?:and|or)\s+delays?)?|delays?|gaps|backlogs?|shortfalls?)\b",
    re.IGNORECASE,
)
# "When a child cannot live at home, …": what is found comes after it.
_CONDITION = re.compile(
    r"^(?:(?:However|Equally|Additionally), )?(?:When|Where|If|Once|Until)\b[^,]*,"
)
_NOT = r"(?:not|isn'?t|aren'?t|wasn'?t|doesn'?t|don'?t)"
_HOW = r"(?:so |very |that |as |too |really |particularly )?"
_WHY_A_GRADE = (
    r"why\b(?=[^.?]*\b(?:requires? improvement|ri|inadequate|(?:so|that|this) low"
    rf"|(?:{_NOT}|only|just) (?:[\w']+ ){{0,5}}(?:good|outstanding|higher|better))\b)"
)
_FAULTS_ASKED = re.compile(
    r"\b(?:weak(?:ness(?:es)?|est|er)?|shortcomings?"
    r"|criticisms?|criticis(?:e|ed|es|ing)|critical of|faults?|failings?|failures?|downsides?"
    r"|negatives?|cons"
    r"|(?:fall|falls|fell|fallen|falling|come|came|coming) short|(?:go|going|gone|goes|went|get|got"
    r"|getting) wrong|(?:what(?:'?s| is| was)|anything) (?:\w+ )?(?:wrong|bad)"
    rf"|{_NOT} (?:\w+ )?(?:working|going|doing|work|go|do) {_HOW}(?:well|good|right)"
    rf"|(?:what|which|anything|where)\b[^.?]{{0,20}} {_NOT} (?:\w+ )?working"
    rf"|{_NOT} {_HOW}(?:good|great|strong|joined up)|hold(?:s|ing)? (?:\w+ ){{0,4}}back"
    r"|(?:any|what|which|main|key|biggest)(?= (?:\w+ ){0,2}(?:problems?|issues?|concerns?)\b)"
    r"|(?:main|key|biggest|top|greatest) (?:\w+ )?(?:risks?|worries|challenges?)"
    r"(?! (?:to|for|of|facing) (?!the (?:trust|council|services?)\b|us\b))"
    rf"|{_WHY_A_GRADE}"
    r"|bad (?:bits?|points?|things?|news)|gaps|the holes|(?:weak|soft) spots?|wobbl(?:e|es|y)"
    r"|where\b[^.?]*\btoo slow"
    r"|every (?:example of )?delays?)\b",
    re.IGNORECASE,
)
_STRENGTHS_ASKED = re.compile(
    r"\b(?:strengths?|strong(?:er)? (?:points?|areas?|side)|positives?|pros"
    rf"|(?:working|going|doing|goes|went|works?|done) {_HOW}well"
    r"|(?:is|are) (?:solid|strong)(?=,? (?:and|but|or) where\b)"
    r"|good (?:bits?|points?|things?|news|practice)|praise[ds]?|proud of|successes)\b",
    re.IGNORECASE,
)
# Faults where something else is asked for as well: "permanence, strengths and delays".
_AS_WELL = re.compile(
    r"\b(?:(?<!without )delays?|concerns|problems|issues|areas? (?:for|to|that))\b", re.IGNORECASE
)

# "How did they do, including the not so good?" asks for the good as well.
_INCLUDED = re.compile(r"\bincluding (?:the |our |any )?$", re.IGNORECASE)
# "What is done when home education isn't good enough?"
_WHERE_IT_FALLS_SHORT = re.compile(
    rf"\b(?:when|if|once) (?:[\w'-]+ ){{1,5}}{_NOT} good enough\b", re.IGNORECASE
)


def side_asked(text: str) -> Side | None:
    """Whether a question asks what does not work, what does, or for both; None for neither."""
    text = _WHERE_IT_FALLS_SHORT.sub(" ", text.replace("’", "'"))
    faults = _FAULTS_ASKED.search(text)
    rest = _FAULTS_ASKED.sub(" ", text)
    strengths = _STRENGTHS_ASKED.search(rest)
    if strengths and (faults or _AS_WELL.search(rest)):
        return "both"
    if faults and _INCLUDED.search(text[: faults.start()]):
        return "both"
    return "faults" if faults else "strengths" if strengths else None


def asks_why_a_grade(text: str) -> bool:
    """Whether a question asks why something is less than good."""
    return bool(re.search(_WHY_A_GRADE, text, re.IGNORECASE))


def without_sides(text: str) -> str:
    """A question without the words that say which side it asks for."""
    return _STRENGTHS_ASKED.sub(" ", _FAULTS_ASKED.sub(" ", text))


# The sentences of a report come again with every question.
@lru_cache(maxsize=4096)
def finds_fault(text: str) -> bool:
    """Whether a sentence of a report says that something falls short."""
    return bool(_FAULT.search(_AVOIDED.sub(" ", _CONDITION.sub(" ", text))))
