"""What needs no weighing of evidence: look-ups, the report's structure, what asks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import prompts
from assistant.decision import Decision, refusal
from assistant.lookup import look_up
from assistant.models import AnswerSentence, Outcome
from assistant.quoting import quoted
from assistant.refusals import about_elsewhere, off_topic
from assistant.structure import from_structure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.intake import Intake
    from assistant.models import Question
    from assistant.retrieval import Evidence
    from assistant.scope import Scoped
    from assistant.silence import Searched
    from assistant.understanding import Understood
    from ingest.models import Document, Passage
    from vectorstore.index import Index


def refused_unread(intake: Intake, asked: Scoped) -> Decision | None:
    """For what asks nothing that these reports could be searched for."""
    if intake.unasked == "only orders":
        return refusal("off_topic", off_topic(asked.documents))
    if intake.unasked == "another language":
        return refusal("off_topic", prompts.render("only_english"))
    if asked.elsewhere:
        return refusal("not_in_report", about_elsewhere(asked.elsewhere, asked.documents))
    return None


def looked_up(question: Question, index: Index, documents: Sequence[Document]) -> Decision | None:
    """The places that the question names, and which of them do not exist; None if it names none."""
    found: list[Passage] = []
    missing: list[str] = []
    several = len(documents) > 1
    sentences: list[AnswerSentence] = []
    for document in documents:
        places = look_up(question.text, document)
        if places is None:
            return None
        missing.extend(places.missing)
        for locator in places.locators:
            passage = index.catalogue.passage(document.report, locator)
            if passage is not None:
                found.append(passage)
                sentences.append(quoted(passage, document if several else None))
    if not found:
        lines = tuple(AnswerSentence(line, new_paragraph=True) for line in missing)
        return Decision("not_in_report", lines)
    outcome: Outcome = "partial" if missing else "answered"
    return Decision(outcome, tuple(sentences), tuple(found), tuple(missing))


def of_structure(
    understood: Understood,
    index: Index,
    documents: Sequence[Document],
    whole: Searched,
    search: Callable[[str], Evidence],
) -> Decision | None:
    """Only for one report: the grades of several are a comparison, not a look-up."""
    if len(documents) != 1:
        return None
    passages = index.catalogue.passages(documents[0].report)
    sentences = from_structure(
        understood.standalone,
        documents[0],
        passages,
        whole.evidence,
        search,
        whole.leanings,
        understood.parts_said,
    )
    if not sentences:
        return None
    by_locator = {passage.locator: passage for passage in passages}
    cited = dict.fromkeys(c.locator for s in sentences for c in s.citations)
    return Decision("answered", tuple(sentences), tuple(by_locator[locator] for locator in cited))
