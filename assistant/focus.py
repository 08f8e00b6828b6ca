"""What of the evidence counts: one area of the report, what works or what does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.areas import areas_named
from assistant.asking import left_over, with_its_topics, without_audience
from assistant.breadth import asks_for_an_overview, without_width
from assistant.findings import finds_fault, side_asked, without_sides
from assistant.glossary import concepts_in
from assistant.retrieval import Candidate, Evidence
from assistant.wording import plain, words_of_report
from ingest.facts import area_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.breadth import Breadth
    from assistant.findings import Side
    from assistant.retrieval import ScoredSentence
    from ingest.models import Area, Document, Judgement

# Of passages that find fault the best may be so much further from the question than others.
_FURTHER = 0.1
ABOUT_ALL = ("improvements", "summary")


@dataclass(frozen=True)
class Focus:
    """``side`` is what of the findings is asked for, ``area`` the one asked about.

    ``area`` is "overall" for the whole report. Both are None for a question that asks for whatever
    there is.
    """

    side: Side | None = None
    area: Area | None = None


def focus_of(text: str, document: Document, breadth: Breadth) -> Focus:
    """The focus of a question; an area is one only where the question names no more.

    What does well is left alone in a question about less than an area: it may assume what is not
    so.
    """
    side = side_asked(text)
    area = _area(text, document, one_sided=bool(side)) if side or breadth == "overview" else None
    if area is None and side == "strengths":
        return Focus()
    return Focus(side, area)


def focus_on(graded: Judgement) -> Focus:
    """What explains a grade: less than good rests on faults, good and better on strengths."""
    low = graded.grade in ("requires improvement", "inadequate")
    return Focus("faults" if low else "strengths", graded.area)


def are_areas(parts: Sequence[Focus]) -> bool:
    """Whether the parts of a question are areas to compare, and no more than that."""
    areas = {part.area for part in parts} - {None, "overall"}
    return 1 < len(areas) == len(parts) and not any(part.side for part in parts)


def _area(text: str, document: Document, *, one_sided: bool) -> Area | None:
    words = with_its_topics(plain(text, document), side_asked)
    if asks_for_an_overview(words):
        words = without_audience(words)
    words = without_width(without_sides(words))
    beside = left_over(words, document)
    areas = areas_named(words)
    if not areas:
        return "overall" if one_sided and not beside else None
    known = words_of_report(document).intersection(beside) or concepts_in(" ".join(beside))
    if len(areas) > 1 or known or (beside and not one_sided):
        return None
    return next(iter(areas))


def focused(evidence: Evidence, focus: Focus) -> Evidence:
    """What of the evidence the focus is on; all of it where nothing near is.

    What does not work in the report as a whole begins with what it says must improve.
    """
    kept = _within(evidence, focus.area) if focus.area not in (None, "overall") else evidence
    if focus.side in ("faults", "strengths"):
        kept = _on_one_side(kept, faults=focus.side == "faults")
    best = evidence.candidates[0].score if evidence.candidates else 0.0
    near = kept.candidates and (focus.area or kept.candidates[0].score >= best - _FURTHER)
    if not near:
        return evidence
    if focus.area == "overall" and focus.side:
        return _what_is_about_all_first(kept)
    return kept


def _within(evidence: Evidence, area: Area | None) -> Evidence:
    def belongs(found: ScoredSentence) -> bool:
        if found.passage.section:
            return area_of(found.passage.section) == area
        return found.passage.part in ABOUT_ALL and area in areas_named(found.text.lower())

    return _only(evidence, belongs)


def _on_one_side(evidence: Evidence, *, faults: bool) -> Evidence:
    def belongs(found: ScoredSentence) -> bool:
        if found.passage.part in (None, "summary"):
            return finds_fault(found.text) == faults
        return faults and found.passage.part == "improvements"

    return _only(evidence, belongs)


def _only(evidence: Evidence, belongs: Callable[[ScoredSentence], bool]) -> Evidence:
    sentences = tuple(each for each in evidence.sentences if belongs(each))
    passages = {each.passage.id for each in sentences}
    kept = tuple(each for each in evidence.candidates if each.passage.id in passages)
    return Evidence(kept, sentences)


def _what_is_about_all_first(evidence: Evidence) -> Evidence:
    best = evidence.candidates[0].score
    about_all = [each for each in evidence.candidates if each.passage.part in ABOUT_ALL]
    others = [each for each in evidence.candidates if each not in about_all]
    first = [Candidate(each.passage, best) for each in about_all]
    return Evidence((*first, *others), evidence.sentences)
