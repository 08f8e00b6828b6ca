"""What can be done with an opened place of a report: go on, ask about it, copy it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from assistant.pages.addresses import href_of
from assistant.pages.ask_address import Scope, address_of
from assistant.pages.wording import locator_words, report_title, within_sentence
from ingest.identity import paragraph_locator, part_locator

if TYPE_CHECKING:
    from ingest.models import Document, Part

_QUESTIONS = {
    "judgements": "What grade did each area get?",
    "summary": "What does summary paragraph {item} say?",
    "improvements": "What does improvement {item} say?",
    "footnote": "What does footnote {item} say?",
}


def tools(document: Document, locator: str) -> str:
    """Links and buttons that stand below the opened place."""
    order = reading_order(document)
    position = order.index(locator)
    items = [
        _link(word, document, other)
        for word, others in (
            ("Previous", order[:position][-1:]),
            ("Next", order[position + 1 :][:1]),
        )
        for other in others
    ]
    name = locator_words(locator)
    if question := _question(locator):
        href = escape(address_of((question,), Scope(reports=(document.report,))))
        items.append(f'<a href="{href}" data-go>Ask about {escape(within_sentence(name))}</a>')
    reference = escape(f"{name}, {report_title(document)}")
    items.append(f'<button type="button" data-copy="link">Copy link{_unseen("to", name)}</button>')
    items.append(
        f'<button type="button" data-copy="words" data-reference="{reference}">'
        f"Copy words and reference{_unseen('of', name)}</button>"
    )
    return f'<ul class="tools">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def reading_order(document: Document) -> list[str]:
    """The locators of all places, in the order in which the page has them."""
    inside = {
        number for section in document.sections for number in range(section.first, section.last + 1)
    }
    numbers = [paragraph.number for paragraph in document.paragraphs]
    in_sections = [
        number
        for section in document.sections
        for number in numbers
        if section.first <= number <= section.last
    ]
    return [
        "header",
        *(["judgements"] if document.judgements else []),
        *_items("summary", len(document.summary)),
        *_items("improvements", len(document.improvements)),
        *(paragraph_locator(number) for number in numbers if number not in inside),
        *map(paragraph_locator, in_sections),
        *_items("footnote", len(document.footnotes)),
        *(["about"] if document.about else []),
    ]


def _items(part: Part, count: int) -> list[str]:
    return [part_locator(part, number) for number in range(1, count + 1)]


def _link(word: str, document: Document, locator: str) -> str:
    href = escape(href_of(document.report, locator).removeprefix("report"))
    name = escape(within_sentence(locator_words(locator)))
    return f'<a href="{href}" data-go>{word}: {name}</a>'


def _question(locator: str) -> str:
    part, _, item = locator.partition(".")
    if part in ("header", "about"):
        return ""
    known = _QUESTIONS.get(part)
    return known.format(item=item) if known else f"What does paragraph {locator[1:]} say?"


def _unseen(word: str, name: str) -> str:
    """What tells equal buttons apart where they are heard and not seen."""
    return f'<span class="unseen"> {word} {escape(within_sentence(name))}</span>'
