"""What staff call things, and what inspectors call them: terms, abbreviations and lay words.

The glossary is ``data/glossary.toml``. A phrase is found whatever its capitals, hyphens, spaces
and apostrophes, in the singular and the plural: each is reduced to a key that leaves those out.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.inflection import plurals, singulars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GLOSSARY = Path(__file__).parent / "data" / "glossary.toml"
MOST_ADDED = 6
_MOST_WORDS = 16
# The sign belongs to "PP+", but not to "16+".
_TOKEN = re.compile(r"[^\W\d_]+\+(?!\w)|[^\W_]+(?:'[^\W_]+)*'?|&")

Text = Annotated[str, Field(min_length=1)]


class Concept(BaseModel):
    """One thing: the inspectors' ``term``, and what else it is called.

    A ``general`` one, such as parents or inconsistency, may be meant where no name of it stands.
    ``unlike`` are the terms of concepts that only the words make look like this one, ``wider``
    those of concepts that comprise it: what is said of early help may hold for targeted early help.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: Text
    abbreviations: tuple[Text, ...]
    lay: tuple[Text, ...]
    related: tuple[Text, ...] = Field(default=(), max_length=3)
    unlike: tuple[Text, ...] = ()
    wider: tuple[Text, ...] = ()
    source: Text
    case_sensitive: bool = False
    general: bool = False


class Glossary(BaseModel):
    """The file as a whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    concept: tuple[Concept, ...]


def concepts_in(text: str) -> tuple[Concept, ...]:
    """The concepts that a text names in any way, each once, in the order of the text.

    Where two names overlap, only the longer one counts.
    """
    return tuple(dict.fromkeys(match.concept for match in _longest(_found(text))))


def names_a_subject(text: str) -> bool:
    """Whether a text names a concept that is not ``general``.

    >>> [names_a_subject(text) for text in ("Are PAs any good?", "Are parents heard?")]
    [True, False]
    """
    return any(not concept.general for concept in concepts_in(text))


def all_concepts_in(text: str) -> frozenset[Concept]:
    """The same and those whose names stand within longer ones.

    >>> sorted(concept.term for concept in all_concepts_in("private fostering"))
    ['fostering', 'private fostering']
    """
    return frozenset(match.concept for match in _found(text))


def terms_in(text: str) -> tuple[tuple[Concept, str], ...]:
    """The concepts that a text names by their own term, each with its words as they stand there.

    In the order of the text, each once.

    >>> [words for _, words in terms_in("Personal advisers visit; a PA calls.")]
    ['Personal advisers']
    """
    plainly = _straight(text)
    spans = [found.span() for found in _TOKEN.finditer(plainly)]
    named: dict[Concept, str] = {}
    for match in _longest(_found(text)):
        if match.is_term:
            named.setdefault(match.concept, text[spans[match.start][0] : spans[match.end - 1][1]])
    return tuple(named.items())


def spans_in(text: str) -> tuple[tuple[Concept, int, int], ...]:
    """The concepts that a text names, each with where its name starts and ends, in text order.

    Where two names overlap, only the longer one counts.

    >>> [(concept.term, start, end) for concept, start, end in spans_in("Is a PA there?")]
    [('personal adviser', 5, 7)]
    """
    places = [found.span() for found in _TOKEN.finditer(_straight(text))]
    return tuple(
        (match.concept, places[match.start][0], places[match.end - 1][1])
        for match in _longest(_found(text))
    )


def phrases_in(text: str) -> tuple[tuple[str, Concept], ...]:
    """The same concepts with the words of the text that name them, as often as they stand there."""
    tokens = _tokens(text)
    found = _longest(_found(text))
    return tuple((" ".join(tokens[match.start : match.end]), match.concept) for match in found)


def expand(text: str) -> str:
    """The text, and after it the inspectors' terms for what it calls by other names.

    >>> expand("are PAs any good")
    'are PAs any good (personal adviser)'
    """
    matches = _found(text)
    standing = {match.concept for match in matches if match.is_term}
    named = dict.fromkeys(match.concept for match in _longest(matches))
    added = [concept.term for concept in named if concept not in standing][:MOST_ADDED]
    return f"{text} ({', '.join(added)})" if added else text


def related_terms(text: str) -> tuple[str, ...]:
    """Inspectors' words that often stand beside what the text names, and not in the text."""
    matches = _found(text)
    named = {match.concept.term for match in matches}
    keys = "".join(_key(token) for token in _tokens(text))
    related = (term for match in _longest(matches) for term in match.concept.related)
    return tuple(dict.fromkeys(t for t in related if t not in named and phrase_key(t) not in keys))


