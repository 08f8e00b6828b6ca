"""What somebody typed → the question that is answered, and what to warn them of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import prompts
from assistant.breadth import wants_everything
from assistant.instructions import without_orders
from assistant.languages import english_in, is_foreign
from assistant.long_questions import shortened
from assistant.privacy import in_words, personal_details
from assistant.privacy_names import full_names
from assistant.question import checked

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from assistant.models import Question

Unasked = Literal["only orders", "another language"]


@dataclass(frozen=True)
class Intake:
    """``question`` is what is read of the one ``typed``; ``unasked`` says why nothing can be.

    Nothing here is kept: ``warnings`` name kinds of personal details, never the details.
    ``personal`` says whether there seem to be any.
    """

    typed: str
    question: Question
    warnings: tuple[str, ...] = ()
    unasked: Unasked | None = None
    personal: bool = False


def take_in(question: Question, known_words: AbstractSet[str]) -> Intake:
    """The question without orders to the assistant, without what is only told around it.

    ``known_words`` are those of the reports, in lower case. Raises UserError for a question that
    cannot be read.
    """
    question = checked(question)
    warnings: list[str] = []
    kinds = kinds_of_details(question.text, known_words)
    if kinds:
        warnings.append(prompts.render("personal_details", kinds=kinds))
    left = without_orders(question.text)
    text = shortened(left or question.text)
    earlier = filter(None, map(without_orders, question.history))
    taken = replace(
        question,
        text=text,
        history=tuple(map(shortened, earlier)),
        everything=question.everything or wants_everything(text),
    )
    personal = bool(kinds)
    if not left:
        return Intake(question.text, taken, tuple(warnings), "only orders", personal)
    if left != question.text and _says_less(left, question.text):
        warnings.append(prompts.render("orders_left_out"))
    if text != left:
        warnings.append(prompts.render("long_question", read=text))
    if is_foreign(text, known_words):
        english = english_in(text, known_words)
        if not english:
            return Intake(question.text, taken, tuple(warnings), "another language", personal)
        warnings.append(prompts.render("english_read", read=english))
        taken = replace(taken, text=english)
    return Intake(question.text, taken, tuple(warnings), personal=personal)


def kinds_of_details(text: str, known_words: AbstractSet[str]) -> str:
    """Such as "a date of birth and a name"; "" for a text that seems to identify nobody."""
    kinds = in_words(personal_details(text))
    return kinds or ("a name" if full_names(text, known_words) else "")


def _says_less(left: str, text: str) -> bool:
    """Not only tags are gone."""
    return len(left.split()) < len(text.split()) - 1
