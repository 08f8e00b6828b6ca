"""A question as typed → the words to search with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from assistant.asking import without_conclusion, without_introduction, without_number_asked
from assistant.followups import standalone
from assistant.glossary import expand
from assistant.parts import split
from assistant.spelling import known_words, mend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import Question
    from vectorstore.catalogue import Catalogue

# Each costs about as much as the question itself.
MOST_PARTS_SEARCHED = 3
# Of the tone alone.
_CHAT = re.compile(r"\b(?:wtf|lol|lmao|omg|tbh|btw|imh?o|ngl)\b[,.!]*\s*", re.IGNORECASE)
# "Worker(s)", which no index of words knows.
_PLURAL_OR_NOT = re.compile(r"(?<=\w)\(s\)")


@dataclass(frozen=True)
class Understood:
    """``standalone`` is the question without its history, misspelt words mended.

    ``search`` says besides, in the inspectors' terms, what it puts in abbreviations or lay words;
    ``parts`` are the questions that it falls into, said likewise, none where it is a single one;
    ``parts_said`` are the same in the asker's words. ``covered`` says that it has no more parts.
    """

    standalone: str
    search: str
    parts: tuple[str, ...]
    parts_said: tuple[str, ...] = ()
    covered: bool = True


class Reader(Protocol):
    """Anything that says what a question means to search for; raises UnknownReport."""

    def __call__(
        self, question: Question, catalogue: Catalogue, reports: Sequence[str], /
    ) -> Understood:
        """What to search ``reports`` for."""


def understand(question: Question, catalogue: Catalogue, reports: Sequence[str]) -> Understood:
    """What to search ``reports`` for; raises UnknownReport."""
    earlier = tuple(map(without_introduction, question.history))
    alone = without_conclusion(without_introduction(standalone(replace(question, history=earlier))))
    asked = _PLURAL_OR_NOT.sub("s", without_number_asked(_CHAT.sub("", alone) or alone))
    text = mend(asked, known_words(catalogue, reports)).text
    parts = split(text)
    several = parts[:MOST_PARTS_SEARCHED] if len(parts) > 1 else ()
    covered = len(parts) <= MOST_PARTS_SEARCHED
    return Understood(text, expand(text), tuple(map(expand, several)), several, covered)
