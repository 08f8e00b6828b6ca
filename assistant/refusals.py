"""What is said instead of an answer: sentences without citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import prompts
from assistant.nearby import listed, nearby

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.other_reports import Elsewhere
    from assistant.silence import Searched
    from ingest.models import Document, Passage


def not_in_report(
    question: str, searched: Searched, documents: Sequence[Document], passages: Sequence[Passage]
) -> str:
    """That the report does not say, which words are not in it, and what it covers nearby, if any.

    ``passages`` are all of the one report's; where several are asked, only their names are given.
    """
    one = len(documents) == 1
    topics = nearby(question, searched.evidence, passages) if one else ""
    reports = report_titles(documents)
    told = [prompts.render("not_in_report")]
    if one and searched.unmentioned:
        words = in_quotation_marks(searched.unmentioned)
        told.append(prompts.render("not_in_report_words", words=words))
    if topics:
        told.append(prompts.render("not_in_report_nearby", reports=reports, topics=topics))
    else:
        told.append(prompts.render("not_in_report_nothing", reports=reports))
    return " ".join(told)


def in_quotation_marks(words: Sequence[str]) -> str:
    """Such as "“CAMHS” or “EHCP”"."""
    return listed([f"“{each}”" for each in words], "or")


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
