"""A question as typed, made fit to answer: checked and cleaned."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import UserError

if TYPE_CHECKING:
    from assistant.models import Question

# Some 2,000 words; of so many only those are searched for that ask (``assistant.long_questions``).
MAX_CHARACTERS = 15_000
_EXAMPLE = "such as: What did inspectors say about pathway plans?"


def checked(question: Question) -> Question:
    """The question and its history without control characters and stray spaces.

    Raises UserError where nothing is asked or where it is longer than MAX_CHARACTERS.
    """
    text = clean(question.text)
    if not text:
        raise UserError(f"The question is empty. Type a question, {_EXAMPLE}")
    if not any(character.isalnum() for character in text):
        raise UserError(f"The question {text[:20]!r} has no words. Type a question, {_EXAMPLE}")
    if len(text) > MAX_CHARACTERS:
        raise UserError(
            f"The question has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read. "
            "Shorten it and ask again."
        )
    history = tuple(filter(None, map(clean, question.history)))
    return replace(question, text=text, history=history)


def clean(text: str) -> str:
    """Single spaces in place of white space and of characters that cannot be shown."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") else c for c in text)
    return " ".join("".join(kept).split())
