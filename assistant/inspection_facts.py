"""Who led this inspection, and when it was: from the report's header, in its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.models import AnswerSentence
from assistant.quoting import quote

if TYPE_CHECKING:
    from ingest.models import Passage

_INSPECTOR = (
    r"(?:lead(?:ing)? (?:inspector|hmi)|hmi|(?:his|her) majesty'?s inspector"
    r"|inspector in charge|in charge of (?:the|this|our) (?:inspection|visit)"
    r"|(?:led|leading|headed|ran) (?:the|this|our) (?:inspection|visit|team of inspectors)"
    r"|inspection lead)"
)
_VISIT = r"(?:inspect(?:ion|ed|ors?)?|ofsted|visit(?:ed)?)"
_ASKS: dict[str, re.Pattern[str]] = {
    "Lead inspector": re.compile(
        rf"\b(?:who|whose|which|what|name of)\b.*\b{_INSPECTOR}\b|^(?:the )?{_INSPECTOR}\W*$",
        re.IGNORECASE,
    ),
    "Inspection dates": re.compile(
        r"^(?:so |and |exactly )?(?:when|what (?:were the )?(?:dates?|weeks?|days?|month|year)"
        r"|which (?:dates?|weeks?|days?|month|year)|how long|on what (?:dates?|days?)|dates?)\b"
        rf"[^?]{{0,40}}\b{_VISIT}\b[^?]{{0,40}}\W*$|^{_VISIT} dates?\W*$",
        re.IGNORECASE,
    ),
}
# Another inspection than this one, or what inspectors found then.
_ANOTHER = re.compile(
    r"\b(?:next|last|previous|earlier|before|again|back in|(?:19|20)\d\d|say|said|find|found|think"
    r"|thought|saw|see|report(?:ed)?|improve\w*|children|care|staff|social)\b",
    re.IGNORECASE,
)


def inspection_facts(question: str, header: Passage | None) -> list[AnswerSentence]:
    """The lines of the header that answer; [] where the question asks for something else."""
    if header is None or _ANOTHER.search(question):
        return []
    plain = question.replace("’", "'")
    wanted = [line for line, asks in _ASKS.items() if asks.search(plain)]
    lines = [header.text[s.start : s.end] for s in header.sentences]
    return [
        AnswerSentence(line, (quote(header, s.start, s.end),), new_paragraph=True)
        for s, line in zip(header.sentences, lines, strict=True)
        if any(line.startswith(name) for name in wanted)
    ]
