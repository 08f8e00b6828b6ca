"""Questions in other languages than English, told by their script and by their words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from assistant import glossary
from assistant.spelling import is_known, mend
from assistant.subjects import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_FEWEST_WORDS = 3
_MOST_UNKNOWN = 0.5
_MOST_UNKNOWN_IN_KEYWORDS = 0.4
_FEWEST_UNKNOWN = 2
_FEWEST_ACCENTED = 2
# Of the commonest words of English those that no other language writes likewise.
_PLAINLY_ENGLISH = word_set(
    """the what how who which why where when does did and with about their they them this that our
    were you your of for from are is there have has been should would could my said says any"""
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TOKEN = re.compile(r"\S+")


def is_foreign(text: str, known_words: AbstractSet[str]) -> bool:
    """Whether it is in another language; ``known_words`` are those of the reports, in lower case.

    Names, misspelt words and keywords without a sentence are no reason to doubt that it is English.
    """
    letters = [character for character in text if character.isalpha()]
    strange = [c for c in letters if not unicodedata.name(c, "").startswith("LATIN")]
    return len(strange) > len(letters) / 2 or _is_strange(text, known_words)


def english_in(text: str, known_words: AbstractSet[str]) -> str:
    """The sector's terms in a text of another language; "" where it has none.

    Abbreviations, and two or more English words that stand together and name something.
    """
    return ", ".join(dict.fromkeys(run for run in _runs(text, known_words)))


def _runs(text: str, known_words: AbstractSet[str]) -> Iterator[str]:
    words = glossary.words()
    run: list[str] = []
    for token in [*_TOKEN.findall(text), ""]:
        bare = token.strip(".,;:?!¿¡()\"'“”‘’")
        if bare.isascii() and (bare.lower() in words or bare.lower() in known_words):
            run.append(bare)
            continue
        joined = " ".join(run)
        if run and (len(run) > 1 or run[0].isupper()) and glossary.concepts_in(joined):
            yield joined
        run = []


def _is_strange(text: str, known_words: AbstractSet[str]) -> bool:
    """Whether English does not know much of it; a word that can be mended counts half."""
    mended = mend(text, known_words)
    # "a", "i" and "o" are words in half of all languages; what is written large may be a name.
    words = [w for w in _WORD.findall(mended.text) if len(w) > 1 and w.islower()]
    unknown = [word for word in words if not _is_english(word, known_words)]
    plainly = sum(word in _PLAINLY_ENGLISH for word in words)
    if plainly > 1 or len(words) < _FEWEST_WORDS or len(unknown) < _FEWEST_UNKNOWN:
        return False
    if plainly:
        return len(unknown) > _MOST_UNKNOWN * len(words)
    accented = sum(not word.replace("’", "'").isascii() for word in unknown)
    doubtful = len(unknown) + len(mended.changes) / 2
    return doubtful > _MOST_UNKNOWN_IN_KEYWORDS * len(words) or accented >= _FEWEST_ACCENTED


def _is_english(word: str, known_words: AbstractSet[str]) -> bool:
    plain = word.lower().replace("’", "'")
    return is_known(plain, known_words) or is_known(plain.partition("'")[0], known_words)
