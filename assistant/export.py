"""Answers with the paragraphs they cite, as documents to keep: what they hold, and Markdown.

``assistant.export_word`` makes a Word document of the same content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.markdown import plain
from assistant.pages.wording import (
    answer_label,
    day_words,
    grade_words,
    place_words,
    report_title,
    section_words,
)
from assistant.spans import Span, cut

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assistant.models import Answer, Citation
    from ingest.models import Passage
    from vectorstore.catalogue import Catalogue

TITLE = "What inspectors found"
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LICENCE = (
    "The reports are © Crown copyright. This document contains public sector information "
    f"licensed under the Open Government Licence v3.0: {LICENCE_ADDRESS}"
)
LEFT_OUT = "A question that is left out, as it seems to hold a person's details"
CARE = (
    "Each sentence names the paragraph that it rests on; the paragraphs stand below it in full, "
    "with the words that are quoted {marked} where these are not the whole. "
    "Read the paragraph before you rely on an answer."
)


@dataclass(frozen=True)
class Exchange:
    """An answer, and the reports that it was made from, whose offsets its quotes fit.

    ``everything`` says that all that was found was wanted.
    """

    answer: Answer
    catalogue: Catalogue
    everything: bool = False


@dataclass(frozen=True)
class Source:
    """A cited passage in full. ``number`` is unique in the document; ``quoted`` spans its text."""

    number: int
    heading: str
    place: str
    text: str
    quoted: tuple[tuple[int, int], ...]

    @property
    def spans(self) -> list[Span]:
        """The text cut where quotes start and end; none is marked where all of it is quoted."""
        spans = cut(self.text, self.quoted)
        whole = all(span.covered_by or not span.text.strip() for span in spans)
        return [Span(self.text, ())] if whole else spans


@dataclass(frozen=True)
class Record:
    """One question as it stands in a document.

    ``paragraphs`` hold sentences, each with its markers: "[1, ¶12]", the number of the source and
    its name. ``status`` is empty for a full answer of the usual length.
    """

    question: str
    status: str
    paragraphs: tuple[tuple[tuple[str, str], ...], ...]
    not_covered: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def records(exchanges: Sequence[Exchange]) -> list[Record]:
    """What a document holds of each exchange; sources are numbered through all of them."""
    found: list[Record] = []
    first = 1
    for exchange in exchanges:
        record = _record(exchange, first)
        first += len(record.sources)
        found.append(record)
    return found


def subtitle(exchanges: Sequence[Exchange], saved_on: date) -> str:
    """Which reports the answers come from, and when they were saved."""
    titles = dict.fromkeys(
        report_title(exchange.catalogue.document(citation.report))
        for exchange in exchanges
        for citation in exchange.answer.citations
    )
    came_from = f"From Ofsted's {' and '.join(titles)}. " if titles else ""
    return f"{came_from}Saved on {day_words(saved_on)}."


def file_name(exchanges: Sequence[Exchange], saved_on: date, suffix: str) -> str:
    """A name to save them under: "inspection-answers-2026-11-26.docx"."""
    noun = "answer" if len(exchanges) == 1 else "answers"
    return f"inspection-{noun}-{saved_on.isoformat()}.{suffix}"


def as_markdown(exchanges: Sequence[Exchange], saved_on: date) -> str:
    """The document as Markdown, with every word of question and report as plain text."""
    parts = [f"# {TITLE}", plain(subtitle(exchanges, saved_on))]
    parts.append(CARE.format(marked="in bold"))
    for record in records(exchanges):
        parts.append(f"## {plain(record.question)}")
        parts += [f"**{plain(record.status)}**"] if record.status else []
        parts += map(_paragraph_markdown, record.paragraphs)
        if record.not_covered:
            items = "\n".join(f"- {plain(each)}" for each in record.not_covered)
            parts += ["**The report does not cover**", items]
        parts += map(plain, record.notes)
        if record.sources:
            parts.append("### What the report says")
            parts += map(_source_markdown, record.sources)
    parts += ["---", LICENCE]
    return "\n\n".join(parts) + "\n"


def _record(exchange: Exchange, first: int) -> Record:
    answer = exchange.answer
    cited: dict[tuple[str, str], list[Citation]] = {}
    for citation in answer.citations:
        cited.setdefault((citation.report, citation.locator), []).append(citation)
    numbers = {place: number for number, place in enumerate(cited, start=first)}
    paragraphs: list[list[tuple[str, str]]] = []
    for sentence in answer.sentences:
        if sentence.new_paragraph or not paragraphs:
            paragraphs.append([])
        markers = " ".join(
            f"[{numbers[each.report, each.locator]}, {each.marker}]" for each in sentence.citations
        )
        paragraphs[-1].append((sentence.text, markers))
    return Record(
        question=LEFT_OUT if answer.personal else answer.question,
        status=answer_label(answer.outcome, everything=exchange.everything),
        paragraphs=tuple(map(tuple, paragraphs)),
        not_covered=tuple(n for n in answer.not_covered if n not in answer.markdown),
        notes=answer.warnings,
        sources=tuple(
            _source(exchange.catalogue, place, citations, numbers[place])
            for place, citations in cited.items()
        ),
    )


def _source(
    catalogue: Catalogue, place: tuple[str, str], citations: Sequence[Citation], number: int
) -> Source:
    report, locator = place
    passage = catalogue.passage(report, locator)
    if passage is None:
        raise LookupError(f"{report}/{locator} is cited and not in the catalogue")
    spans = tuple((each.start, each.end) for each in citations)
    return Source(number, place_words(passage), _place(passage, catalogue), passage.text, spans)


def _place(passage: Passage, catalogue: Catalogue) -> str:
    grade = grade_words(passage.grade)
    where = (
        f"Ofsted, {report_title(catalogue.document(passage.report))}",
        section_words(passage),
        f"Grade: {grade}" if grade else "",
        f"Page {passage.page}" if passage.page else "",
    )
    return ". ".join(part for part in where if part) + "."


def _paragraph_markdown(paragraph: Sequence[tuple[str, str]]) -> str:
    return " ".join(f"{plain(text)} {markers}".rstrip() for text, markers in paragraph)


def _source_markdown(source: Source) -> str:
    words = "".join(
        f"**{plain(span.text)}**" if span.covered_by else _spaced(span.text)
        for span in source.spans
    )
    head = f"{source.number}. **{plain(source.heading)}**. {plain(source.place)}"
    return f"{head}\n\n   > {words}"


def _spaced(text: str) -> str:
    """Plain text that keeps a space at its ends."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{plain(text)}{after}"
