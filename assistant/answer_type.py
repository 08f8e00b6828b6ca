"""What kind of thing a question wants, and whether the evidence holds such a thing at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.inspection_cues import asks_for_the_next
from assistant.names_asked import asks_for_a_name, full_names, has_the_name
from assistant.numbers_asked import asks_for_a_number, holds_a_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NUMBER_ASKED = re.compile(
    r"\b(?:how many|what (?:number|proportion|share))|^(?:the )?(?:proportion|number) of\b",
    re.IGNORECASE,
)
_HEAD = (
    r"(?:dcs|director of children'?s services|director|chief exec(?:utive)?|ceo|lead member"
    r"|assistant director|service manager|head of [\w ]+|principal social worker|psw"
    r"|leader of the council|mayor|team manager)"
)
_WHO_ASKED = re.compile(
    r"\bwho else was (?:on|in) the (?:inspection )?team\b|"
    r"\bwhich (?:councillors?|cllrs?) (?:are|is|sits?|was|were) (?:on|in)\b"
    rf"|\bwho(?:'?s| is| was)? (?:the |our |currently |now )*{_HEAD}\b"
    r"(?! (?:accountable|answerable))"
    r"|\bwho(?:'?s| is| was) (?:the |our )?virtual (?:school )?head(?:teacher)?(?=\W*$|[,.;])"
    rf"|\bwhat(?:'?s| is| was) (?:the |our )?{_HEAD} called\b"
    r"|\bwho (?:is|was) (?:currently |now )?(?:running|heading|in charge of) (?:the |our )?"
    r"(?:trust|council|department|service)\b",
    re.IGNORECASE,
)
_DATE_ASKED = re.compile(
    r"\b(?:what|which) (?:date|deadline)s?\b|\bwhat(?:'?s| is| was) the (?:date|deadline)\b"
    r"|^(?!(?:do|does|did|is|are|was|were|has|have|can)\b).*\b(?:start|launch|opening) dates?\W*$"
    r"|\bby when\b"
    r"|\bwhen(?:'?s| is| does| do| must| should| has)\b[^?]*\b(?:our|your|the council'?s?"
    r"|the trust'?s?) (?:action plan|response|reply)\b[^?]*"
    r"\b(?:back|due|in(?=\W*$)|sent|submitted|published)\b"
    r"|\b(?:tell me(?: about)?|give me|need|want) the (?:date|deadline)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:(?:19|20)\d\d|january|february|april|june|july|august|september|october"
    r"|november|december|(?:in|by|until|since) (?:march|may)|(?:march|may) \d"
    r"|(?:within|in) (?:\w+ ){1,3}(?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_PERCENTAGE_ASKED = re.compile(
    r"\bwhat (?:percentage|per ?cent)|(?:^|\bwhat |, )%"
    r"|\b\w+ (?:%|percentages?) (?:for|of|in|among)\b"
    r"|^(?:the )?(?:percentage|per ?cent) of\b"
    r"|^(?:what(?:'?s| is| was) )?(?:the |our )?(?:[\w-]+ ){0,2}"
    r"(?:re-?referral|vacancy|turnover|sickness"
    r"|attendance|retention|absence|completion) rates?"
    r"(?:,? (?:(?:for|over|in) )?(?:the )?(?:last|this|past) (?:\w+ )?(?:months?|years?|quarter))?"
    r"\W*$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"%|\bper ?cent|\bpercentage|\bhalf\b|\b(?:thirds?|quarters?|fifths?) of\b|\bone in\b"
    r"|\b\d+ (?:out )?of\b",
    re.IGNORECASE,
)
_AGE_ASKED = re.compile(r"\b(?:what|which) ages?\b|\bhow old\b", re.IGNORECASE)
_MONEY_ASKED = re.compile(
    r"\bhow much (?:money|cash|funding|pay|does \w+ cost|do \w+ cost|did \w+ cost)\b"
    r"|\bwhat (?:has|have|did|does|do|will|would) [\w' ]{2,40} costs?\b"
    r"|\bwhat(?:'?s| is| was| were) the (?:costs?|budget|price|bill)\b"
    r"|\bwhat(?:'?s| is| are| does| do| did) (?:it|they|we|this|that|these)(?: all)?"
    r" (?:cost(?:ing)?|(?:pay(?:ing)?|spend(?:ing)?)"
    r"(?! (?:\w+ ){0,3}(?:attention|time|heed|regard|visits?|days?)))\b"
    r"|\bwhat (?:would|will) be the (?:\w+ ){0,2}(?:costs?|savings?|loss of income)\b"
    r"|\b(?:yearly|annual) (?:costs?|savings?|loss)\b(?! (?:accounts?|plans?|reviews?|schemes?))",
    re.IGNORECASE,
)
_OFTEN_ASKED = re.compile(r"\bhow (?:often|frequently|regularly)\b", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:regular(?:ly)?|routine(?:ly)?|frequen(?:t|tly|cy)|often|seldom|rarely"
    r"|(?:every|each) (?:\w+ )?(?:day|week|month|quarter|year)s?"
    r"|daily|weekly|fortnightly|monthly|quarterly|annual(?:ly)?|yearly|once|twice|continual"
    r"|(?:a|per) (?:day|week|month|year))\b",
    re.IGNORECASE,
)
# "Why is it late, is it the money or the staff?" does not ask whether it is late.
_REASON_GUESSED = re.compile(
    r"\b(?:why|what reasons?|what(?:'?s| is| was) the (?:reason|cause(?! (?:for|of) concern))"
    r"|set out the reasons?)\b.*?[,?:;]\s*"
    r"(?:(?:is|was|are|were) (?:it|that|they|we)\b.*\bor\b"
    r"|(?:for (?:instance|example),? )?whether (?:it|that)(?:'?s| is| was)\b.*\bor\b"
    r"|(?:\w+ ?){1,3}, (?:\w+ ?){1,3}(?:,|\bor\b|\?)"
    r"|(?!(?:do|does|did|is|are|was|were|has|have|can|please|and|what|how|who)\b)"
    r"(?:[\w']+ ?){1,2}\?+$)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|result(?:s|ed|ing)? (?:of|from)|caused?|reasons?"
    r"|attribut\w+|linked to|given|as there (?:is|are)|by a (?:lack|shortage)|despite"
    r"|pressures?)\b",
    re.IGNORECASE,
)
_EXACTLY_ASKED = re.compile(
    r"^(?:what(?:'?s| is| was| were) |(?:give|tell) me |i need )?(?:the )?(?:exact|precise|total)"
    r" (?:number|figure)s?\b",
    re.IGNORECASE,
)
# How many there are of somebody is told by no "most": that is a share of them.
_COUNT_ASKED = re.compile(
    r"\bhow many\b[^?]*\b(?:in total|altogether|on the day|at the time"
    r"|(?:last|this|each|every|per|a) (?:year|month)"
    r"|(?:when|while) (?:they|ofsted|inspectors?|the inspectors) (?:visited|came|arrived|were))\b"
    r"|\bhow many\b[^?]*\b(?:do|did|have) we (?:have|got|had)\b",
    re.IGNORECASE,
)
_SMALL_NUMBER = re.compile(
    r"\b(?:few|small number|handful|minority|majority|none)\b", re.IGNORECASE
)
_TIME_ASKED = re.compile(
    r"\bhow many (?:days|weeks|months|hours)\b(?! (?:old|ago)\b)", re.IGNORECASE
)
_TIME = re.compile(r"\b(?:days?|weeks?|months?|hours?|years?)\b", re.IGNORECASE)
_NEXT_VISIT = re.compile(r"\b(?:next|further) (?:inspection|visit)|\brevisit", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\b(?:most|all|many|some|few|majority|minority|almost|small number|half|nearly|none)\b",
    re.IGNORECASE,
)
_WHAT_IS_SAID = re.compile(
    r"\bwhat (?:did|do|does|has|have) (?:ofsted|(?:the )?inspectors|(?:the )?report)\b[^?]*"
    r"\b(?:say|said|find|found|think|make|made)\b"
    r"|\bwhat (?:did|do|have) they (?:say|said|find|found|think|make of|made of)\b"
    r"|\bwhat (?:is|was|were) (?:thought|made|said|found) (?:of|about)\b"
    r"|\bhow (?:is|are|was|were|would|did) [^?]{3,80}\b(?:regarded|viewed|described|characteris\w+"
    r"|thought of)\b"
    r"|\banything (?:on|about|said)\b"
    r"|\btell me about\b|\bgets? a mention\b",
    re.IGNORECASE,
)
_TYPES: tuple[tuple[Callable[[str], object], Callable[[str], object]], ...] = (
    (_AGE_ASKED.search, holds_a_number),
    (_EXACTLY_ASKED.search, holds_a_number),
    (_TIME_ASKED.search, _TIME.search),
    (asks_for_the_next, _NEXT_VISIT.search),
    (_WHO_ASKED.search, full_names),
    (_MONEY_ASKED.search, holds_a_number),
    (_OFTEN_ASKED.search, _OFTEN.search),
    (_PERCENTAGE_ASKED.search, _SHARE.search),
    (_DATE_ASKED.search, _DATE.search),
    (_REASON_GUESSED.search, _REASON.search),
    (_COUNT_ASKED.search, lambda text: holds_a_number(text) or _SMALL_NUMBER.search(text)),
    (_NUMBER_ASKED.search, lambda text: holds_a_number(text) or _AMOUNT.search(text)),
)


def lacks_what_is_asked(text: str, sentences: Sequence[str], report: str) -> bool:
    """Whether ``text`` wants a name, a number, a date or the like, and no sentence holds one.

    The place in the id of ``report`` is no name. False for a question that wants none of these.
    """
    if asks_for_a_name(text) and not any(has_the_name(each, text, report) for each in sentences):
        return True
    return any(wants(text) and not any(map(holds, sentences)) for wants, holds in _TYPES)


def asks_what_is_said(text: str) -> bool:
    """Whether a question asks for whatever the report says of something, and for no one thing."""
    return bool(_WHAT_IS_SAID.search(text)) and not asks_for_a_number(text)
