"""What of a passage the entailment model reads beside a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.support_words import likeness, stems_of, weight, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.support_words import Word
    from ingest.models import Passage, Sentence

_POINTS_BACK = re.compile(
    r"^(?:(?:However|Additionally|Equally), )?"
    r"(?:These|They|This|Their|Them|Those|It|Its|Such|Some)\b"
)
# Of what the words of a sentence weigh so much must another sentence of the passage add.
_ENOUGH = 0.15


def premise_of(claim: str, passage: Passage, place: Sentence) -> str:
    """The text at ``place``, with what it points back at and what has most of the rest of a claim.

    Sentences in their order, one white space between them. A claim may sum up two sentences that
    are not next to each other, or join wrongly what they say.
    """
    said = [passage.text[each.start : each.end] for each in passage.sentences]
    chosen = {
        number
        for number, each in enumerate(passage.sentences)
        if place.start <= each.start < place.end
    }
    if not chosen or passage.part == "judgements":
        return passage.text[place.start : place.end]
    first = min(chosen)
    if first and _POINTS_BACK.match(said[first]):
        chosen.add(first - 1)
    added = _adds_most(claim, said, chosen)
    if added is not None:
        chosen.add(added)
    return " ".join(said[number] for number in sorted(chosen))


def _adds_most(claim: str, said: Sequence[str], chosen: set[int]) -> int | None:
    words = [word for word in words_of(claim) if word.carries]
    here = stems_of(words_of(" ".join(said[number] for number in chosen)))
    missing = [word for word in words if not likeness(word, here)]
    gains = {
        number: _gain(missing, text) for number, text in enumerate(said) if number not in chosen
    }
    best = max(gains, key=gains.__getitem__, default=None)
    if best is None or gains[best] < _ENOUGH * sum(map(weight, words)):
        return None
    return best if gains[best] else None


def _gain(missing: Sequence[Word], text: str) -> float:
    stems = stems_of(words_of(text))
    return sum(weight(word) for word in missing if likeness(word, stems))
