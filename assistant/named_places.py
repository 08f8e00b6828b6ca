"""A place as a question names it, and where in the question it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re


class Named(NamedTuple):
    """A place in the form that ``parse_locators`` reads, and the offset of the words naming it."""

    at: int
    place: str


def blank(match: re.Match[str]) -> str:
    """As many spaces as what was matched, so that offsets stay."""
    return " " * len(match[0])
