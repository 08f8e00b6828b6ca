"""What is said instead of an answer: sentences without citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import prompts
from assistant.nearby import listed, nearby

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.other_reports import Elsewhere
    from assistant.retrieval import Evidence
    from ingest.models import Document, Passage


def not_in_report(
    question: str, evidence: Evidence, documents: Sequence[Document], passages: Sequence[Passage]
) -> str:
    """That the report does not say, and what it covers nearby, where anything is.

    ``passages`` are all of the one report's; where several are asked, only their names are given.
    """
    topics = nearby(question, evidence, passages) if len(documents) == 1 else ""
    reports = report_titles(documents)
    if topics:
        return prompts.render("not_in_report_nearby", reports=reports, topics=topics)
    return prompts.render("not_in_report", reports=reports)


def off_topic(documents: Sequence[Document]) -> str:
    """That it is not about the inspection, and what can be asked instead."""
    return prompts.render("off_topic", reports=report_titles(documents))


def about_elsewhere(elsewhere: Elsewhere, documents: Sequence[Document]) -> str:
    """That the reports asked are not about it, and which report of the index is, if any."""
    reports = report_titles(documents)
    if not elsewhere.documents:
        name = elsewhere.name
        return prompts.render("not_in_report_elsewhere", elsewhere=name, reports=reports)
    others = listed([document.report for document in elsewhere.documents], "or")
    return prompts.render(
        "not_in_report_other_chosen", elsewhere=elsewhere.name, reports=reports, others=others
    )


def report_titles(documents: Sequence[Document]) -> str:
    """Such as "the Sandwell report of October 2025"."""
    return listed([f"the {d.authority} report of {_month(d)}" for d in documents], "or")


def _month(document: Document) -> str:
    return f"{document.end_date:%B %Y}" if document.end_date else "unknown date"
