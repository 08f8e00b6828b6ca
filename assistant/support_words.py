"""The words that carry what a sentence says, and when two words may say the same."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import Stemmer

from assistant.subjects import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

_DATA = Path(__file__).parent / "data"
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_SAME_FORM, _SAME_ROOT, _RELATED = 1.0, 0.9, 0.75
_FEWEST_OF_ROOT = 4
_STEMS_KEPT = 20_000

# They join words or say that something was said; quantities and negations are looked at apart.
_EMPTY = word_set(
    "a an the and or but nor of in on at to for from with by as is are was were be been being"
    " am it its they their them theirs this that these those there here he she his her him who"
    " whom whose which what where when why how do does did done doing have has had having will"
    " would can could may might must shall should so than then too very also just even still yet"
    " if while although though because since due into onto over under up down out off about"
    " after before between during through throughout within against across along around among"
    " both either neither such same own given now say says said saying find finds found note"
    " notes noted see saw seen report reports reported inspector inspectors ofsted thing things"
    " way ways make makes made making get gets got go goes well however one once st nd rd th s t"
    " re ve ll d i we us our you your not no never all any every each some most many few several"
    " much more less least only none cannot include includes included including happen happens"
    " keep keeps kept keeping take takes taken taking took come comes came coming put puts until"
    " whether per via rather really able isn't aren't wasn't weren't don't doesn't didn't hasn't"
    " haven't"
)


@dataclass(frozen=True)
class Word:
    """A word in lower case, its stem, and its place among the tokens of the text."""

    text: str
    stem: str
    place: int

    @property
    def carries(self) -> bool:
        """Whether it carries content."""
        return self.text not in _EMPTY and len(self.text) > 1 and not self.text.isdigit()


def words_of(text: str) -> tuple[Word, ...]:
    """Every token in order; genitives without their ending."""
    tokens = _TOKEN.findall(text.replace("’", "'").replace("‘", "'").lower())
    bare = (re.sub(r"'s$", "", token) for token in tokens)
    return tuple(Word(token, stem(token), place) for place, token in enumerate(bare))


def likeness(word: Word, stems: Set[str]) -> float:
    """How surely one of ``stems`` says what ``word`` says: 1 for itself, 0 for none."""
    if word.stem in stems:
        return _SAME_FORM
    if any(_same_root(word.stem, other) for other in stems):
        return _SAME_ROOT
    return _RELATED if synonyms(word.stem) & stems else 0.0


def weight(word: Word) -> float:
    """How much a word says: rare ones more, from 0.3 to 1.3."""
    ranks = _ranks()
    rank = ranks.get(word.text, len(ranks))
    return 0.3 + math.log1p(rank) / math.log1p(len(ranks))


def synonyms(of: str) -> Set[str]:
    """Stems of words that may say the same as words of this stem."""
    return _relations()["="].get(of, frozenset())


def opposites(of: str) -> Set[str]:
    """Stems of words that say the opposite."""
    return _relations()["!"].get(of, frozenset())


@cache
def stem(word: str) -> str:
    """The stem by the Snowball rules for English."""
    return str(_stemmer().stemWord(word))


def stems_of(words: Iterable[Word]) -> frozenset[str]:
    """The stems of the words that carry content."""
    return frozenset(word.stem for word in words if word.carries)


def _same_root(one: str, other: str) -> bool:
    """Such as "persist" and "persistent", "prepar" and "preparatori"."""
    short, long = sorted((one, other), key=len)
    root = max(_FEWEST_OF_ROOT, len(short) - 2)
    return (
        len(short) >= _FEWEST_OF_ROOT
        and len(long) - len(short) <= _FEWEST_OF_ROOT
        and long[:root] == short[:root]
    )


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@cache
def _ranks() -> dict[str, int]:
    listed = (_DATA / "common_words.txt").read_text(encoding="utf-8").split()
    return {word: rank for rank, word in enumerate(listed)}


@cache
def _relations() -> dict[str, dict[str, frozenset[str]]]:
    """By sign and stem; each relation holds both ways."""
    found: dict[str, dict[str, set[str]]] = {"=": defaultdict(set), "!": defaultdict(set)}
    for line in (_DATA / "word_relations.txt").read_text(encoding="utf-8").splitlines():
        word, sign, *others = line.split()
        for other in others:
            found[sign][stem(word)].add(stem(other))
            found[sign][stem(other)].add(stem(word))
    return {
        sign: {key: frozenset(stems) for key, stems in table.items()}
        for sign, table in found.items()
    }
