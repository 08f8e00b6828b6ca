"""Whether a question asks who led this inspection, or when it was."""

from __future__ import annotations

import re

_INSPECTOR = (
    r"(?:(?:lead(?:ing)?|head) (?:inspector|hmi)|hmi|(?:his|her) majesty'?s inspector"
    r"|inspector in charge|(?:headed|heading|led|leading|ran) (?:up )?(?:the|this|our)"
    r" (?:ofsted|inspection) team|in charge of (?:the|this|our) (?:inspection|visit)"
    r"|(?:led|leading|headed|ran) (?:the|this|our) (?:inspection|visit|team of inspectors)"
    r"|inspector (?:who )?(?:headed|led|ran)"
    r"|in charge of inspecting (?:us|sandwell)|inspection lead)"
)
_VISIT = r"(?:inspect(?:ion|ed|ors?)?|ofsted|visit(?:ed)?)"
_ASKS: dict[str, re.Pattern[str]] = {
    "Lead inspector": re.compile(
        rf"\b(?:who|whose|which|what|name of)\b.*\b{_INSPECTOR}\b"
        rf"|^who inspected\b|^(?:the )?{_INSPECTOR}\W*$"
        r"|^(?:what(?:'?s| is| was) )?(?:the )?(?:lead|inspector)'?s name\W*$"
        rf"|^(?:the )?{_INSPECTOR}(?:'?s)? name\b"
        r"|\bwho led (?:the|this|our) team(?: of inspectors\b| that (?:inspected|came|visited)\b"
        r"|(?=\W*$|,))",
        re.IGNORECASE,
    ),
    "Inspection dates": re.compile(
        r"^(?:so |and |exactly )?(?:when|what (?:were the )?(?:dates?|weeks?|days?|month|year)"
        r"|which (?:dates?|weeks?|days?|month|year)|how long|on what (?:dates?|days?)|dates?)\b"
        rf"[^?]{{0,40}}\b{_VISIT}\b[^?]{{0,40}}\W*$|^{_VISIT} dates?\W*$"
        r"|\bdates? (?:they were )?on[- ]?site\b"
        r"|\b(?:what|which) (?:dates?|weeks?|days?|fortnight) were (?:they|you|inspectors|ofsted)"
        r" with us\b"
        r"|\binspected\b.{0,20}\b(?:on )?(?:what|which) dates?\W*$"
        r"|(?<!from )\b(?:when|(?:what|which|(?<!on )(?<!in )the)"
        r" (?:dates?|weeks?|days?|month|fortnight))"
        r"(?: (?:were|was|did|that))? (?:they|you|inspectors|ofsted|the team) (?:(?:were|was) )?"
        r"(?:in|here|there|on[- ]?site|come|came|visit(?:ed)?)\b"
        r"(?!,? (?:what|how|who|which|did|were|was|is|are)\b)",
        re.IGNORECASE,
    ),
}
# Another inspection than this one, or what inspectors found then.
_ANOTHER = re.compile(
    r"\b(?:else|besides|next|last|previous|earlier|before|again|back|will|return\w*|re-?(?:inspect|visit)\w*"
    r"|(?:19|20)\d\d|ma[dk]e of|say|said|find|found|think|thought|saw|see|report(?:ed)?|improve\w*"
    r"|children|care|staff|social)\b",
    re.IGNORECASE,
)


# Children return and come back, too: "when they return home, …".
_NEXT = re.compile(
    r"\bwhen\b.*\b(?:(?:ofsted|inspectors) (?:be |come |coming |due )?(?:back|return)"
    r"|(?:ofsted|inspectors|they) (?:re-?inspect|visit again)"
    r"|they (?:be |come |coming |due )?(?:back|return)(?=\W*$)"
    r"|next (?:inspection|visit|ilacs|ofsted))\b",
    re.IGNORECASE,
)


def asks_for_the_next(question: str) -> bool:
    """Whether a question asks when inspectors come next, whatever was asked before."""
    return bool(_NEXT.search(question))


def lines_asked(question: str) -> tuple[str, ...]:
    """The header's lines that answer, by what they begin with; empty where it asks for others.

    Apostrophes are straight.
    """
    if _ANOTHER.search(question):
        return ()
    return tuple(line for line, asks in _ASKS.items() if asks.search(question))
