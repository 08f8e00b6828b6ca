"""Whether a sentence states something of what was inspected, as a report would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.models import Passage

_QUOTED = re.compile(r"[\"“‘][^\"”’]*[\"”’]|(?<!\w)'[^']*'(?!\w)")
_SPEAKS = re.compile(
    r"\b(?:i|we|us|ours?|you|yours?|me|my|let['’]s|the (?:answer|question|passage))\b",
    re.IGNORECASE,
)


def is_statement(claim: str, passage: Passage) -> bool:
    """False for a question, and where it says "we", "you" or "the answer" in words of its own.

    Its own are those outside of quotation marks that the passage does not use.
    """
    if claim.rstrip(" \"”'’").endswith("?"):
        return False
    return not _SPEAKS.search(_QUOTED.sub("", claim)) or bool(_SPEAKS.search(passage.text))
