"""An answer as the component draws it, every offset resolved."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.pages.addresses import href_of
from assistant.pages.wording import (
    counted,
    grade_words,
    list_words,
    place_words,
    report_name,
    section_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import Answer, Citation
    from assistant.pages.views import (
        LinkView,
        MarkerView,
        PieceView,
        SentenceView,
        SourceView,
        Tone,
        TurnView,
    )
    from ingest.models import Passage
    from vectorstore.catalogue import Catalogue

LOOKED_AT_SHOWN = 5


def answered_view(answer: Answer, catalogue: Catalogue) -> TurnView:
    """The answer with its evidence, taken from the catalogue that it was answered from."""
    return {
        "question": answer.question,
        "tone": _tone(answer),
        "status": "",
        "paragraphs": _paragraphs(answer),
        "sources": _sources(answer, catalogue),
        "looked_at": _looked_at(answer, catalogue) if answer.refused else [],
        "not_covered": [line for line in answer.not_covered if line not in answer.markdown],
        "warnings": list(answer.warnings),
    }


def announcement(answer: Answer) -> str:
    """What a screen reader is told when the answer is there."""
    if answer.refused:
        return "No answer found. " + " ".join(line.text for line in answer.sentences)
    markers = list(dict.fromkeys(citation.marker for citation in answer.citations))
    sentences = counted(len(answer.sentences), "sentence")
    return f"Answer ready: {sentences}, from {list_words(markers) or 'the report'}."


def cut(text: str, spans: Sequence[tuple[int, int]]) -> list[PieceView]:
    """``text`` cut where a span starts or ends; joined, the pieces are the text again."""
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    return [
        {
            "text": text[start:end],
            "quotes": [n for n, (first, last) in enumerate(spans) if first <= start < last],
        }
        for start, end in pairwise(edges)
    ]


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
        pieces = cut(_shown_text(passage), [(each.start, each.end) for each in citations])
        for piece in pieces:
            piece["quotes"] = [numbers[citations[n]] for n in piece["quotes"]]
        sources.append({"link": _link(passage, catalogue), "pieces": pieces})
    return sources


def _shown_text(passage: Passage) -> str:
    """The passage's text, of the same length; a table keeps its rows on lines of their own."""
    if passage.part != "judgements":
        return passage.text
    starts = [sentence.start for sentence in passage.sentences if sentence.start > 0]
    edges = pairwise([0, *starts, len(passage.text) + 1])
    return "\n".join(passage.text[start : end - 1] for start, end in edges)


def _looked_at(answer: Answer, catalogue: Catalogue) -> list[LinkView]:
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
    where = [report_name(document) if several else "", section_words(passage)]
    return {
        "title": place_words(passage),
        "section": " · ".join(part for part in where if part),
        "grade": grade_words(passage.grade),
        "href": href_of(passage.report, passage.locator),
        "report": passage.report,
        "locator": passage.locator,
    }
