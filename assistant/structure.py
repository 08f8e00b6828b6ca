"""Questions that the report's structure answers exactly: its grades, what must improve."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import prompts
from assistant.models import AnswerSentence
from assistant.quoting import quote, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.models import Area, Document, Judgement, Passage

_GRADE_CUE = re.compile(
    r"\b(?:grad(?:e|es|ed|ing)|rat(?:ed|ing|ings)|judge?ments?|judged|overall effectiveness"
    r"|outstanding|inadequate|requires improvement|ri)\b",
    re.IGNORECASE,
)
_IMPROVE_CUE = re.compile(
    r"\b(?:(?:areas?|priorit(?:y|ies)|points) (?:for|of) (?:improvement|development)"
    r"|recommendations|improvements|needs? improving|areas? (?:that )?requires? improvement"
    r"|(?:needs?|needed|must|has|have|had) to (?:improve|get better|be improved|be better)"
    r"|must improve|must get better|should improve)\b",
    re.IGNORECASE,
)
_AREA_CUES: dict[Area, re.Pattern[str]] = {
    "leaders": re.compile(r"\b(?:leaders?|leadership|management)\b", re.IGNORECASE),
    "help_and_protection": re.compile(
        r"\b(?:help and protection|child protection|protection|safeguarding)\b", re.IGNORECASE
    ),
    "care_leavers": re.compile(
        r"\b(?:care leavers?|leaving care|care[- ]experienced)\b", re.IGNORECASE
    ),
    "in_care": re.compile(r"\b(?:in care|looked[- ]after|lac|cla|cared[- ]for)\b", re.IGNORECASE),
    "overall": re.compile(r"\boverall\b", re.IGNORECASE),
}
_WORD = re.compile(r"[a-z]+|\d+")
# Words that may stand in such a question without asking for anything more.
_PLAIN = Path(__file__).parent / "data" / "plain_words.txt"


def grades(question: str, document: Document, table: Passage | None) -> list[AnswerSentence]:
    """What the grade table says; [] where the question asks for something else or more."""
    if table is None or not _GRADE_CUE.search(question) or _asks_for_more(question, document):
        return []
    wanted = _areas(question)
    rows = [row for row in document.judgements if not wanted or row.area in wanted]
    named = [_grade_sentence(row, table) for row in rows]
    if wanted:
        return named
    return sorted(named, key=lambda sentence: "overall" not in sentence.text.lower())


def improvements(
    question: str, document: Document, items: Sequence[Passage]
) -> list[AnswerSentence]:
    """The list of what must improve, or its items about the group that the question names."""
    if not items or not _IMPROVE_CUE.search(question) or _asks_for_more(question, document):
        return []
    wanted = _areas(question) - {"overall"}
    chosen = [item for item in items if not wanted or wanted & _areas(item.text)]
    if not chosen:
        return []
    whole = [quoted(item) for item in chosen]
    all_of_them = len(chosen) == len(items)
    lead = prompts.render("lead_improvements" if all_of_them else "lead_improvements_some")
    return [AnswerSentence(lead, tuple(c for s in whole for c in s.citations)), *whole]


def _grade_sentence(row: Judgement, table: Passage) -> AnswerSentence:
    at = table.text.index(row.label)
    sentence = next(s for s in table.sentences if s.start <= at < s.end)
    words = table.text[at + len(row.label) : sentence.end].strip().lower()
    text = prompts.render("lead_grade", label=row.label, grade=words)
    citation = quote(table, sentence.start, sentence.end)
    return AnswerSentence(text, (citation,), new_paragraph=True)


def _areas(text: str) -> set[Area]:
    return {area for area, cue in _AREA_CUES.items() if cue.search(text)}


def _asks_for_more(question: str, document: Document) -> bool:
    """Whether words are left over once cues, areas and the table's own labels are taken away."""
    rest = question.lower()
    for cue in _AREA_CUES.values():
        rest = cue.sub(" ", rest)
    labels = " ".join(row.label for row in document.judgements).lower()
    own = (
        f"{labels} {document.authority} {document.end_date:%B %Y}" if document.end_date else labels
    )
    known = _plain_words() | set(_WORD.findall(own.lower()))
    return any(word not in known for word in _WORD.findall(rest))


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(_PLAIN.read_text(encoding="utf-8").split())
