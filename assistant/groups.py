"""Groups of children and young people named side by side: one question about each of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.glossary import spans_in
from assistant.subjects import is_plural, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# Terms of the glossary. What is found of one of these is found in another place than of the next.
_GROUPS = frozenset(
    (
        "care leaver",
        "children in care",
        "child in need",
        "child in need plan",
        "child protection plan",
        "disabled children",
        "unaccompanied asylum-seeking child",
        "young carer",
        "homeless 16- and 17-year-olds",
    )
)
_PLANS = frozenset(("child in need plan", "child protection plan"))
_FILLER = r"(?:(?:kids|children|young people|yp|then|also|of|for|our|the|those|both)\b\s*)"
_JOINT = re.compile(
    rf"\s*{_FILLER}{{0,2}}(?:,|\+|&|/|\band\b|\bor\b|\b(?:versus|vs|v)\b\.?|\bthan\b)+\s*"
    rf"(?:(?:and|or)\b\s*)?{_FILLER}{{0,3}}",
    re.IGNORECASE,
)
_NAMES_NONE = re.compile(r"\b(?:neither|not)\b", re.IGNORECASE)


def by_group(text: str) -> tuple[str, ...]:
    """The text once for each of the groups that it names one after the other, without the others.

    Empty where it names fewer than two so.

    >>> by_group("Is health good for looked after children and care leavers?")
    ('Is health good for looked after children?', 'Is health good for care leavers?')
    """
    named = [(start, end) for concept, start, end in spans_in(text) if concept.term in _GROUPS]
    chain = _side_by_side(text, named)
    if len(chain) < 2 or _NAMES_NONE.search(text[chain[0][1] : chain[-1][0]]):
        return ()
    head, tail = text[: chain[0][0]], text[chain[-1][1] :]
    return tuple(f"{head}{text[start:end]}{tail}" for start, end in chain)


def without_groups(text: str) -> str:
    """The text without the groups that it names."""
    for concept, start, end in reversed(spans_in(text)):
        if concept.term in _GROUPS:
            text = text[:start] + text[end:]
    return " ".join(text.split())


def names_a_group(text: str) -> bool:
    """Whether a text names one of the groups."""
    return any(concept.term in _GROUPS for concept, _, _ in spans_in(text))


def whom_they_are(text: str) -> str | None:
    """The group of people that "they" after a text means, in its words.

    None where it names none or several, or others ("PAs with care leavers").
    """
    named = [found for found in spans_in(text) if found[0].term in _GROUPS]
    if len(named) != 1 or named[0][0].term in _PLANS:
        return None
    _, start, end = named[0]
    others = map(is_plural, words_of(f"{text[:start]} {text[end:]}"))
    return None if any(others) else text[start:end]


def _side_by_side(text: str, named: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first run of places with nothing between them but what joins."""
    chain = list(named[:1])
    for place in named[1:]:
        if _JOINT.fullmatch(text, chain[-1][1], place[0]):
            chain.append(place)
        elif len(chain) > 1:
            break
        else:
            chain = [place]
    return chain
