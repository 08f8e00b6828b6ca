"""How many and how often: whether a sentence says it as its source does.

A quantity belongs to the words behind it, or before it ("are mostly"). It is compared with the
quantities beside the same words in the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.support_words import likeness, stems_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.support_words import Word

Amount = Literal["none", "few", "some", "not all", "many", "most", "all"]

_AMOUNTS: dict[Amount, str] = {
    "not all": (
        r"not (?:yet )?(?:all|every|everyone|everybody|always|entirely|wholly|fully|each"
        r"|consistently|universally)(?: (?:and|or) (?:fully|consistently|entirely|wholly))?"
        r"|n't (?:all|always|every|fully|consistently)|not (?:\w+ ){1,3}fully"
        r"|inconsistent(?:ly)?|variable|varies|vary|varied|uneven(?:ly)?|mixed|patchy"
    ),
    "few": (
        r"only (?:some|certain|several|a number of)"
        r"|(?:a |an )?(?:very |only a |just a )?(?:small|tiny|limited|low) (?:number|minority"
        r"|proportion|group|handful) of|a (?:minority|handful) of"
        r"|(?:only |just |very )?(?:a )?few|rarely|seldom|hardly ever|in isolated cases"
        r"|occasional(?:ly)?"
    ),
    "most": (
        r"most|mostly|(?:the |a )?(?:vast |large |great |overwhelming )?majority of|mainly"
        r"|generally|usually|largely|typically|in the main|almost all|nearly all|almost always"
        r"|nearly always"
    ),
    "many": (
        r"many|a (?:large|great|high|good) (?:number|deal) of|lots of|numerous|often|frequently"
        r"|much of"
    ),
    "some": (
        r"some|several|sometimes|at times|a number of|certain|in places|on occasion|partly"
        r"|partially|part of|in part"
    ),
    "none": r"none|no one|nobody|never|not (?:any|one|a single)|neither",
    "all": (
        r"all|every|each|everyone|everybody|always|entirely|wholly|completely|without exception"
        r"|invariably|universally|fully|consistently|in every case|the whole"
    ),
}
_SAYS = {
    amount: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for amount, words in _AMOUNTS.items()
}
# What a source's amount allows to be said of it.
_ALLOWED: dict[Amount, frozenset[Amount]] = {
    "none": frozenset(("none",)),
    "few": frozenset(("few", "some", "not all")),
    "some": frozenset(("some", "not all", "few")),
    "not all": frozenset(("not all", "some")),
    "many": frozenset(("many",)),
    "most": frozenset(("most", "not all")),
    "all": frozenset(("all",)),
}
# These two are degrees that a paraphrase may leave out or add.
_DEGREES = re.compile(r"^(?:fully|consistently|entirely|wholly|completely|inconsistent|each)", re.I)
# The others may be said of what a source calls several things, or a wide range.
_BOLD: tuple[Amount, ...] = ("all", "none", "most", "few")
_WEAKEN: tuple[Amount, ...] = ("few", "some", "not all", "most")
_NEAR_WORDS = 5
_HEADS = 3


@dataclass(frozen=True)
class Quantity:
    """An amount, the words as they stand, and the content words that it may belong to."""

    amount: Amount
    text: str
    heads: tuple[Word, ...]


@dataclass(frozen=True)
class QuantityAgreement:
    """``conflicts``: amounts that the source denies. ``unfounded``: of which it says nothing.

    ``dropped``: amounts of the source beside words of the claim, which has none there.
    """

    conflicts: int
    unfounded: int
    dropped: int


def compare_quantities(claim: str, source: str) -> QuantityAgreement:
    """How the amounts in ``claim`` agree with those in ``source``."""
    said, known = tuple(quantities_in(claim)), tuple(quantities_in(source))
    conflicts = unfounded = 0
    for quantity in said:
        beside = _nearest(quantity, known)
        candidates = beside or known
        if _DEGREES.match(quantity.text) and not beside:
            continue
        if any(quantity.amount in _ALLOWED[other.amount] for other in candidates):
            continue
        if beside or (known and quantity.amount in _BOLD):
            conflicts += 1
        elif quantity.amount in _BOLD:
            unfounded += 1
    stems = stems_of(words_of(claim))
    dropped = sum(_is_about(other, stems) for other in known if other.amount in _WEAKEN)
    return QuantityAgreement(conflicts, unfounded, dropped if not said else 0)


def quantities_in(text: str) -> Iterator[Quantity]:
    """The amounts in ``text``, the longer of two that overlap."""
    taken: list[tuple[int, int]] = []
    for amount, pattern in _SAYS.items():
        for found in pattern.finditer(text):
            if all(found.end() <= start or end <= found.start() for start, end in taken):
                taken.append(found.span())
                behind = [w for w in words_of(text[found.end() :])[:_NEAR_WORDS] if w.carries]
                before = [w for w in words_of(text[: found.start()])[-_NEAR_WORDS:] if w.carries]
                yield Quantity(amount, found[0], tuple(behind[:_HEADS] or before[-_HEADS:]))


def _nearest(quantity: Quantity, known: Sequence[Quantity]) -> list[Quantity]:
    """Those that belong to the most words of what ``quantity`` belongs to; [] for none."""
    shared = [_heads_shared(quantity, other) for other in known]
    most = max(shared, default=0)
    return [o for o, count in zip(known, shared, strict=True) if most and count == most]


def _heads_shared(one: Quantity, other: Quantity) -> int:
    stems = {word.stem for word in other.heads}
    return sum(likeness(word, stems) > 0 for word in one.heads)


def _is_about(quantity: Quantity, stems: frozenset[str]) -> bool:
    """Whether most of the words that the amount belongs to are said again."""
    again = [word for word in quantity.heads if likeness(word, stems) > 0]
    return len(again) > len(quantity.heads) / 2 and not _DEGREES.match(quantity.text)