def concepts() -> tuple[Concept, ...]:
    """Every concept, in the order of the file."""
    return _glossary().concept


@cache
def words() -> frozenset[str]:
    """Every word of the glossary, abbreviations and their plurals included, in lower case."""
    found: set[str] = set()
    for concept in concepts():
        phrases = (concept.term, *concept.lay, *concept.related)
        found.update(word for phrase in phrases for word in re.findall(r"[^\W\d_]+", phrase))
        found.update(abbreviation + "s" for abbreviation in concept.abbreviations)
        found.update(concept.abbreviations)
    return frozenset(word.lower() for word in found)


def phrase_key(phrase: str) -> str:
    """What two spellings of a phrase have in common.

    >>> phrase_key("Children’s well-being") == phrase_key("childrens wellbeing")
    True
    """
    return "".join(_key(token) for token in _tokens(phrase))


@dataclass(frozen=True)
class _Match:
    """Tokens ``start`` to ``end`` name a concept, by its term or otherwise."""

    start: int
    end: int
    concept: Concept
    is_term: bool


@dataclass(frozen=True)
class _Index:
    """Concepts by what they are called."""

    terms: dict[str, Concept]
    lay: dict[str, Concept]
    abbreviations: dict[str, Concept]
    longest_key: int


# A question is looked at several times on its way to an answer, a sentence of a report with each.
@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[_Match, ...]:
    return tuple(_matches(_tokens(text)))


def _matches(tokens: list[str]) -> Iterator[_Match]:
    index = _index()
    for start, token in enumerate(tokens):
        if concept := _abbreviated(token, index):
            yield _Match(start, start + 1, concept, is_term=False)
        key = ""
        for end in range(start + 1, min(start + _MOST_WORDS, len(tokens)) + 1):
            key += _key(tokens[end - 1])
            if len(key) > index.longest_key:
                break
            if key in index.terms:
                yield _Match(start, end, index.terms[key], is_term=True)
            elif key in index.lay:
                yield _Match(start, end, index.lay[key], is_term=False)


def _abbreviated(token: str, index: _Index) -> Concept | None:
    """The concept that a token abbreviates: "IRO", "iro", "IROs" and "IRO's" alike."""
    bare = token.rstrip("'").removesuffix("'s")
    for form in dict.fromkeys((bare, bare.removesuffix("s"))):
        concept = index.abbreviations.get(form) or index.abbreviations.get(form.lower())
        if concept:
            return concept
    return None


def _longest(matches: Iterable[_Match]) -> list[_Match]:
    """Of matches that overlap the longest, and the first of the equally long; in text order."""
    taken: set[int] = set()
    kept = []
    for match in sorted(matches, key=lambda match: (match.start - match.end, match.start)):
        if taken.isdisjoint(range(match.start, match.end)):
            taken.update(range(match.start, match.end))
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_straight(text))


def _straight(text: str) -> str:
    """With straight apostrophes; of the same length."""
    return text.replace("’", "'").replace("‘", "'")


def _key(token: str) -> str:
    return "and" if token == "&" else token.replace("'", "").lower()


@cache
def _glossary() -> Glossary:
    return Glossary.model_validate(tomllib.loads(GLOSSARY.read_text(encoding="utf-8")))


@cache
def _index() -> _Index:
    """What stands in the file goes before the plurals and singulars that are made of it."""
    terms: dict[str, Concept] = {}
    lay: dict[str, Concept] = {}
    abbreviations: dict[str, Concept] = {}
    for concept in concepts():
        terms[phrase_key(concept.term)] = concept
        lay.update((phrase_key(phrase), concept) for phrase in concept.lay)
        for written in concept.abbreviations:
            if _has_signs(written):
                lay[phrase_key(written)] = concept
            else:
                abbreviations[written if concept.case_sensitive else written.lower()] = concept
    for concept in concepts():
        for phrase in (*plurals(concept.term), *singulars(concept.term)):
            if lay.get(key := phrase_key(phrase), concept) is concept:
                terms.setdefault(key, concept)
        # Not the singular, which may mean something else: "sats", "cuts".
        for phrase in (*concept.lay, *filter(_has_signs, concept.abbreviations)):
            for made in plurals(phrase):
                lay.setdefault(phrase_key(made), concept)
    return _Index(terms, lay, abbreviations, max(map(len, (*terms, *lay))))


def _has_signs(abbreviation: str) -> bool:
    """Whether it may be written in several ways, as "S47", "s.47" and "s 47"."""
    return not abbreviation.isalpha()
