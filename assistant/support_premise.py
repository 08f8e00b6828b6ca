"""What the entailment model reads: some of a passage, and a claim as the passage would put it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.support_words import likeness, stems_of, weight, words_of
from ingest.facts import area_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.support_words import Word
    from ingest.models import Area, Passage, Sentence

_POINTS_BACK = re.compile(
    r"^(?:(?:However|Additionally|Equally), )?"
    r"(?:These|They|This|Their|Them|Those|It|Its|Such|Some)\b"
)
# So many sentences back "they" are looked for.
_MOST_STEPS_BACK = 2
_ATTRIBUTION = re.compile(
    r"^(?:the )?(?:inspectors?|ofsted|report)(?: also)? (?:noted?|notes|f(?:ou|i)nds?|sa(?:id|ys?)"
    r"|report(?:s|ed)?|stated?|states|observed?|judged?|conclude[ds]?|recogni[sz]ed?|describe[ds]?"
    r"|highlight(?:s|ed)?|credit(?:s|ed)?)(?: that)? (?=\w)",
    re.IGNORECASE,
)
# Whom a section is about its sentences seldom say in full.
_GROUPS: dict[Area, tuple[re.Pattern[str], str]] = {
    "in_care": (
        re.compile(
            r"\b(?:children|young people) (?:who are )?(?:in care|looked after)\b"
            r"|\blooked[- ]after children\b",
            re.IGNORECASE,
        ),
        "children",
    ),
    "care_leavers": (
        re.compile(r"\bcare[- ](?:leavers|experienced young people)\b", re.IGNORECASE),
        "young people",
    ),
}
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
    for before in range(first - 1, max(first - 1 - _MOST_STEPS_BACK, -1), -1):
        if not _POINTS_BACK.match(said[before + 1]):
            break
        chosen.add(before)
    added = _adds_most(claim, said, chosen)
    if added is not None:
        chosen.add(added)
    return " ".join(said[number] for number in sorted(chosen))


def as_the_passage_says(claim: str, passage: Passage, premise: str) -> str:
    """The claim without who found it, and without whom it is about where the heading says that.

    A group that the premise names stays.
    """
    plain = _ATTRIBUTION.sub("", claim)
    if plain != claim:
        plain = plain[0].upper() + plain[1:]
    area = area_of(passage.section) if passage.section else None
    if area not in _GROUPS:
        return plain
    names, stand_in = _GROUPS[area]
    return plain if names.search(premise) else names.sub(stand_in, plain)


def _adds_most(claim: str, said: Sequence[str], chosen: set[int]) -> int | None:
    words = [word for word in words_of(claim) if word.carries]
    here = stems_of(words_of(" ".join(said[number] for number in chosen)))
    missing = [word for word in words if not likeness(word, here)]
    gains = {
        number: _gain(missing, text) for number, text in enumerate(said) if number not in chosen
    }
    best = max(gains, key=gains.__getitem__, default=None)
    enough = _ENOUGH * sum(map(weight, words))
    return best if best is not None and gains[best] >= enough > 0 else None


def _gain(missing: Sequence[Word], text: str) -> float:
    stems = stems_of(words_of(text))
    return sum(weight(word) for word in missing if likeness(word, stems))
