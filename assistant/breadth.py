"""How much a question asks for: one finding, several, or an overview."""

from __future__ import annotations

import re
from typing import Literal

Breadth = Literal["one", "several", "overview"]

_EVERYTHING = re.compile(
    r"\beverything (?:on(?! (?:offer|the menu|time))|about|in (?:there|it|the report)"
    r"|(?:that )?(?:the report|it|they|you|ofsted|inspectors|there))\b|(?:^|[:,;] )everything\b"
    r"(?! (?:considered|else|being))"
    r"|\b(?:show|give|tell|list|want|need|see|find|read)(?: me| us)?(?: out)? everything\b"
    r"|\ball (?:that )?(?:the report|it) says\b",
    re.IGNORECASE,
)
_OVERVIEW = re.compile(
    rf"{_EVERYTHING.pattern}"
    r"|\b(?:over ?views?|summar(?:y|ies|i[sz]e)|sum(?:ming)? up|in a nutshell|at a glance"
    r"|(?:big|bigger|whole|overall|full|rounded) (?:picture|story)"
    r"|(?<!have a )(?<!has a )(?<!get a )(?:general|balanced) picture"
    r"|(?:general|balanced) view(?=\W*$|[:,.;])"
    r"|round[- ]?up|run ?down"
    r"|key (?:points|messages|findings)"
    r"|main (?:points|messages|findings|strengths|weaknesses|concerns|issues|themes)|themes?"
    r"|headlines?|highlights?|takeaways?|one pager?|one page|gist"
    r"|(?:a few|two|three|four|five|six|ten|\d+) (?:lines|sentences|bullets?(?: points?)?)"
    r" (?:on|about)"
    r"|across the (?:board|service|piece)|in (?:broad|general) terms|broadly speaking"
    r"|what(?:'?s| is|'s it| is it)? (?:it|life) like (?:for|being|to be|to work)"
    r"|(?:run|walk|talk|take) (?:me|us) through"
    r"|what(?:'?s| is| was) the (?:general |overall )?(?:picture|view|story)"
    r"|(?:(?:have|want|need|give me|get) |, )the lot(?=\W*$|[,.;:]| [-–—])"
    r"|bottom line|pluses and minuses|ups and downs|good and (?:the )?(?:not|less|bad)"
    r"|pros and cons|warts and all"
    r"|good (?:and|&|bits|points)[^.?]*(?:bad|gaps?|weak)"
    r"|(?:strengths?|strong points?|positives?|what(?:'s| is) (?:working|going) well)"
    r"[^.?]*(?:weak\w*|gaps?|delays?|areas? (?:for|to)|concerns?|negatives?|holding|isn'?t|not)"
    r"|strengths?(?: and|,| &| or)[^.?]{0,30}(?:iffy|dodgy|wrong|bad)"
    r"|bullet(?:s| points?)|every (?:example|instance|mention|criticism)"
    r"|all (?:the )?(?:examples?|criticisms?)"
    r"|what(?:'s| has| have)? (?:got(?:ten)?|become|been) better|most improved"
    r"|progress since|changed since|how far (?:have|has|had) (?:we|they|it|things|services"
    r"|the (?:trust|council|authority|services?)) come|what(?:'?s| has| have)? shifted)\b"
    r"|\boverall\W*$|^being an? (?!.*\?)"
    r"|(?:^|[,:;.–—-]\s*|\bme )what(?:'?s| is| was) (?:ok|good|right|working)(?:,| and)*"
    r" what(?:'?s| is| was)?(?: not| isn'?t|n'?t| bad| wrong)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:compar\w+|versus|vs\.?|v|differences?|both|each(?: of)?|than|against|either"
    r"|list|which (?:\w+ )?(?:groups?|teams?|children|kids|of)|who(?:'s| is) missing"
    r"|any\b[^.?]*\bproblems"
    r"|what help|strengths?|weaknesses|weak (?:spots?|points?)|gaps|problems|issues|criticisms?"
    r"|concerns|verdict"
    r"|what(?:'s| is| was| did| do| does| have| has)\b[^.?]{0,30}\b(?:sa(?:y|id|ys)|f(?:ou|i)nd"
    r"|thinks?|thought|reported|written) (?:about|on|of)"
    r"|anything (?:on|about|said)|tell me (?:all )?about"
    r"|(?:are there|any) (?:places|examples|instances)|whereabouts"
    r"|where (?:are|do|does|did|is|have|has|in the report))\b",
    re.IGNORECASE,
)

# A chance of .55: two of three overviews are known, and one in seventy of other questions is taken
# for one.
_SURELY_OVERVIEW = 0.2


def breadth_of(text: str, parts: int, overview: float) -> Breadth:
    """By the words of the question, and by the number of ``parts`` that it falls into.

    ``overview`` is how much it leans to the questions that take an overview to answer
    (``Leanings``).
    """
    if _OVERVIEW.search(text) or overview > _SURELY_OVERVIEW:
        return "overview"
    if parts > 1 or _SEVERAL.search(text):
        return "several"
    return "one"


def asks_for_an_overview(text: str) -> bool:
    """Whether the words of a question say so."""
    return bool(_OVERVIEW.search(text))


def wants_everything(text: str) -> bool:
    """Whether a question asks in so many words for all that the report says of something."""
    return bool(_EVERYTHING.search(text))


def without_width(text: str) -> str:
    """A question without the words that ask for an overview."""
    return _OVERVIEW.sub(" ", text)
