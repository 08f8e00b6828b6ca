"""What a report covers near a question that it leaves open: subjects and paragraphs, no quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.glossary import concepts_in
from assistant.inflection import plurals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.retrieval import Evidence
    from ingest.models import Passage

_MOST_PARAGRAPHS = 3
_REACH = 0.1
# Farther off, nothing is near.
_LEAST_SCORE = 0.3
# What so large a share of the passages print says little about one of them.
_COMMON = 0.3
_NO_SUBJECTS = ("Ofsted", "inspector", "judgement")


def nearby(question: str, evidence: Evidence, passages: Sequence[Passage]) -> str:
    """Such as "caseloads (paragraph 54) and care leavers (paragraphs 30 and 36)"; "" for nothing.

    A paragraph's subject is a term of the sector that it prints: one that is asked about, else the
    one that the fewest of ``passages`` (all of the report's) print; else its section's title.
    """
    found = [c for c in evidence.candidates if c.passage.paragraph is not None]
    if not found or found[0].score < _LEAST_SCORE:
        return ""
    near = [c.passage for c in found if c.score >= found[0].score - _REACH][:_MOST_PARAGRAPHS]
    asked = {concept.term for concept in concepts_in(question)}
    sentences = {s.passage.id: s.text for s in reversed(evidence.sentences)}
    texts = [passage.text.lower() for passage in passages]
    by_subject: dict[str, list[int]] = {}
    for passage in near:
        subject = _subject(passage, sentences.get(passage.id, ""), asked, texts)
        by_subject.setdefault(subject, []).append(passage.paragraph or 0)
    return listed([f"{name} ({_numbered(numbers)})" for name, numbers in by_subject.items()])


def listed(items: Sequence[object], last: str = "and") -> str:
    """Such as "a, b and c"; "" for none."""
    *first, end = [str(item) for item in items] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def _subject(passage: Passage, sentence: str, asked: set[str], texts: Sequence[str]) -> str:
    def prints(form: str) -> int:
        return sum(form.lower() in text for text in texts)

    told = [*_terms(passage.text).items()]
    telling = {term: form for term, form in told if prints(form) <= _COMMON * len(texts)}
    nearest = [form for form in telling.values() if form.lower() in sentence.lower()]
    choice = [form for term, form in telling.items() if term in asked] or nearest
    return min(choice or telling.values(), key=prints, default=_title(passage))


def _terms(text: str) -> dict[str, str]:
    """The sector's terms that a text prints, and how it prints each."""
    lower = text.lower()
    found: dict[str, str] = {}
    for concept in concepts_in(text):
        if concept.term in _NO_SUBJECTS:
            continue
        forms = [f for f in (*plurals(concept.term), concept.term) if f.lower() in lower]
        if forms:
            found[concept.term] = forms[0]
    return found


def _title(passage: Passage) -> str:
    title = passage.section or "the report"
    return title[:1].lower() + title[1:]


def _numbered(numbers: Sequence[int]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {listed(sorted(numbers))}"
