"""Misspelt words of a question, mended where there is little doubt what was meant.

A word is touched only if neither general English, the glossary nor the report knows it; a word of
the report is the likelier one to have been meant. ``docs/decisions/012`` has where the words of
general English are from, and what was measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import extract

from assistant import glossary
from assistant.subjects import ASKING, AUXILIARIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from vectorstore.catalogue import Catalogue

_DATA = Path(__file__).parent / "data"
_FEWEST_LETTERS = 4
_FEWEST_TO_SPLIT = 5
# From so many letters on, a second slip is allowed.
_LONG = 8
# So many of the most frequent words are expected anywhere, whether the report has them or not.
_MOST_COMMON = 1000
_FUNCTION_WORDS = 100

_CHUNK = re.compile(r"\S+")
_NOT_WORDS = re.compile(r"[\d@_\\]|://|www\.|[^\W\d_a-zA-Z]")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.?!])[\s\"'“‘(\[*-]*$")
_PREFIXED = re.compile(r"(?:un|re|non|pre|post|over|under|mis|multi|inter|co|sub|up|out)(.{5,})")

_vocabularies: WeakKeyDictionary[Catalogue, dict[str, frozenset[str]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Change:
    """A word as typed, and what it was taken for: one word, or two with a space between."""

    typed: str
    meant: str


@dataclass(frozen=True)
class Mended:
    """A text after mending; ``changes`` are in the order of the text, empty if it was sound."""

    text: str
    changes: tuple[Change, ...]


def mend(text: str, known_words: AbstractSet[str]) -> Mended:
    """The text with its misspelt words put right; ``known_words`` are lower case.

    Left alone are words of fewer than four letters, abbreviations, whatever holds a digit, and
    capitalised words other than at the beginning of a sentence.
    """
    changes: list[Change] = []
    pieces: list[str] = []
    done = 0
    for start, typed in _candidates(text):
        capitalised = typed[0].isupper()
        meant = _meant(typed.lower(), known_words, surely=capitalised)
        if meant is None:
            continue
        meant = meant.capitalize() if capitalised else meant
        changes.append(Change(typed, meant))
        pieces += [text[done:start], meant]
        done = start + len(typed)
    return Mended("".join([*pieces, text[done:]]), tuple(changes))


def report_words(catalogue: Catalogue, report: str) -> frozenset[str]:
    """Every word of a report's passages, in lower case; raises UnknownReport."""
    of_catalogue = _vocabularies.setdefault(catalogue, {})
    if report not in of_catalogue:
        texts = (passage.text for passage in catalogue.passages(report))
        of_catalogue[report] = frozenset(
            word for text in texts for word in re.findall("[a-z]{2,}", text.lower())
        )
    return of_catalogue[report]


def known_words(catalogue: Catalogue, reports: Iterable[str]) -> frozenset[str]:
    """Every word of these reports' passages, in lower case; raises UnknownReport."""
    return frozenset[str]().union(*(report_words(catalogue, report) for report in reports))


def _candidates(text: str) -> Iterator[tuple[int, str]]:
    """Words that may be touched, without a possessive ending, and where they begin."""
    for chunk in _CHUNK.finditer(text):
        if _NOT_WORDS.search(chunk[0]):
            continue
        for found in _WORD.finditer(chunk[0]):
            start = chunk.start() + found.start()
            word = re.sub("['’]s$", "", found[0])
            starts = word.istitle() and _SENTENCE_START.search(text[:start])
            if len(word) >= _FEWEST_LETTERS and word.isalpha() and (word.islower() or starts):
                yield start, word


def _meant(word: str, known_words: AbstractSet[str], *, surely: bool) -> str | None:
    """What a word in lower case was meant to be; None if it is sound or may mean anything."""
    if is_known(word, known_words):
        return None
    near = _near(word, known_words, surely=surely)
    if near and OSA.distance(word, near) == 1:
        return near
    return (None if surely else _split(word, known_words)) or near


