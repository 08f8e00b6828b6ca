"""How sure, how far, how much: words that weaken what a sentence says."""

from __future__ import annotations

import re

# Kinds of weakening; strength may be left out without saying more than the source.
_CLASSES = {
    "weak": r"slight(?:ly)?|somewhat|little|limited|minor|partly|modest(?:ly)?|a bit|barely"
    r"|marginal(?:ly)?|to some extent",
    "begun": r"beginning to|begun|starting to|started to|early stages?|emerging|recent(?:ly)?"
    r"|working to|working towards|plan(?:s|ned|ning)? to|progressing|developing|continue with",
    "unsure": r"may|might|could|can|possibly|likely|appears?|seems?|potential(?:ly)?|not yet"
    r"|too early|unclear whether",
    "seldom": r"rare(?:ly)?|seldom|occasional(?:ly)?|infrequent(?:ly)?|sporadic(?:ally)?",
}
_PATTERNS = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _CLASSES.items()
}


def degrees_dropped(claim: str, source: str) -> int:
    """How many weakening kinds ``source`` has and ``claim`` has not."""
    return len(_degrees(source) - _degrees(claim))


def _degrees(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))
