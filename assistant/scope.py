"""The reports that a question is answered from, when it names another than those it would be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import prompts
from assistant.followups import standalone
from assistant.other_reports import asked_elsewhere
from assistant.refusals import report_titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import Question
    from assistant.other_reports import Elsewhere
    from ingest.models import Document
    from vectorstore.catalogue import Catalogue

_OURS = r"we|us|our|ours|compar\w*|versus|vs|than|differen\w*"


@dataclass(frozen=True)
class Scoped:
    """``documents`` answer; ``elsewhere`` is what they are not about though the question is."""

    question: Question
    documents: tuple[Document, ...]
    elsewhere: Elsewhere | None = None
    warnings: tuple[str, ...] = ()


def scoped(question: Question, documents: tuple[Document, ...], catalogue: Catalogue) -> Scoped:
    """The question with the reports to answer it from.

    Reports that the asker chose stay. Else a report that the question names takes the place of
    ``documents``, or stands beside them where it compares, and a warning says so.
    """
    text = standalone(question)
    elsewhere = asked_elsewhere(text, documents, catalogue)
    if elsewhere is None:
        return Scoped(question, documents)
    if question.reports or not elsewhere.documents:
        return Scoped(question, documents, elsewhere)
    named = _newest_of_each(elsewhere.documents)
    own = "|".join(re.escape(document.authority) for document in documents)
    compares = re.search(rf"\b(?:{_OURS}|{own})\b", text, re.IGNORECASE)
    chosen = (*documents, *named) if compares and elsewhere.year is None else named
    told = prompts.render(
        "from_another_report", reports=report_titles(chosen), elsewhere=elsewhere.name
    )
    return Scoped(question, chosen, warnings=(told,))


def _newest_of_each(documents: Sequence[Document]) -> tuple[Document, ...]:
    """``documents`` are newest first."""
    return tuple({document.authority: document for document in reversed(documents)}.values())
