"""A question as typed, made fit to answer: checked, cleaned, and standing on its own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import UserError

if TYPE_CHECKING:
    from assistant.models import Question

MAX_CHARACTERS = 2000
_EXAMPLE = "such as: What did inspectors say about pathway plans?"
_LEANS_ON_HISTORY = re.compile(
    r"^(?:and|but|so|or|also|what about|how about|what else|why|ok)\b"
    r"|\b(?:it|its|they|them|their|theirs|those|these|that|this|there|he|she|him|her|his"
    r"|same|others?|ones?|former|latter)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 5


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


def standalone(question: Question) -> str:
    """The question with what it leaves to the one before it; as it is where it leans on none."""
    if not question.history:
        return question.text
    short = len(question.text.split()) <= _FEW_WORDS
    if short or _LEANS_ON_HISTORY.search(question.text):
        return f"{question.history[-1][:MAX_CHARACTERS]} {question.text}"
    return question.text
