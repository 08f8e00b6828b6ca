"""What a report is once read: a Document, and the Passages that answers cite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Grade = Literal["outstanding", "good", "requires improvement", "inadequate"]
Area = Literal["overall", "leaders", "help_and_protection", "in_care", "care_leavers"]
Part = Literal["header", "judgements", "summary", "improvements", "footnote", "about"]

AREAS: tuple[Area, ...] = ("overall", "leaders", "help_and_protection", "in_care", "care_leavers")


@dataclass(frozen=True)
class Block:
    """One run of the report's words: whitespace collapsed to single spaces, page breaks joined.

    ``breaks`` are the offsets in ``text`` where a line of the original began that cannot lie
    inside a sentence (a table row, a line of an address); sentences never cross them.
    """

    text: str
    page: int | None = None
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """One row of the grade table; ``area`` is None where the label is not one that we know."""

    label: str
    grade: Grade | None
    area: Area | None


@dataclass(frozen=True)
class Improvement:
    """One item of what must improve, with what it was cross-referenced to ("outcome 3")."""

    block: Block
    framework_reference: str | None


@dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph; the number is not part of its text."""

    number: int
    block: Block


@dataclass(frozen=True)
class Section:
    """A headed section and the numbers of its first and last paragraph, both included."""

    title: str
    grade: Grade | None
    first: int
    last: int


@dataclass(frozen=True)
class Document:
    """A whole inspection report. Lists are in reading order; empty or None means not found.

    Every such absence that a reader should know of has a line in ``warnings``.
    """

    report: str
    authority: str
    kind: str
    start_date: date | None
    end_date: date | None
    lead_inspector: str | None
    header: Block | None
    judgements: tuple[Judgement, ...]
    judgement_table: Block | None
    summary: tuple[Block, ...]
    improvements: tuple[Improvement, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[Block, ...]
    about: Block | None
    source: str
    sha256: str
    warnings: tuple[str, ...] = ()

    def grade_of(self, area: Area) -> Grade | None:
        """The grade the table gives an area; None if the table or the row is missing."""
        return next((row.grade for row in self.judgements if row.area == area), None)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: ``passage.text[start:end]``, without surrounding spaces."""

    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """What a citation can name: one numbered paragraph, or one unnumbered part of a report.

    Exactly one of ``paragraph`` and ``part`` is set. ``section`` and ``grade`` are those of the
    headed section a paragraph stands in, None for parts. ``sentences`` are in order, do not
    overlap, and leave out nothing but spaces.
    """

    report: str
    locator: str
    paragraph: int | None
    part: Part | None
    section: str | None
    grade: Grade | None
    page: int | None
    text: str
    sentences: tuple[Sentence, ...]

    @property
    def id(self) -> str:
        """``<report id>/<locator>``, the same in every index that holds the passage."""
        return f"{self.report}/{self.locator}"
