"""What the answer component draws, as plain data: words, markers and links, no offsets."""

from __future__ import annotations

from typing import Literal, TypedDict

Tone = Literal["waiting", "answered", "partial", "refused", "problem", "stopped"]


class MarkerView(TypedDict):
    """A marker in its brackets and the number of the citation it leads to."""

    text: str
    quote: int


class SentenceView(TypedDict):
    """A sentence of the answer with its markers."""

    text: str
    markers: list[MarkerView]


class PieceView(TypedDict):
    """A run of a passage's words and the numbers of the citations that quote it."""

    text: str
    quotes: list[int]


class LinkView(TypedDict):
    """A passage to open in the report. ``title`` and ``section`` say where it stands."""

    title: str
    section: str
    grade: str
    href: str
    report: str
    locator: str


class SourceView(TypedDict):
    """A cited passage in full; ``citation`` are the quoted words with where they stand."""

    link: LinkView
    pieces: list[PieceView]
    citation: str


class TurnView(TypedDict):
    """One question with what is to be said to it; ``status`` is that where it has no answer.

    ``label`` names what sort of answer it is, ``scope`` the reports searched where they were
    chosen; both may be empty. ``widens`` says whether there is more to show than the answer does.
    ``address`` is the link that asks the question anew, relative to the page.
    """

    question: str
    tone: Tone
    label: str
    scope: str
    status: str
    paragraphs: list[list[SentenceView]]
    sources: list[SourceView]
    looked_at: list[LinkView]
    not_covered: list[str]
    warnings: list[str]
    suggestions: list[str]
    widens: bool
    address: str


def plain_view(question: str, tone: Tone, status: str) -> TurnView:
    """A question that has no answer, yet or at all, and the line that says why."""
    return {
        "question": question,
        "tone": tone,
        "label": "",
        "scope": "",
        "status": status,
        "paragraphs": [],
        "sources": [],
        "looked_at": [],
        "not_covered": [],
        "warnings": [],
        "suggestions": [],
        "widens": False,
        "address": "",
    }