def is_known(word: str, known_words: AbstractSet[str]) -> bool:
    """Whether English, the sector or ``known_words`` has a word, given in lower case."""
    forms = [word, word.removesuffix("s")]
    if prefixed := _PREFIXED.fullmatch(word):
        forms.append(prefixed[1])
    sources = (known_words, glossary.words(), _ranks(), _rare_and_names(), ASKING, AUXILIARIES)
    return any(form in source for form in forms for source in sources)


def _near(word: str, known_words: AbstractSet[str], *, surely: bool) -> str | None:
    """The likeliest word within one slip, or two in a long word; rare words come last."""
    slips = 1 if surely or len(word) < _LONG else 2
    ours = {w for w in {*known_words, *glossary.words()} if len(w) > _FEWEST_LETTERS}
    likely = [
        (_doubt(word, near, distance, ours, known_words), near)
        for near, distance in _within(slips, word, [*ours, *_ranks()])
        if _believable(word, near, distance, ours | known_words, surely=surely)
    ]
    if likely:
        return min(likely)[1]
    if surely or len(word) <= _LONG:
        return None
    return min((near for near, _ in _within(1, word, _rare()) if near[0] == word[0]), default=None)


def _within(slips: int, word: str, choices: Sequence[str]) -> Iterator[tuple[str, float]]:
    found = extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return ((near, distance) for near, distance, _ in found)


def _believable(
    word: str, near: str, distance: float, ours: AbstractSet[str], *, surely: bool
) -> bool:
    expected = near in ours or _rank(near) < _MOST_COMMON
    if len(word) == _FEWEST_LETTERS:
        return expected and (len(near) > len(word) or sorted(near) == sorted(word))
    if surely:
        return expected
    if distance == 1:
        return True
    if word[0] != near[0]:
        return False
    if _sounds_like(word, near):
        return True
    return expected and (len(word) > _LONG or Indel.distance(word, near) <= distance)


def _doubt(
    word: str, near: str, distance: float, ours: AbstractSet[str], known_words: AbstractSet[str]
) -> tuple[float | bool, ...]:
    """Less is likelier: one slip before two, the first letter right, our own words before others.

    A vowel for another, a letter doubled or two swapped are likelier than any other slip, and a
    letter too few or too many than a wrong one.
    """
    expected = near in ours or near in known_words or _rank(near) < _MOST_COMMON
    return (
        distance,
        word[0] != near[0],
        (not expected) + (not _sounds_like(word, near)),
        Indel.distance(word, near),
        len(near) <= len(word),
        _rank(near),
    )


def _sounds_like(word: str, near: str) -> bool:
    return _consonants(word) == _consonants(near) or sorted(word) == sorted(near)


def _consonants(word: str) -> str:
    """A word without vowels, and with one letter for several equal ones."""
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiou]", "", word))


def _split(word: str, known_words: AbstractSet[str]) -> str | None:
    """Two words typed as one, our own or very short; of several splits the most even one."""
    if len(word) < _FEWEST_TO_SPLIT:
        return None
    pairs = ((word[:i], word[i:]) for i in range(2, len(word) - 1))
    fitting = [pair for pair in pairs if all(_may_be_joined(part, known_words) for part in pair)]
    best = max(fitting, key=lambda pair: min(map(len, pair)), default=None)
    return " ".join(best) if best else None


def _may_be_joined(part: str, known_words: AbstractSet[str]) -> bool:
    if len(part) < _FEWEST_LETTERS:
        return _rank(part) < _FUNCTION_WORDS
    return part in known_words or part in glossary.words()


def _rank(word: str) -> int:
    """How many words of English are more frequent."""
    return _ranks().get(word, len(_ranks()))


@cache
def _ranks() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(_words("common_words.txt"))}


@cache
def _rare() -> tuple[str, ...]:
    """Words that are less often meant than the common ones; without names."""
    return tuple(word for word in _words("english_words.txt") if word.islower())


@cache
def _rare_and_names() -> frozenset[str]:
    """What is too rare to be a likely correction, in lower case, as names may be typed, too."""
    return frozenset(word.lower() for word in _words("english_words.txt"))


def _words(name: str) -> list[str]:
    return (_DATA / name).read_text(encoding="utf-8").split()
