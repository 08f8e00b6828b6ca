"""The two sides of a comparison, each as a question of its own."""

from __future__ import annotations

import re

from assistant.followups import leans
from assistant.joints import FIXED, JOINER, NEXT_QUESTION, QUESTION_WORD, kept_together
from assistant.subjects import (
    ASKING,
    AUXILIARIES,
    PREPOSITIONS,
    content_words,
    subject_of,
    words_of,
)

_AGAINST = r"(?:with|to|against|versus|vs\.?|next to|beside|alongside)"
_SIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?P<head>.*?)\b(?:differences?|comparison) between (?P<one>.+?)"
        r" (?:and|versus|vs\.?) (?P<two>.+)$",
        rf"^(?P<head>.*?)\bcompar(?:e|ing) (?P<one>.+?) {_AGAINST} (?P<two>.+)$",
        r"^(?P<head>.*?)\bcompar(?:e|ing) (?P<one>.+?) and (?P<two>.+)$",
        r"^(?P<head>.*?)(?<!in )\bcontrast(?:ing)? (?P<one>.+?) (?:with|against) (?P<two>.+)$",
        r"^(?P<head>)which (?:is|are|was|were|does|do|did|has|have|had|gets?|got) (?:\w+ ){0,2}"
        r"(?:better|stronger|worse|weaker|best|strongest|worst|weakest)(?: \w+)?[,:]? (?P<one>.+?)"
        r" or (?P<two>.+)$",
        r"^(?P<head>(?:[^:]{3,60}: )?)(?:which|who) (?:\w+ ){0,5}?\w+(?:er|est)\b[^,:]{0,20}[,:] "
        r"(?P<one>.+?) or (?P<two>.+)$",
        r"^(?P<head>)(?:is|are|was|were|do|does) (?P<one>.+?) as \w+(?: an? \w+)? as "
        r"(?P<two>(?!(?:it|they|we|you|i|he|she|needed|possible|expected|hoped)\b).+)$",
        r"^(?P<head>.*?)\b(?:is|are|was|were) (?:it|things|this) (?:\w+ing )?(?:any |much |all )?"
        r"(?:different|better|worse|the same) for (?P<one>.+?)"
        r" (?:and|(?:or|than(?: (?:it|they|things|this) (?:is|are|was|were))?|as)(?: for)?)"
        rf" (?P<two>(?!(?:{QUESTION_WORD})\b).+)$",
        r"^(?P<head>(?:[^:]{3,60}: )?)(?:is|are|was|were) (?P<one>.+?) (?:any |much |very )?"
        r"(?:different|worse|better) (?:from|to|than) "
        r"(?!(?:it|they|we|things) (?:was|were|did|had|used)\b|before|last|ever)(?P<two>.+)$",
        r"^(?P<head>(?:is|are|was|were|does|do) .{3,60}? \w+er) for (?P<one>.+?)"
        r" than (?:(?:it|they) (?:is|are|was|were|does|do) )?for (?P<two>.+)$",
        rf"^(?P<head>(?:[^:]{{3,60}}: )?)how (?:do|does|did|is|are|was|were) (?P<one>.+?)"
        rf" (?:compare|(?:stack|measure|match|shape) up|fare|hold up|look|sit) "
        rf"{_AGAINST}"
        r" (?P<two>.+)$",
        r"^(?P<head>)how (?:do|does|did) (?P<one>.+?) differ from (?P<two>.+)$",
        r"^(?P<head>(?:is|are|was|were|do|does) .{3,60}? (?:better|worse|stronger|weaker)\b.*?)\b"
        r"(?P<one>(?:while|whilst|when|before) .+?),? or (?P<two>(?:once|when|after|while) .+)$",
        r"^(?P<head>.*?\bas \w+) (?P<one>(?:once|after|when|while) .+?) as (?:they|it|things)"
        r" (?:was|were|is|are) (?P<two>(?:while|when|before|once|after) .+)$",
        r"^(?P<head>)how (?:do|does|did) (?P<one>.+?) and (?P<two>.+?) (?:compare|differ)$",
        r"^(?P<head>)(?P<one>.+?),? (?:(?:when |as )?compared (?:with|to)|versus|vs?\.?"
        r"|as against|as opposed to|next to) (?P<two>.+)$",
        r"^(?P<head>)(?P<one>[^,:]{3,40}?) and (?P<two>[^,:]{3,40}, .*\bboth\b.*)$",
        r"^(?P<head>.*?)\bboth (?P<one>[^,]+?) (?:and|as well as) (?P<two>.+)$",
    )
)
_BUT_NOT = re.compile(
    r"^(?P<head>.*?)(?P<joint> (?:with|for|in|on|at|about) )(?P<one>.+?),? "
    r"(?:and then|and(?= about\b| (?:with|for) (?!now\b|ever\b|which|whom|what|how))"
    r"|but (?:not|less|never)"
    r"(?: so much| so well| as well| always)?)(?P=joint)(?P<two>.+)$",
    re.IGNORECASE,
)
_SAYS_THEY = re.compile(r"(?:what |how |when )?(?:they|it|he|she) ", re.IGNORECASE)
# "Support for some compared with that for others": what "that" stands for.
_STAND_INS = tuple(
    (re.compile(stands_in, re.IGNORECASE), re.compile(stood_for, re.IGNORECASE))
    for stands_in, stood_for in (
        (r"^(?:that|those|the ones?)\b(?= (?:for|of|in|to)\b)", r"^(.+?) (?:for|of|in|to)\b"),
        (r"^(?:(?:the )?ones?|those|somebody|someone)\b(?= who\b)", r"^(.+?) who\b"),
    )
)
_THAN = re.compile(
    r"^(?P<one>.+?) (?P<comparison>better|worse|more|less|faster|slower|stronger|weaker|quicker"
    r"|sooner|safer) (?P<what>.*?)\bthan (?P<two>.+)$"
)
_TWO_JUDGED = re.compile(
    r"^(?P<head>(?:how )?(?:is|are|was|were|do|does|did|has|have)(?: our| the)? )"
    r"(?P<one>[\w-]+) and (?P<two>[\w-]+) (?P<tail>[\w-]+(?: enough)?)$"
)


