"""What goes into an answer and what comes out: values only, no behaviour that needs an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.models import Part

Outcome = Literal["answered", "partial", "not_in_report", "off_topic"]
# How a sentence is marked that the passages do not bear out.
UNSUPPORTED = "not supported by the report"
REFUSALS: tuple[Outcome, ...] = ("not_in_report", "off_topic")


@dataclass(frozen=True)
class Question:
    """One question as asked.

    ``history`` holds the same person's earlier questions, oldest first. ``reports`` limits the
    search to these report ids; empty means the default scope. ``sections`` limits it to paragraphs
    under headings with these titles; empty means no limit. ``everything`` asks for all that the
    report says instead of a short answer.
    """

    text: str
    history: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    everything: bool = False
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Citation:
    """The passage behind a sentence: ``quote == passage.text[start:end]``, never empty.

    ``marker`` is shown in square brackets: "¶12", "Improvement 2", "Judgements", "Summary ¶1".
    """

    marker: str
    report: str
    locator: str
    paragraph: int | None
    part: Part | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Retrieved:
    """A passage that was looked at; ``rank`` 1 is the best, ``score`` is higher for better."""

    report: str
    locator: str
    paragraph: int | None
    part: Part | None
    rank: int
    score: float


@dataclass(frozen=True)
class AnswerSentence:
    """One sentence of an answer and what it rests on.

    ``citations`` is empty only where it says what the report does not, and where a model's sentence
    is not ``supported`` and is shown all the same. ``new_paragraph`` says that it begins a new
    paragraph of the answer.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    new_paragraph: bool = False
    supported: bool = True


@dataclass(frozen=True)
class Answer:
    """What the assistant says to one question.

    ``sentences`` are in reading order. ``retrieved`` is ranked best first. A refusal has
    sentences without citations. ``seconds`` maps a stage to the time it took. ``exact`` answers
    were looked up or read off the report's structure; a model has nothing to add to them. The
    question of a ``personal`` one, or what it leans on, seems to hold a person's details: nothing
    is to keep it.
    """

    question: str
    standalone_question: str
    outcome: Outcome
    sentences: tuple[AnswerSentence, ...]
    answered_by: str
    retrieved: tuple[Retrieved, ...]
    not_covered: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: Mapping[str, float]
    exact: bool = False
    personal: bool = False

    @property
    def refused(self) -> bool:
        """Whether the answer is that there is none."""
        return self.outcome in REFUSALS

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Each different citation once, in the order in which the answer first uses it."""
        found = (citation for sentence in self.sentences for citation in sentence.citations)
        return tuple(dict.fromkeys(found))

    @property
    def markdown(self) -> str:
        """Each sentence followed by its markers in brackets; blank lines between paragraphs."""
        text = ""
        for sentence in self.sentences:
            separator = ("\n\n" if sentence.new_paragraph else " ") if text else ""
            markers = "".join(f" [{citation.marker}]" for citation in sentence.citations)
            mark = "" if sentence.supported else f" [{UNSUPPORTED}]"
            text += f"{separator}{sentence.text}{markers}{mark}"
        return text
