"""What the answer component draws, as plain data: words, markers and links, no offsets."""

from __future__ import annotations

from typing import Literal, TypedDict

Tone = Literal["waiting", "answered", "partial", "refused", "problem"]


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
    """A cited passage in full."""

    link: LinkView
    pieces: list[PieceView]


class TurnView(TypedDict):
    """One question with what is to be said to it; ``status`` is that where it has no answer."""

    question: str
    tone: Tone
    status: str
    paragraphs: list[list[SentenceView]]
    sources: list[SourceView]
    looked_at: list[LinkView]
    not_covered: list[str]
    warnings: list[str]


def plain_view(question: str, tone: Tone, status: str) -> TurnView:
    """A question that has no answer, yet or at all, and the line that says why."""
    return {
        "question": question,
        "tone": tone,
        "status": status,
        "paragraphs": [],
        "sources": [],
        "looked_at": [],
        "not_covered": [],
        "warnings": [],
    }
