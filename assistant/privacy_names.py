"""Names of people: known by what stands beside them, never by a list of names."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from assistant import glossary
from assistant.subjects import word_set
from assistant.wording import authorities, common_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from assistant.privacy_places import Span

_NEAR_CHARACTERS = 80
_BESIDE_CHARACTERS = 12

_PERSON = (
    r"(?:child|boy|girl|young person|young man|young woman|client|service user|mum|mother|dad"
    r"|father|parent|carer|care leaver|teenager|baby|toddler|infant|son|daughter|sibling|brother"
    r"|sister|nan|grandmother|grandfather|pupil|student|patient|lad|kid|case|partner|ex)"
)
_CALLED = re.compile(
    rf"\b{_PERSON}s?,?\s+(?:is\s+|was\s+|who is\s+)?(?:called|named)\s+"
    r"(?P<name>[\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})"
)
_NAME = r"\b(?P<name>[A-Z][a-z'’-]+(?:\s+[A-Z][\w'’-]+){0,2}|[A-Z]{2}|(?:[A-Z]\.){1,3})"
_WITH_AGE = re.compile(
    rf"{_NAME}(?:,?\s+\(?(?:who(?:'s|’s| is)|is|was)?\s*(?:aged|age)\s+\d{{1,2}}\b"
    r"|\s*\((?:aged?\s+)?\d{1,2}(?:\s*y(?:rs?|ears?)?(?:\s*old)?)?\)"
    r"|,?\s+(?:who\s+)?(?:is|was)\s+(?:a\s+)?\d{1,2}(?:[\s-]y(?:rs?|ears?)[\s-]old)?\b(?!\s*%)"
    r"|,\s+\d{1,2}(?=[,;]| y(?:rs?|ears?)[\s-]old))"
)
_WRITTEN_LARGE = re.compile(r"\b[A-Z][a-z'’-]+(?:\s+[A-Z][a-z'’-]+){0,3}\b|\b(?:[A-Z]\.){2,3}")
_NO_PERSON = word_set(
    "ofsted inspectors inspector council trust department services service report monday tuesday"
    " wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december mash lado dob nhs england british english gp police"
    " paragraph paragraphs social children child care leavers mum dad"
)

_OF_PLACES = word_set(
    "west east north south great st saint bridge road street lane park green hill school primary"
    " academy house hospital project centre hub day"
)


def names_beside(
    text: str, details: Sequence[Span], full_dates: Sequence[Span]
) -> tuple[list[Span], list[Span]]:
    """The names in ``text``, and the dates among ``full_dates`` that stand right beside a name.

    A name counts where it is introduced as one ("a girl called …"), where an age follows, or where
    one of ``details`` is near.
    """
    introduced = chain(_CALLED.finditer(text), _WITH_AGE.finditer(text))
    names = [found.span("name") for found in introduced if _may_be_a_name(found["name"])]
    written = [span for span in _written_large(text) if _may_be_a_name(text[slice(*span)])]
    whole = [span for span in written if " " in text[slice(*span)] or "." in text[slice(*span)]]
    dates = [
        date
        for date in full_dates
        if any(_gap(date, name) <= _BESIDE_CHARACTERS for name in chain(names, whole))
    ]
    anchors = [*details, *dates]
    names += [
        span
        for span in written
        if any(_gap(span, anchor) <= _NEAR_CHARACTERS for anchor in anchors)
    ]
    return list(dict.fromkeys(names)), dates


def full_names(text: str, known_words: AbstractSet[str]) -> list[str]:
    """What is written like a name and surname, and is no place, term or word of ``known_words``."""
    written = (text[start:end] for start, end in _written_large(text))
    return [
        name
        for name in written
        if " " in name
        and not _OF_PLACES.intersection(name.lower().split())
        and _may_be_a_name(name)
        and not set(name.lower().removesuffix("'s").split()) <= known_words
    ]


def _written_large(text: str) -> Iterator[Span]:
    for found in _WRITTEN_LARGE.finditer(text):
        start, words = found.start(), found[0].split()
        # The first word of a sentence is written large whatever it is.
        while words and _is_common(words[0]):
            start = text.index(words[1], start + len(words[0])) if len(words) > 1 else found.end()
            words = words[1:]
        if words:
            yield start, found.end()


def _may_be_a_name(words: str) -> bool:
    parts = words.lower().replace("’", "'").removesuffix("'s").split()
    return not _NO_PERSON.intersection(parts) and not all(
        part in _places() or part in glossary.words() or _is_common(part) for part in parts
    )


def _gap(one: Span, other: Span) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _is_common(word: str) -> bool:
    return word.lower() in common_words()


@cache
def _places() -> frozenset[str]:
    return frozenset(word for name in authorities() for word in name.split())
