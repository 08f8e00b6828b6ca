"""Whether a sentence states something of what was inspected, as a report would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.models import Passage

_QUOTED = re.compile(r"[\"“‘][^\"”’]*[\"”’]|(?<!\w)'[^']*'(?!\w)")
_SPEAKS = re.compile(r"\b(?:i|we|us|ours?|you|yours?|me|my|let['’]s)\b", re.IGNORECASE)


def is_statement(claim: str, passage: Passage) -> bool:
    """False for a question, and where it says "we" or "you" outside of quotation marks.

    Unless the passage does, too.
    """
    if claim.rstrip(" \"”'’").endswith("?"):
        return False
    return not _SPEAKS.search(_QUOTED.sub("", claim)) or bool(_SPEAKS.search(passage.text))
