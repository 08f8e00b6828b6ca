"""What one system said to one question: a line of observations.jsonl."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict

from assistant.contract import answer_json
from assistant.models import REFUSALS, Outcome

if TYPE_CHECKING:
    from assistant.models import Answer


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Cited(_Record):
    """A citation as the answer gave it."""

    marker: str
    report: str
    locator: str
    quote: str


class Found(_Record):
    """A passage that was retrieved; in the order of the answer, best first."""

    report: str
    locator: str
    score: float


class Said(_Record):
    """An answer, as far as it is scored or shown; ``answer`` is Markdown with markers."""

    standalone_question: str
    outcome: Outcome
    answer: str
    answered_by: str
    citations: tuple[Cited, ...]
    retrieved: tuple[Found, ...]
    not_covered: tuple[str, ...]
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """The same answer, as it is written down."""
        return cls.model_validate(answer_json(answer))

    @property
    def refused(self) -> bool:
        """Whether the answer is that there is none."""
        return self.outcome in REFUSALS


class Observation(_Record):
    """The answer to the case ``id``, or the ``error`` that came in its place.

    ``seconds`` is how long the answer took, all told; an error is not scored.
    """

    id: str
    seconds: float
    said: Said | None
    error: str | None = None
