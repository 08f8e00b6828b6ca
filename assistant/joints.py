"""Where one question, or one thing that is named, ends and the next begins."""

from __future__ import annotations

import re

from assistant.subjects import ASKING, AUXILIARIES

# Unlike a no-break space, no white space to "\s".
JOINER = "\u2060"
QUESTION_WORD = "|".join(sorted(ASKING | AUXILIARIES, key=len, reverse=True))
# Where a second question begins within a sentence.
NEXT_QUESTION = re.compile(
    r"\s*(?:[,;]\s*(?:and|or|but|plus|so|n|also)?|(?<=\s)\+|\b(?:and|but|plus|n))"
    r"(?: then| also)?(?: separately| secondly| lastly)?\s+"
    rf"(?=(?:{QUESTION_WORD}|whether|once (?:it|they|he|she|you)(?:'s|'re|'ve)?"
    r" [^,?]{2,40}? (?:do|does|did|is|are|was|were|has|have|can)"
    rf"|if (?!so\b|not\b|any\b)|(?:up to|till?|at|by|for|from) "
    rf"(?:what|which|whom|how|when)|to what extent (?:{'|'.join(sorted(AUXILIARIES))}))\b)",
    re.IGNORECASE,
)
# One thing each, though "and" joins two words.
FIXED = re.compile(
    r"help and protection|search and rescue|health and safety|drug and alcohol|black and white"
    r"|family and friends|mum and dad|education and health|care and protection|pros and cons"
    r"|strengths and weaknesses|good (?:bits |points )?and (?:the )?bad(?: bits| points)?",
    re.IGNORECASE,
)


def kept_together(text: str) -> str:
    """The text with JOINER for each space within what is one thing; of the same length."""
    return FIXED.sub(lambda found: found[0].replace(" ", JOINER), text)
