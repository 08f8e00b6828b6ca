"""English plurals and singulars of phrases, as far as regular endings go."""

from __future__ import annotations

import re

_BEFORE_PREPOSITION = re.compile(r"^(.+?)( (?:in|of|for|to|with|who|over|from|on|at|about)\b.*)$")
_IRREGULAR = {"child": "children", "person": "people", "man": "men", "woman": "women"}
_SIBILANT = ("s", "x", "z", "ch", "sh")


def plurals(phrase: str) -> tuple[str, ...]:
    """The phrase with a plural at its end, and before its first preposition.

    >>> plurals("child in need plan")
    ('child in need plans', 'children in need plan', 'children in need plans')
    """
    found = _BEFORE_PREPOSITION.match(phrase)
    if not found:
        return (_plural(phrase),)
    head = _plural(found[1])
    return (_plural(phrase), head + found[2], head + _plural(found[2]))


def singulars(phrase: str) -> tuple[str, ...]:
    """The phrase with its last word in the singular; nothing where that has no plural ending."""
    if phrase.endswith("ies"):
        return (phrase[:-3] + "y",)
    if re.search(r"(?:ss|sh|ch|x)es$", phrase):
        return (phrase[:-2],)
    if re.search(r"[^sui']s$", phrase):
        return (phrase[:-1],)
    return ()


def _plural(phrase: str) -> str:
    head, space, last = phrase.rpartition(" ")
    if last in _IRREGULAR:
        return head + space + _IRREGULAR[last]
    if last.endswith("s") and not last.endswith("ss"):
        return phrase
    if re.search(r"[^aeiou]y$", last):
        return phrase[:-1] + "ies"
    return phrase + ("es" if last.endswith(_SIBILANT) else "s")
