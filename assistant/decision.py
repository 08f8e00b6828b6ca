"""What is decided about a question: the outcome and the sentences of its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import prompts
from assistant.models import AnswerSentence, Outcome
from assistant.nearby import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.models import Passage


@dataclass(frozen=True)
class Decision:
    """What was decided; ``looked_up`` are the passages that the question itself named."""

    outcome: Outcome
    sentences: tuple[AnswerSentence, ...]
    looked_up: tuple[Passage, ...] = ()
    not_covered: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def refusal(outcome: Outcome, text: str) -> Decision:
    """The outcome with one sentence that cites nothing."""
    return Decision(outcome, (AnswerSentence(text),))


def not_said(parts: Sequence[str]) -> AnswerSentence:
    """Which parts of a question, at least one, the report leaves open."""
    said = prompts.render("not_covered", parts=listed([f"“{part}”" for part in parts]))
    return AnswerSentence(said, new_paragraph=True)
