"""Questions that the report's structure answers exactly: its grades, what must improve."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.breadth import asks_for_an_overview
from assistant.findings import asks_why_a_grade, finds_fault
from assistant.grades import grades
from assistant.improvement_cues import (
    KINDS,
    PROOF,
    REFERENCES_EXPLAINED,
    asks_what_must_improve,
)
from assistant.improvements import improvements
from assistant.inspection_facts import inspection_facts
from assistant.quoting import quoted
from assistant.whole import of_the_whole
from assistant.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answerability import Leanings
    from assistant.improvements import Required
    from assistant.models import AnswerSentence
    from assistant.retrieval import Evidence
    from ingest.models import Document, Passage

_WHICH = re.compile(r"\bwhich (?!(?:government )?(?:document|guidance|framework))", re.IGNORECASE)
_ITEMS_PROVED = 2
_PARAGRAPHS_OF_PROOF = 2
# As similarities go, no difference.
_AS_NEAR = 0.02


def from_structure(
    text: str,
    document: Document,
    passages: Sequence[Passage],
    evidence: Evidence,
    search: Callable[[str], Evidence],
    leanings: Leanings,
    parts_asked: Sequence[str] = (),
) -> list[AnswerSentence]:
    """What the summary, the header, the grades or the list of what must improve say to a question.

    By its words; where these do not tell, by what questions like it ask for (``leanings``). []
    where it asks for something else or more: so it does if what must improve is asked for in some
    of ``parts_asked`` only. ``passages`` are all of the report's; ``evidence`` is what ``search``
    finds for the question.
    """
    whole = of_the_whole(text, document, passages)
    if whole:
        return whole
    if REFERENCES_EXPLAINED.search(plain(text, document)):
        explained = [quoted(passage) for passage in passages if passage.part == "footnote"]
        listed = improvements(text, document, passages, evidence) if _WHICH.search(text) else None
        return [*(listed.sentences if listed else ()), *explained]
    parts = {passage.part: passage for passage in passages}
    told = inspection_facts(text, parts.get("header"), parts.get("about")) or grades(
        text, document, passages, evidence
    )
    plainly = [plain(part, document) for part in parts_asked]
    asks = {asks_what_must_improve(part) for part in plainly if not PROOF.search(part)}
    if told or asks_why_a_grade(text) or (len(asks) > 1 and not KINDS.search(text)):
        return told
    required = improvements(text, document, passages, evidence)
    if required is None and leanings.grade > max(leanings.improve, 0.0):
        return grades(text, document, passages, evidence, known=True)
    if required is None and leanings.improve > 0 and not asks_for_an_overview(text):
        required = improvements(text, document, passages, evidence, known=True)
    if required is None:
        return []
    return [*required.sentences, *map(quoted, _behind(required, evidence, search))]


def _behind(
    required: Required, evidence: Evidence, search: Callable[[str], Evidence]
) -> list[Passage]:
    """The paragraphs on which items rest, where these are asked for.

    Of a problem that was named the nearest, if it is as near as the items.
    """
    if required.proof and len(required.items) <= _ITEMS_PROVED:
        return _grounds(required, search)
    if not required.by_problem:
        return []
    scores = {c.passage.id: c.score for c in evidence.candidates}
    best = max((scores.get(item.id, 0.0) for item in required.items), default=0.0)
    nearest = _paragraphs(evidence)[:1]
    as_near = [passage for passage in nearest if scores[passage.id] >= best - _AS_NEAR]
    alone = len(required.items) == 1
    return _grounds(required, search) if alone and not as_near else as_near


def _grounds(required: Required, search: Callable[[str], Evidence]) -> list[Passage]:
    found = [_faults(search(item.text)) for item in required.items]
    return list(dict.fromkeys(p for faults in found for p in faults[:_PARAGRAPHS_OF_PROOF]))


def _faults(evidence: Evidence) -> list[Passage]:
    """What must improve rests on paragraphs that find fault."""
    return [
        passage
        for passage in _paragraphs(evidence)
        if any(finds_fault(passage.text[s.start : s.end]) for s in passage.sentences)
    ]


def _paragraphs(evidence: Evidence) -> list[Passage]:
    return [c.passage for c in evidence.candidates if c.passage.paragraph is not None]
