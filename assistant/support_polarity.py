"""Whether a sentence affirms what its source affirms and denies what it denies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.subjects import word_set
from assistant.support_words import (
    likeness,
    opposites,
    stem,
    stems_of,
    synonyms,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.support_words import Word

_DENIES = word_set(
    "not no never without lack lacks lacked lacking fail fails failed failing unable neither"
    " nor none nobody hardly cannot barely scarcely absence absent isn't aren't wasn't weren't"
    " don't doesn't didn't hasn't haven't can't won't nothing"
)
# "No longer in touch" is said without a negation, too; "not only" denies nothing; "not all" and
# the like are amounts.
_NOT_ALL = re.compile(
    r"\bnot (?:yet )?(?:all|every|everyone|always|entirely|wholly|fully|each|consistently)\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"-\w+|\b(?:no longer|no more|no doubt|not only|work(?:s|ed|ing)? hard)\b"
    rf"|{_NOT_ALL.pattern}",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[,;:.]|\b(?:but|although|though|while|whereas|however|and|when|where|because|if|which|who"
    r"|that|until|since|so)\b",
    re.IGNORECASE,
)
# "Too early to see" denies that it was seen.
_TOO = re.compile(r"\btoo (?:early|soon|new|recent) to\b", re.IGNORECASE)
_REACH = 5
_HEADS = 3
_DENIED = 2
_FEWEST_REPEATED = 2
_SURELY = 0.9

# General words of praise and blame; the stems of all their forms count.
_GOOD = word_set(
    "good strong effective robust timely prompt clear easy sensitive well excellent thorough"
    " comprehensive improve detailed consistent appropriate swift quick suitable purposeful"
    " stable skilled positive meaningful regular accessible accurate sound secure coherent"
    " efficient impressive proportionate fast speedy soon early smooth knowledgeable tailored"
    " persistent tenacious proactive rapid promptly better success successful benefit valued"
    " dedicated committed ambitious confident reliable embedded"
)
_BAD = word_set(
    "weak poor slow late delay drift inconsistent variable uneven limited insufficient"
    " inadequate lack gap unclear little minimal adequate hard difficult confusing worse decline"
    " deteriorate fail unsuitable ineffective inappropriate fragile unstable absent shortfall"
    " slowly poorly long vague thin patchy mixed disadvantage anxiety uncertainty inaccurate"
    " irregular rushed superficial harsh insensitive unskilled narrow negative reactive"
    " disjointed fall short struggle complicated obscure unnecessary excessive overlook"
)


@dataclass(frozen=True)
class PolarityAgreement:
    """``flipped``: what one side denies and the other affirms, opposites included.

    ``against``: words of praise or blame about what the source judges the other way.
    ``praise`` and ``blame``: whether the claim praises or blames where the source never does.
    ``dropped``: clauses that deny or blame what the claim repeats without denial or blame.
    """

    flipped: int
    against: int
    praise: bool
    blame: bool
    dropped: int


def compare_polarity(claim: str, source: str) -> PolarityAgreement:
    """How what ``claim`` affirms and denies, praises and blames agrees with ``source``."""
    said, known = _read(claim), _read(source)
    said_alone = [d for d in said.denials if not any(_overlap(d, o) for o in known.denials)]
    known_alone = [d for d in known.denials if not any(_overlap(d, o) for o in said.denials)]
    flipped = sum(_overlap(denial, known.affirmed) for denial in said_alone)
    if not _NOT_ALL.search(claim):
        # What the source affirms in another place, the claim may affirm.
        only_denied = said.affirmed - known.affirmed
        flipped += sum(not only_denied.isdisjoint(denial[:2]) for denial in known_alone)
    affirmed_anyhow = known.affirmed.union(*known.denials)
    for stem_ in said.affirmed - affirmed_anyhow:
        flipped += bool(opposites(stem_) & known.affirmed)
    values, known_values = tuple(_values(claim)), tuple(_values(source))
    good, bad = ({value.good for value in found} for found in (values, known_values))
    return PolarityAgreement(
        flipped=flipped,
        against=sum(_is_against(value, known_values) for value in values),
        praise=True in good and True not in bad,
        blame=False in good and False not in bad and not known.denials,
        dropped=_dropped(claim, source, affirms=not said.denials and False not in bad),
    )


@dataclass(frozen=True)
class _Value:
    """A word of praise or blame, and the content words about it."""

    stem: str
    good: bool
    heads: frozenset[str]


def _values(text: str) -> Iterator[_Value]:
    for clause in _clauses(text):
        words = words_of(clause)
        denied_from = next((word.place for word in words if word.text in _DENIES), len(words))
        carried = [word for word in words if word.carries or word.text in _BAD]
        for place, word in enumerate(carried):
            good, bad = word.stem in _stems(_GOOD), word.stem in _stems(_BAD)
            if good or bad:
                heads = carried[max(0, place - _HEADS) : place] + carried[place + 1 :][:_HEADS]
                denied = denied_from < word.place
                stems = frozenset(head.stem for head in heads)
                yield _Value(word.stem, good is not denied, stems)


def _is_against(value: _Value, known: Sequence[_Value]) -> bool:
    beside = [other for other in known if _overlap(value.heads, other.heads)]
    return bool(beside) and all(other.good is not value.good for other in beside)


def _dropped(claim: str, source: str, *, affirms: bool) -> int:
    """How many clauses deny or blame what the claim repeats without denial or blame."""
    if not affirms or _NOT_ALL.search(claim):
        return 0
    stems = stems_of(words_of(claim))
    return sum(_is_repeated(clause, stems) for clause in _clauses(source))


def _is_repeated(clause: str, stems: frozenset[str]) -> bool:
    words = words_of(clause)
    negative = {word for word in words if word.text in _DENIES or value_of(word) < 0}
    rest = [word for word in words if word.carries and word not in negative]
    found = [word for word in rest if likeness(word, stems) >= _SURELY]
    return bool(negative) and len(found) >= max(_FEWEST_REPEATED, len(rest) / 2)


def _clauses(text: str) -> list[str]:
    plain = _TOO.sub("not", _NO_DENIAL.sub(" ", text.replace("’", "'")))
    return _CLAUSE_END.split(plain)


def value_of(word: Word) -> int:
    """1 for a word of praise, -1 for one of blame, else 0."""
    return (word.stem in _stems(_GOOD)) - (word.stem in _stems(_BAD))


@dataclass(frozen=True)
class _Reading:
    """The stems that each negation denies, the nearest first, and those that none reaches."""

    denials: tuple[tuple[str, ...], ...]
    affirmed: frozenset[str]


def _read(text: str) -> _Reading:
    denials: list[tuple[str, ...]] = []
    affirmed: set[str] = set()
    for clause in _clauses(text):
        words = words_of(clause)
        first = next((word.place for word in words if word.text in _DENIES), len(words))
        carried = [word for word in words if word.carries and word.text not in _DENIES]
        reached = [word for word in carried if first < word.place <= first + _REACH]
        affirmed.update(word.stem for word in carried if word not in reached)
        # "Sufficiently" says how, and not what is denied.
        how = [word.text.endswith("ly") and word is not reached[-1] for word in reached]
        said = zip(reached, how, strict=True)
        denied = [word.stem for word, is_how in said if not is_how][:_DENIED]
        if denied:
            denials.append(tuple(denied))
    return _Reading(tuple(denials), frozenset(affirmed))


def _overlap(one: Iterable[str], other: Iterable[str]) -> bool:
    others = frozenset(other)
    return any(stem_ in others or synonyms(stem_) & others for stem_ in one)


@cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))
