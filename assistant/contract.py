"""Answers, reports and passages as the JSON that other programs rely on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ingest.models import AREAS

if TYPE_CHECKING:
    from assistant.models import Answer
    from ingest.models import Document, Passage


def answer_json(answer: Answer, question_id: object = None) -> dict[str, Any]:
    """What ``ask --json`` prints; ``question_id`` is the batch line's own."""
    return {
        "id": question_id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "outcome": answer.outcome,
        "answer": answer.markdown,
        "answered_by": answer.answered_by,
        "citations": [dict(vars(citation)) for citation in answer.citations],
        "retrieved": [dict(vars(retrieved)) for retrieved in answer.retrieved],
        "not_covered": list(answer.not_covered),
        "warnings": list(answer.warnings),
        "seconds": dict(answer.seconds),
    }


def report_json(document: Document) -> dict[str, Any]:
    """One element of what ``reports --json`` prints."""
    return {
        "report": document.report,
        "authority": document.authority,
        "kind": document.kind,
        "start_date": document.start_date and document.start_date.isoformat(),
        "end_date": document.end_date and document.end_date.isoformat(),
        "lead_inspector": document.lead_inspector,
        "judgements": {area: document.grade_of(area) for area in AREAS},
        "paragraphs": len(document.paragraphs),
        "sections": [asdict(section) for section in document.sections],
        "improvements": len(document.improvements),
        "source": document.source,
        "sha256": document.sha256,
        "warnings": list(document.warnings),
    }


def passage_json(passage: Passage) -> dict[str, Any]:
    """One element of what ``cite --json`` prints."""
    fields = ("report", "locator", "paragraph", "part", "section", "grade", "page", "text")
    return {field: getattr(passage, field) for field in fields}
