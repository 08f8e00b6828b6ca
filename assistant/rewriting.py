"""A follow-up made to stand alone, and a question split into its parts, by the language model.

The model's words are used only as far as they are words of the questions: it may put together what
was asked, and not answer it or ask for something else.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from assistant.drafting import fenced
from assistant.followups import leans
from assistant.glossary import expand
from assistant.parts import split
from assistant.question import clean
from assistant.support_words import likeness, stems_of, words_of
from assistant.understanding import MOST_PARTS_SEARCHED, Understood, understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model_calls import ModelCalls
    from assistant.models import Question
    from prompts import Texts
    from vectorstore.catalogue import Catalogue

_MOST_CHARACTERS = 400
_MOST_EARLIER = 5


class _Reply(BaseModel):
    question: str
    parts: list[str] = []


@dataclass(frozen=True)
class Rewritten:
    """A question that stands alone and its parts, none where it is a single one."""

    question: str
    parts: tuple[str, ...]

    def __call__(
        self, question: Question, catalogue: Catalogue, reports: Sequence[str], /
    ) -> Understood:
        """What to search for, a ``Reader``; spelling and terms as without a model."""
        alone = replace(question, text=self.question, history=())
        understood = understand(alone, catalogue, reports)
        if not self.parts:
            return understood
        parts = tuple(map(expand, self.parts))
        return replace(understood, parts=parts, parts_said=self.parts)


def needs_rewriting(question: Question) -> bool:
    """Whether the question leans on earlier ones or seems to have several parts."""
    return bool(question.history and leans(question.text)) or len(split(question.text)) > 1


def rewrite(
    question: Question, calls: ModelCalls, texts: Texts, seconds: float
) -> Rewritten | None:
    """The model's reading of the question; None where it is of no use.

    Raises ModelFailure where the model gives no reply.
    """
    request = texts.render(
        "rewrite_request",
        history="\n".join(map(fenced, question.history[-_MOST_EARLIER:])) or "(none)",
        question=fenced(question.text),
    )
    return read_reply(calls.reply(texts.render("rewrite_system"), request, seconds), question)


def read_reply(reply: str, question: Question) -> Rewritten | None:
    """What the reply says, if it is of the form asked for and in the words of the questions."""
    found = re.search(r"\{.*\}", reply, re.DOTALL)
    try:
        said = _Reply.model_validate(json.loads(found[0]) if found else None)
    except (ValueError, ValidationError, RecursionError):
        return None
    asked = " ".join([*question.history, question.text])
    alone = clean(said.question)
    parts = tuple(dict.fromkeys(filter(None, map(clean, said.parts))))[:MOST_PARTS_SEARCHED]
    if not all(_only_asks(text, asked) for text in (alone, *parts)):
        return None
    return Rewritten(alone, parts if len(parts) > 1 else ())


def _only_asks(text: str, asked: str) -> bool:
    stems = stems_of(words_of(asked))
    words = [word for word in words_of(text) if word.carries]
    digits = set(re.findall(r"\d+", text)) - set(re.findall(r"\d+", asked))
    return (
        bool(words)
        and not digits
        and len(text) <= _MOST_CHARACTERS
        and all(likeness(word, stems) > 0 for word in words)
    )