def sides(text: str) -> list[str]:
    """What is compared, each side with what it is compared in; [] where nothing is."""
    than = _THAN.match(text)
    if than and any(map(_begins_to_ask, NEXT_QUESTION.split(than["one"])[:-1])):
        return []
    if than and content_words(than["two"]):
        one, two = than["one"], NEXT_QUESTION.split(than["two"])[0]
        shared = than["what"].strip() or (subject_of(one) if _leans_on_a_side(two) else "")
        other = f"{two}: {shared}" if shared else two
        return _all_say_something([f"{one} {than['what']}".strip(), other])
    whole = kept_together(text)
    for pattern in _SIDES:
        found = pattern.match(whole)
        if found:
            head = found["head"] if content_words(found["head"]) else ""
            one = found["one"]
            two, _, shared = found["two"].partition(",")
            for stands_in, stood_for in _STAND_INS:
                meant = stood_for.match(one)
                two = stands_in.sub(meant[1], two) if meant else two
            two = f"{subject_of(one)}: {two}" if _SAYS_THEY.match(two) else two
            both = (f"{head} {side} {shared}".split() for side in (one, two))
            return _all_say_something([" ".join(side).replace(JOINER, " ") for side in both])
    judged = _TWO_JUDGED.match(text.lower())
    if judged and not FIXED.search(text):
        return [f"{judged['head']}{judged[side]} {judged['tail']}" for side in ("one", "two")]
    return []


def _begins_to_ask(text: str) -> bool:
    return not (ASKING | AUXILIARIES).isdisjoint(words_of(text)[:1])


def _leans_on_a_side(text: str) -> bool:
    """Whether one side of a comparison does not say what of it is compared: "than for boys"."""
    return not PREPOSITIONS.isdisjoint(words_of(text)[:1]) or leans(text)


def contrasted(text: str) -> list[str]:
    """Each of two: "good with health but not with housing", "for children and for parents".

    [] where it contrasts nothing.
    """
    found = _BUT_NOT.match(text)
    if not found:
        return []
    return _all_say_something(
        [f"{found['head']}{found['joint']}{found[side]}".strip() for side in ("one", "two")]
    )


def _all_say_something(parts: list[str]) -> list[str]:
    return parts if all(map(content_words, parts)) else []
