"""An answer as the component draws it, every offset resolved."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.pages.addresses import href_of
from assistant.pages.ask_address import Scope, address_of
from assistant.pages.wording import (
    answer_label,
    counted,
    grade_words,
    list_words,
    page_words,
    place_words,
    report_name,
    report_title,
    section_words,
    within_sentence,
)
from assistant.spans import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import Answer, Citation, Question
    from assistant.pages.views import (
        LinkView,
        MarkerView,
        SentenceView,
        SourceView,
        Tone,
        TurnView,
    )
    from ingest.models import Passage
    from vectorstore.catalogue import Catalogue

LOOKED_AT_SHOWN = 5
SCOPE_NAMED = 2
# Of the questions before it, so many go into the address of one that leans on them.
_LEANS_ON = 3


def answered_view(
    question: Question,
    answer: Answer,
    catalogue: Catalogue,
    suggestions: Sequence[str] = (),
    widens: bool = False,
) -> TurnView:
    """The answer with its evidence, taken from the catalogue that it was answered from."""
    return {
        "question": answer.question,
        "tone": _tone(answer),
        "label": _label(question, answer),
        "scope": scope_words(Scope(question.reports, question.sections), catalogue),
        "status": "",
        "paragraphs": _paragraphs(answer),
        "sources": _sources(answer, catalogue),
        "looked_at": _looked_at(answer, catalogue),
        "not_covered": [line for line in answer.not_covered if line not in answer.markdown],
        "warnings": list(answer.warnings),
        "suggestions": list(suggestions),
        "widens": widens,
        "address": _address(question, answer),
    }


def scope_words(scope: Scope, catalogue: Catalogue) -> str:
    """What is searched: "Sandwell, October 2025 and Dudley, May 2023; 2 sections".

    The first few of many reports, a section alone by its title; empty where nothing was chosen.
    """
    known = [report for report in scope.reports if report in catalogue.report_ids()]
    names = [report_name(catalogue.document(report)) for report in known[:SCOPE_NAMED]]
    more = len(known) - len(names)
    reports = list_words([*names, counted(more, "other")] if more else names)
    return "; ".join(filter(None, (reports, _sections_words(scope.sections))))


def _sections_words(sections: Sequence[str]) -> str:
    if len(sections) == 1:
        return within_sentence(sections[0])
    return counted(len(sections), "section") if sections else ""


def announcement(question: Question, answer: Answer) -> str:
    """What a screen reader is told when the answer is there."""
    label = _label(question, answer)
    if answer.refused:
        lines = " ".join(line.text for line in answer.sentences)
        return f"{label}. {lines}"
    markers = list(dict.fromkeys(citation.marker for citation in answer.citations))
    sentences = counted(len(answer.sentences), "sentence")
    return f"{label or 'Answer ready'}: {sentences}, from {list_words(markers) or 'the report'}."


def _label(question: Question, answer: Answer) -> str:
    return answer_label(
        answer.outcome, everything=question.everything, narrowed=bool(question.sections)
    )


def _tone(answer: Answer) -> Tone:
    if answer.refused:
        return "refused"
    return "partial" if answer.outcome == "partial" else "answered"


def _paragraphs(answer: Answer) -> list[list[SentenceView]]:
    numbers = {citation: number for number, citation in enumerate(answer.citations)}
    paragraphs: list[list[SentenceView]] = []
    for line in answer.sentences:
        if line.new_paragraph or not paragraphs:
            paragraphs.append([])
        markers: list[MarkerView] = [
            {"text": f"[{each.marker}]", "quote": numbers[each]} for each in line.citations
        ]
        paragraphs[-1].append({"text": line.text, "markers": markers})
    return paragraphs


def _sources(answer: Answer, catalogue: Catalogue) -> list[SourceView]:
    """Each cited passage once, in the order in which the answer first cites it."""
    by_passage: dict[tuple[str, str], list[Citation]] = {}
    for citation in answer.citations:
        by_passage.setdefault((citation.report, citation.locator), []).append(citation)
    numbers = {citation: number for number, citation in enumerate(answer.citations)}
    sources: list[SourceView] = []
    for (report, locator), citations in by_passage.items():
        passage = _passage(catalogue, report, locator)
        if passage is None:
            continue
        spans = cut(_shown_text(passage), [(each.start, each.end) for each in citations])
        sources.append(
            {
                "link": _link(passage, catalogue),
                "pieces": [
                    {
                        "text": span.text,
                        "quotes": [numbers[citations[n]] for n in span.covered_by],
                    }
                    for span in spans
                ],
                "citation": _citation(passage, citations, catalogue),
            }
        )
    return sources


def _citation(passage: Passage, citations: Sequence[Citation], catalogue: Catalogue) -> str:
    """The quoted words and where they stand, as one would write it in a paper."""
    spans = cut(passage.text, [(each.start, each.end) for each in citations])
    words = "".join(
        span.text if span.covered_by or not span.text.strip() else " […] " for span in spans
    )
    title = report_title(catalogue.document(passage.report))
    where = ", ".join(filter(None, (place_words(passage), page_words(passage))))
    quote = words.strip().removeprefix("[…]").removesuffix("[…]").strip()
    return f"“{quote}” (Ofsted, {title}, {where[0].lower()}{where[1:]})"


def _shown_text(passage: Passage) -> str:
    """The passage's text, of the same length; a table keeps its rows on lines of their own."""
    if passage.part != "judgements":
        return passage.text
    starts = [sentence.start for sentence in passage.sentences if sentence.start > 0]
    edges = pairwise([0, *starts, len(passage.text) + 1])
    return "\n".join(passage.text[start : end - 1] for start, end in edges)


def _looked_at(answer: Answer, catalogue: Catalogue) -> list[LinkView]:
    """The nearest places, where a search found no answer; none where it was no matter of search."""
    if answer.outcome != "not_in_report" or answer.exact:
        return []
    best = answer.retrieved[:LOOKED_AT_SHOWN]
    found = (_passage(catalogue, each.report, each.locator) for each in best)
    return [_link(passage, catalogue) for passage in found if passage is not None]


def _passage(catalogue: Catalogue, report: str, locator: str) -> Passage | None:
    """The passage, or None where the index has lost it since it answered."""
    return catalogue.passage(report, locator) if report in catalogue.report_ids() else None


def _link(passage: Passage, catalogue: Catalogue) -> LinkView:
    """The report is named only where there are several to tell apart."""
    document = catalogue.document(passage.report)
    several = len(catalogue.report_ids()) > 1
    named = report_name(document) if several else ""
    where = [named, section_words(passage), page_words(passage)]
    return {
        "title": place_words(passage),
        "section": " · ".join(part for part in where if part),
        "grade": grade_words(passage.grade),
        "href": href_of(passage.report, passage.locator),
        "report": passage.report,
        "locator": passage.locator,
    }


def _address(question: Question, answer: Answer) -> str:
    """With the questions before it only where it cannot be understood without them.

    Empty for a question that no link should carry.
    """
    if answer.personal:
        return ""
    leans = answer.standalone_question != answer.question
    earlier = question.history[-_LEANS_ON:] if leans else ()
    scope = Scope(question.reports, question.sections)
    return address_of((*earlier, answer.question), scope)
