"""A question that leans on earlier ones, made to stand on its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.glossary import names_a_subject
from assistant.inspection_cues import asks_for_the_next, lines_asked
from assistant.next_places import is_step, place_named, place_reached, without_place
from assistant.subjects import (
    ASKING,
    AUXILIARIES,
    PREPOSITIONS,
    content_words,
    is_content,
    is_plural,
    subject_of,
    word_set,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import Question


_OPENS = re.compile(
    r"^(?:and|but|so|or|also|plus|then|what about|how about|what if|even|only|especially"
    r"|not|same|the same|the next|the other|the rest)\b[\s,]*",
    re.IGNORECASE,
)
_ADDS = word_set("for in with during by at from since after before till until")
_JOINS = word_set("and but or so if while because")
# "Right, but is it everywhere?"
_ACKNOWLEDGES = re.compile(
    r"^(?:ok(?:ay)?|right|yeah|yes|fine|thanks|ta|cheers|hmm)[\s,.!]+(?=(?:and|but|so)\b)"
    r"|^(?:nice(?: one)?|great|lovely|brilliant|interesting|good|excellent|perfect|noted|understood"
    r"|(?:ok(?:ay)?|right|yeah|thanks|thank you|cheers|hmm|ah|oh))[.!,…]+\s+(?=\w)",
    re.IGNORECASE,
)
_OPENS_BARE = re.compile(r"^(?:(?:and|but|so|or|also|plus|then)\b[\s,]*)+", re.IGNORECASE)
# "Who turns up to them? I'm setting the rota."
_REMARK_AFTER = re.compile(
    r"(?<=\?)\s+(?:i'?m|i've|i|we|we're|need|want|it's|that's|for|just|asking)\b[^?]*$",
    re.IGNORECASE,
)
# "They" are the inspectors and "it" is the report, or it stands for nothing at all.
_MEANS_THE_REPORT = re.compile(
    r"\bthey (?:ever |also |really )?(?:say|said|find|found|think|thought|make of|made of|report"
    r"|reported|mention|mentioned|see|saw|seen|rate|rated|want|like|liked|comment|praise"
    r"|criticise|pick(?:ed)? up|flag(?:ged)?|notice|conclude|judge)\b"
    r"|\bit (?:say|says|said|mention|mentions|mentioned|cover|covers)\b"
    r"|\bit (?:\w+ )?(?:true|fair|right|clear|possible|common|easy|hard|safe|normal|likely|worth)"
    r" (?:that|to|for)\b"
    r"|\bit (?:rain|snow)"
    r"|\b(?:this|that) (?:report|inspection|service|authority|council|area|borough|trust|team"
    r"|year|time|visit)\b",
    re.IGNORECASE,
)
_SEVERAL = word_set("they them their theirs they're they've these those")
_ANYONE = word_set("anyone anybody someone somebody everyone everybody nobody")
_ONE_PERSON = word_set("he she him her his hers")
_ONE_THING = word_set("it it's")
_POINTING = _SEVERAL | _ONE_THING
# "Who runs it?", but not "who is it that …" and "who do they say …".
_DOES_TO_IT = re.compile(
    rf"(?:who|whose) (?!(?:{'|'.join(sorted(AUXILIARIES))})\b)\w+"
    r" (?:it|them|they)\b",
    re.IGNORECASE,
)
# "Do young people get a say in those?", "in putting those together?", "have a role on it?"
_ENDS_IN_THOSE = re.compile(
    r"\b(?:on|in|of|to|for|with|from|about|behind|under) (?:these|those|that|this|it)\W*$"
    r"|\b(?:these|those) (?:together|up|right|out)\W*$",
    re.IGNORECASE,
)
# "What is the hub and who works in it?" says what.
_SECOND_CLAUSE = re.compile(r"\b(?:and|but|or)\b|:\s|\s[-–—]\s|[.?!]\s", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(
    rf"[:.?!,]\s|\s[-–—]\s|\b(?:and|but|or) (?:{'|'.join(sorted(ASKING | AUXILIARIES))})\b",
    re.IGNORECASE,
)
# "So have they moved fast enough on that since last time?"
_OF_THAT = re.compile(
    r"\b(?:on|with|about|of|for|in|to) (?:that|this)"
    r" (?:since|yet|then|now|after|before|as|by|too|enough|at all)\b",
    re.IGNORECASE,
)
# "Do any of them sit on it, though?"
_ENDS_IN_IT = re.compile(
    r"\b(?:on|in|of|to|for|with|from|about|behind) (?:it|them),? tho(?:ugh)?\W*$",
    re.IGNORECASE,
)
# "Was it done while one is under way?", "does management know its a problem?", "apart from that, …"
_UNNAMED = re.compile(
    r"\b(?:while|until|picking|choosing|finding) one"
    r"(?=\W*$| (?:is|was) (?:under|in|being|done|open))"
    r"|\b(?:need|want|given|giving|get|getting|got|have|having) one(?=\W*$)"
    r"|\bits (?:an?|not|still|just|the) "
    r"|^(?:apart from|besides|other than) (?:that|this)\b|\bof (?:that|this) (?:sort|kind|type)\b"
    r"|^(?:been|being) "
    r"|^(?:is|are|was|were) there (?:some|any|many|others|ones)"
    r" (?:left|who|that|still|not|with|without|where)\b"
    r"|\b(?:these|those) (?:kids|children|youngsters|young people|teens|teenagers|families|parents"
    r"|carers|cases)\b(?! (?:who|that|in|on|with|whose|leaving|from|at)\b)"
    r"|\b(?:alongside|beside|around|within|behind) it\b"
    r"|\b(?:find\w*(?: out)?|ask\w*|know\w*|understand\w*|establish\w*|record\w*) what they"
    r" (?:think|feel|want)\b",
    re.IGNORECASE,
)
# "Mental health as well?"
_BESIDES = re.compile(r"^[\w'’ /-]+,? (?:too|as well|also)\W*$", re.IGNORECASE)
_MOST_IN_A_FRAGMENT = 3
_MOST_ADDED = 6
_THOUGH = re.compile(r"\btho(?:ugh)?\b", re.IGNORECASE)
_DEMONSTRATIVE = word_set("this that that's thats")
_LEFT_OUT = re.compile(
    r"\b(?:ones|the one|which one|that one|the others?|the rest|the latter|the former"
    r"|(?:any|some|all|most|much|many|few|part|none|which|both|each|neither) of (?:it|that|them)"
    r"|the same(?: thing)?(?=\W*$| for\b| go\b| goes\b| true\b| with\b)"
    r"|(?:who|what|where|how|anything|anyone|anybody) else)\b",
    re.IGNORECASE,
)
_BEFORE_A_DEMONSTRATIVE = AUXILIARIES | PREPOSITIONS | ASKING | _JOINS | {""}
_AFTER_A_DEMONSTRATIVE = word_set(
    "out up off on over too though and or yet fast quickly soon well properly"
) | {""}
# "Who writes to them after?", "what is the weak spot there?", "any drift tho?"
_DANGLES = re.compile(
    r"\b(?:after|afterwards|before(?:hand)?|then|there|since|in between|though)\W*$|\btho\b",
    re.IGNORECASE,
)
# With so many words of its own before a pronoun, a question most likely says what it stands for.
_ENOUGH = 4
_WHOLE = 3
_MOST_CARRIED = 600

_GROUP = re.compile(
    r"(?:former )?(?:unaccompanied asylum[- ]seek(?:ing children|ers)|uasc)"
    r"|(?:young )?care[- ](?:leavers|experienced (?:children|young people|people))"
    r"|(?:children|kids|young people|teenagers|those)(?: who are)? (?:in care|looked after)"
    r"|(?:children|kids|young people|those) (?:leaving|who have left|who left) care"
    r"|(?:the )?ones (?:who(?:'ve| have)? left|leaving)(?: care)?|(?:the )?ones in care"
    r"|(?:looked[- ]after|cared[- ]for|disabled|adopted|privately fostered|homeless|missing"
    r"|home[- ]educated|younger|older) (?:children|kids|young people|teenagers)"
    r"|young (?:carers|parents|adults)|foster carers|kinship carers|adopters"
    r"|lac|cla|children|kids|teenagers|young people|babies|toddlers|parents|families",
    re.IGNORECASE,
)
_A_GROUP_OF = rf"(?<![\w-])(?P<group>{_GROUP.pattern})(?![\w'’-])"
_GROUP_ALONE = re.compile(
    r"(?:is (?:that|it|this) )?(?:(?:the same|true|so) )?(?:for |of |with |about )?(?:the |our )?"
    rf"{_A_GROUP_OF}(?:[, ]*(?:too|as well|then|though|either|also))*",
    re.IGNORECASE,
)


def standalone(question: Question) -> str:
    """The question with what it leaves to earlier ones; as it is where it leans on none.

    "The next one" becomes the place it means. A group of people takes the place of the group that
    was asked about. Else what was asked about comes first, then the question.
    """
    asked = _ACKNOWLEDGES.sub("", question.text) if question.history else question.text
    chain = _chain(asked, question.history)
    if len(chain) == 1:
        return question.text
    own = _OPENS_BARE.sub("", asked)
    if place_named(own):
        return own
    place = place_reached(chain)
    if place:
        return str(place)
    subjects = [subject_of(without_place(text)) for text in chain[:-1]]
    if not content_words(subjects[0]):
        # It leans on a place alone, which says nothing to search for.
        named = place_named(chain[0])
        return question.text if content_words(question.text) or not named else str(named)
    said = chain[0]
    for text in chain[1:-1]:
        said = _other_group(said, text) or _with_group(said, text)
    swapped = _other_group(said, asked)
    if swapped:
        return swapped
    between = [
        s
        for s, text in zip(subjects[1:], chain[1:], strict=False)
        if content_words(s) and not _is_a_group(text)
    ]
    about = ", ".join(dict.fromkeys([subject_of(without_place(said)), *between[-1:]]))
    return f"{about[:_MOST_CARRIED]}: {own}"


def _chain(text: str, history: Sequence[str]) -> list[str]:
    """The question that the others lean on, those, and the text."""
    chain = [text]
    for earlier in reversed(history):
        if not leans(chain[0]):
            break
        chain.insert(0, earlier)
    return chain


def _is_a_group(text: str) -> bool:
    return _GROUP_ALONE.fullmatch(_OPENS.sub("", text).strip(" ?.!")) is not None


def _other_group(said: str, text: str) -> str | None:
    """``said`` about the group that ``text`` consists of; None where either has not just one."""
    found = _GROUP_ALONE.fullmatch(_OPENS.sub("", text).strip(" ?.!"))
    groups = list(re.finditer(_A_GROUP_OF, said, re.IGNORECASE))
    if found is None or len(groups) != 1:
        return None
    return said[: groups[0].start()] + found["group"] + said[groups[0].end() :]


def _with_group(said: str, text: str) -> str:
    """``said`` and the group that ``text`` consists of; as it is where it names a group itself."""
    found = _GROUP_ALONE.fullmatch(_OPENS.sub("", text).strip(" ?.!"))
    if found is None or re.search(_A_GROUP_OF, said, re.IGNORECASE):
        return said
    return f"{subject_of(said)}, {found['group']}"


def leans(text: str) -> bool:
    """Whether the question says too little without the one before it.

    It does if it opens as a continuation without being a whole question, if it points back at
    something that it does not name, or if it has no subject at all.
    """
    if is_step(text):
        return True
    remark = _REMARK_AFTER.search(text)
    if remark and not names_a_subject(remark[0]):
        text = text[: remark.start()]
    if lines_asked(text) or asks_for_the_next(text):
        return False
    opening = _OPENS.match(text)
    rest = text[opening.end() :] if opening else text
    words, subject = words_of(rest), content_words(rest)
    if _points_back(rest, words, subject) or not subject:
        return True
    named = names_a_subject(rest)
    if not named and _says_too_little(rest, opening[0] if opening else ""):
        return True
    if not named and _points_back_at_the_end(rest):
        return True
    asks = not (AUXILIARIES | ASKING).isdisjoint(words)
    if _BESIDES.search(rest) and len(subject) <= _MOST_IN_A_FRAGMENT and not asks:
        return True
    if words[0] in ("who", "whose") and (
        _DOES_TO_IT.match(rest) or (words[1:3] == ["is", "not"] and not named)
    ):
        return True
    if _DANGLES.search(rest) and len(subject) < _ENOUGH:
        return not (named and _THOUGH.search(rest))
    if opening:
        return len(subject) < (_WHOLE if words[0] in ASKING | AUXILIARIES else _ENOUGH)
    if words[0] in AUXILIARIES and words[1:2] and words[1] in _ANYONE:
        return len(subject) < _ENOUGH and not named
    if words[0] in _ADDS:
        return len(subject) < _WHOLE
    if words[1:2] == ["there"] and len(subject) == 1:
        return True
    # "who checks?", but not "how is supervision?"
    bare = len(words) <= 4 and len(subject) == 1 and not AUXILIARIES.intersection(words)
    return words[0] in ASKING and bare and (words[0] == "who's" or not words[0].endswith("s"))


def _says_too_little(text: str, opening: str) -> bool:
    """Whether a question that names no subject, behind its ``opening``, stands for one."""
    if _ENDS_IN_IT.search(text) or _UNNAMED.search(text):
        return True
    short = len(content_words(text)) <= _MOST_ADDED
    whole = short and not _SECOND_CLAUSE.search(text)
    if _asks_of_what_was_named(text) and (whole or opening):
        return True
    goes_on = opening.lower().startswith(("and", "but"))
    points = not (_POINTING | _ANYONE).isdisjoint(words_of(_MEANS_THE_REPORT.sub(" ", text)))
    return bool(opening and _OF_THAT.search(text)) or (goes_on and short and points)


def _points_back_at_the_end(text: str) -> bool:
    """Whether it ends in "in it", "on those" and the like, and says nowhere what that is.

    Several named at its head are no "it": "are schools and health pulling their weight in it?"
    """
    of_many = words_of(text)[0] in AUXILIARIES and is_plural(content_words(text)[0])
    another = _NEXT_CLAUSE if of_many else _SECOND_CLAUSE
    return bool(_ENDS_IN_THOSE.search(text)) and not another.search(text)


def _asks_of_what_was_named(text: str) -> bool:
    """Whether it asks so: "are they heard?", and not "did they say", "are those in care"."""
    words = words_of(_MEANS_THE_REPORT.sub(" ", text))
    points = words[:1] and words[0] in AUXILIARIES and not _POINTING.isdisjoint(words[1:2])
    free = words[1:2] == ["those"] and words[2:3] and words[2] in PREPOSITIONS | {"who", "leaving"}
    return bool(points) and not free


def _points_back(text: str, words: Sequence[str], subject: Sequence[str]) -> bool:
    left_out = _LEFT_OUT.search(text)
    if left_out and len(content_words(text[: left_out.start()])) < _ENOUGH:
        return True
    named: list[str] = []
    topic_first = ":" in text or (bool(words) and is_content(words[0]))
    second_clause = False
    words = words_of(_MEANS_THE_REPORT.sub(" ", text))
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if is_content(word) or word in ("someone", "anyone", "everyone"):
            named.append(word)
            continue
        second_clause |= before in _JOINS and word in ASKING | AUXILIARIES
        if len(named) >= _ENOUGH or (named and topic_first) or (second_clause and len(named) > 1):
            return False
        # At the head of a full question "they" are those who were inspected.
        elsewhere = len(subject) >= _ENOUGH
        if word in _SEVERAL:
            free = word == "those" and (after in PREPOSITIONS or after in ("who", "leaving"))
            plurals = sum(map(is_plural, named[1:] if words[:1] == ["who"] else named))
            if not free and not elsewhere and plurals < (2 if word == "them" else 1):
                return True
            if word in ("these", "those") and is_content(after) and not free and not plurals:
                return True
        elif word in _ONE_PERSON | _ONE_THING:
            if not elsewhere and not (named and word in _ONE_PERSON):
                return True
        elif word in _DEMONSTRATIVE and (
            before in _BEFORE_A_DEMONSTRATIVE or after in _AFTER_A_DEMONSTRATIVE
        ):
            return True
    return False
