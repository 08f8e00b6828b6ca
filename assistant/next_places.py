"""A follow-up that goes from one place of a report to another: "the next one", "and 14?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Self

from text_to_num import alpha2digit

if TYPE_CHECKING:
    from collections.abc import Iterable

_KIND = r"paragraphs?|paras?|¶+|improvements?|footnotes?"
_KINDS = {"p": "paragraph", "¶": "paragraph", "i": "improvement", "f": "footnote"}
_NAMED = re.compile(
    rf"(?P<kind>{_KIND})\.?\s*(?:numbers?|nos?\.?|point|#)?\s*(?P<number>\d+)"
    r"(?:\s*(?:-|–|to|and|&|,)\s*(?P<last>\d+))*"
    rf"|\b(?P<nth>\d+)(?:st|nd|rd|th)(?:\s+(?:thing|item|point|area|on|in|of|for|the|list))*"
    rf"\s+(?P<of>{_KIND})\b"
)
_BARE = re.compile(r"(?:(?:and|then|what about|how about)\s+)*(?:number\s+)?(\d+)\W*")
_STEP = re.compile(
    r"(?:(?:and|then|what about|how about|ok|now|please|show|read|give|me|us|what's|what"
    r"|does|is|in)\W+)*"
    r"(?:the\s+)?(?:(?P<on>next|following)|(?P<back>previous|preceding)|(?=one\b|para|improv))"
    r"\s*(?:one|paragraph|para|point|item|improvement)?"
    r"\s*(?P<side>after|before)?\s*(?:that|this|it|one)?(?:\s+(?:say|about|please))*\W*"
)


class Place(NamedTuple):
    """A numbered place, written as a look-up understands it."""

    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    def moved(self, steps: int) -> Self:
        """The place so many further on; the first has none before it."""
        return self._replace(number=max(1, self.number + steps))


def place_reached(chain: Iterable[str]) -> Place | None:
    """Where questions lead that go on from a place named in the first one, if they do."""
    place: Place | None = None
    for text in chain:
        place = place_named(text) or (place and _next(place, text))
    return place


def is_step(text: str) -> bool:
    """Whether the text asks for nothing but the place after or before another."""
    return _step(text) is not None


def place_named(text: str) -> Place | None:
    """The last number of the first place or list of places that a text names."""
    found = _NAMED.search(_digits(text))
    if found is None:
        return None
    kind = found["kind"] or found["of"]
    number = int(found["last"] or found["number"] or found["nth"])
    return Place(_KINDS[kind[0]], number)


def without_place(text: str) -> str:
    """The text as it is about something, not somewhere."""
    return text if place_named(text) is None else _NAMED.sub(" ", _digits(text)).strip()


def _next(place: Place, text: str) -> Place | None:
    bare = _BARE.fullmatch(_digits(text))
    if bare:
        return place._replace(number=int(bare[1]))
    step = _step(text)
    if step is None:
        return None
    return place.moved(-1 if step["back"] or step["side"] == "before" else 1)


def _step(text: str) -> re.Match[str] | None:
    found = _STEP.fullmatch(text.lower().strip())
    return found if found and (found["on"] or found["back"] or found["side"]) else None


def _digits(text: str) -> str:
    return str(alpha2digit(text.lower().strip(), "en", 0))
