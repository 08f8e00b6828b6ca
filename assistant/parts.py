"""A question of several parts, split into questions that each stand on their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.breadth import asks_for_an_overview
from assistant.followups import leans
from assistant.glossary import concepts_in, spans_in
from assistant.groups import by_group, names_a_group, without_groups
from assistant.numbers_asked import asks_for_a_number
from assistant.subjects import (
    ASKING,
    AUXILIARIES,
    PREPOSITIONS,
    content_words,
    subject_of,
    word_set,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_PARTS = 6
_ENOUGH = 4
_MOST_WORDS_OF_TITLE = 5
_LEADS_UP = PREPOSITIONS | word_set("if when while because although though once whether")
# Unlike a no-break space, no white space to "\s".
_JOINER = "\u2060"
_QUESTION_WORD = "|".join(sorted(ASKING | AUXILIARIES, key=len, reverse=True))
# People in a hurry begin with a small letter.
_SENTENCE_END = re.compile(
    r"(?<=[?!])\s+|(?:(?<=[a-z0-9]\.)|(?<=[A-Z]{2}\.))\s+"
    rf"(?=[A-Z]|(?:{_QUESTION_WORD})\b)"
)
# "Which agency is it, is it the one in Dudley?" asks one thing.
_GUESS = re.compile(
    r"(\b(?:which|who|whose|why)\b[^,?]*), (?=(?:is|was|are|were) (?:it|that|they|he|she)\b)",
    re.IGNORECASE,
)
# "And have a nice day", "so would appreciate a short answer"
_TAKES_LEAVE = re.compile(
    r"(?:have an?|do (?:reply|let|please)|would (?:appreciate|like|love|be)|what i|when i"
    r"|(?:can|could|will|would) you)\b",
    re.IGNORECASE,
)
_ANOTHER_SUBJECT = re.compile(r"(?:what|how) about\b(?! you\b)", re.IGNORECASE)
_OF_THE_FIRST = re.compile(r"\b(?:its|their|theirs|it|them|that|this)\b", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:i|i'm|i've|we|we're|we've|that|that's|this|it|it's|you|sorry|thanks|thank|hi|hello|ok|yes|no)\b",
    re.IGNORECASE,
)
_JOINS_ON = re.compile(r"(?:(?:and|also|plus|then|but|so)\b[\s,]*|[+&]\s*)+", re.IGNORECASE)
_FORBIDS = re.compile(r"(?:do not|don'?t)\b", re.IGNORECASE)
# Where a second question begins within a sentence.
_NEXT_QUESTION = re.compile(
    rf"\s*(?:[,;]\s*(?:and|or|but|plus|so|n)?|(?<=\s)\+|\b(?:and|but|plus|n))(?: then| also)?\s+"
    rf"(?=(?:{_QUESTION_WORD}|if (?!so\b|not\b|any\b)|(?:up to|till?|at|by|for|from) "
    r"(?:what|which|whom|how|when))\b)",
    re.IGNORECASE,
)
# "When children are hurt and are at risk": no question of its own.
_AND_ASKS_ON = re.compile(
    rf",? (?:and|or|but) (?=(?:{'|'.join(sorted(AUXILIARIES))})\b)", re.IGNORECASE
)
_HEADED = re.compile(
    r"^(?P<head>[^:?]{3,80}?)(?::|(?<!\d)\s[-–—](?!\s\d))\s+(?P<rest>.+)$", re.DOTALL
)
# "education overview (CME, EHE, 18+)", "how do we know ourselves: audits, data, feedback".
_LISTED = re.compile(
    r"^(?P<head>[^(]{3,160})(?:\s*\((?P<inside>[^()]+)\)(?P<tail>[^()]*)"
    r"|(?::|\s[-–—])\s+(?P<last>[^:?()–—]+))$"
)
# "staff morale, training, culture - what was the feedback"
_LISTED_FIRST = re.compile(
    r"^(?P<list>[^:?()–—]+?)(?::|\s[-–—]|\.{2,}|…)\s+(?P<asked>[^;:?()–—]+)$"
)
# "do they get listened to? reviews, rights, having a say"
_LISTED_AFTER = re.compile(
    r"\?\s+(?!(?:many )?(?:thanks?|thx|cheers|please|pls|sorry|ta)\b)(?=[^?.,]+,[^?.,]+,[^?.]+$)",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"(?:^|(?<=\s))(?:\([a-d1-4]\)|[a-d1-4]\))\s+", re.IGNORECASE)
_COUNTS_THEM = re.compile(
    r"\b(?:two|three|four|\d) (?:things|questions|bits|points)\b", re.IGNORECASE
)
# "A summary of what they say about training, audits and our way of working with families"
_LISTED_ABOUT = re.compile(r"^(?P<head>[^:?()–—]*?\b(?:about|on|of)) (?P<last>[^:?()–—]+)$")
_MOST_WORDS_OF_ITEM = 4
_MOST_WORDS_ABOUT = 8
_FEWEST_ITEMS = 3
_PAIRED = re.compile(r"(?P<one>(?:\s+[\w'-]+)?)\s*(?:,|\+|&|/|\band\b|\bplus\b)+\s*", re.IGNORECASE)
_LONG_ITEMS = re.compile(r"\s*[,;]\s*(?:and|or|&)\s+", re.IGNORECASE)
_ITEMS = re.compile(r"\s*(?:[,;]\s*(?:and|or|&)?|/|\+|\band\b|&)\s+", re.IGNORECASE)
_AGAINST = r"(?:with|to|against|versus|vs\.?|next to|beside|alongside)"
_SIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?P<head>.*?)\b(?:differences?|comparison) between (?P<one>.+?)"
        r" (?:and|versus|vs\.?) (?P<two>.+)$",
        rf"^(?P<head>.*?)\bcompar(?:e|ing) (?P<one>.+?) {_AGAINST} (?P<two>.+)$",
        r"^(?P<head>.*?)\bcompar(?:e|ing) (?P<one>.+?) and (?P<two>.+)$",
        r"^(?P<head>)which (?:is|are|was|were|does|do|did|has|have|had|gets?|got) (?:\w+ ){0,2}"
        r"(?:better|stronger|worse|weaker|best|strongest|worst|weakest)(?: \w+)?[,:]? (?P<one>.+?)"
        r" or (?P<two>.+)$",
        r"^(?P<head>(?:[^:]{3,60}: )?)(?:which|who) (?:\w+ ){0,5}?\w+(?:er|est)\b[^,:]{0,20}[,:] "
        r"(?P<one>.+?) or (?P<two>.+)$",
        r"^(?P<head>)(?:is|are|was|were|do|does) (?P<one>.+?) as \w+(?: an? \w+)? as "
        r"(?P<two>(?!(?:it|they|we|you|i|he|she|needed|possible|expected|hoped)\b).+)$",
        r"^(?P<head>.*?)\b(?:is|are|was|were) (?:it|things|this) (?:any |much |all )?"
        r"(?:different|better|worse|the same) for (?P<one>.+?)"
        rf" (?:and|or|than(?: for)?|as(?: for)?) (?P<two>(?!(?:{_QUESTION_WORD})\b).+)$",
        r"^(?P<head>(?:[^:]{3,60}: )?)(?:is|are|was|were) (?P<one>.+?) (?:any |much |very )?"
        r"(?:different|worse|better) (?:from|to|than) "
        r"(?!(?:it|they|we|things) (?:was|were|did|had|used)\b|before|last|ever)(?P<two>.+)$",
        rf"^(?P<head>(?:[^:]{{3,60}}: )?)how (?:do|does|did|is|are|was|were) (?P<one>.+?)"
        rf" (?:compare|(?:stack|measure|match|shape) up|fare|hold up|look|sit) "
        rf"{_AGAINST}"
        r" (?P<two>.+)$",
        r"^(?P<head>)how (?:do|does|did) (?P<one>.+?) differ from (?P<two>.+)$",
        r"^(?P<head>(?:is|are|was|were|do|does) .{3,60}? (?:better|worse|stronger|weaker)\b.*?)\b"
        r"(?P<one>(?:while|whilst|when|before) .+?),? or (?P<two>(?:once|when|after|while) .+)$",
        r"^(?P<head>)how (?:do|does|did) (?P<one>.+?) and (?P<two>.+?) (?:compare|differ)$",
        r"^(?P<head>)(?P<one>.+?),? (?:(?:when |as )?compared (?:with|to)|versus|vs?\.?"
        r"|as against|as opposed to|next to) (?P<two>.+)$",
        r"^(?P<head>)(?P<one>[^,:]{3,40}?) and (?P<two>[^,:]{3,40}, .*\bboth\b.*)$",
        r"^(?P<head>.*?)\bboth (?P<one>[^,]+?) (?:and|as well as) (?P<two>.+)$",
    )
)
_BUT_NOT = re.compile(
    r"^(?P<head>.*?)(?P<joint> (?:with|for|in|on|at|about) )(?P<one>.+?),? "
    r"(?:and(?= about\b| (?:with|for) (?!now\b|ever\b|which|whom|what|how))|but (?:not|less|never)"
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
# One thing each, though "and" joins two words.
_FIXED = re.compile(
    r"help and protection|search and rescue|health and safety|drug and alcohol|black and white"
    r"|family and friends|mum and dad|education and health|care and protection|pros and cons"
    r"|strengths and weaknesses|good (?:bits |points )?and (?:the )?bad(?: bits| points)?",
    re.IGNORECASE,
)


def split(text: str) -> tuple[str, ...]:
    """The parts, in order and none twice; the text alone where it has only one.

    What only leads up to a question is left out; a part that leans on the one before it is given
    its subject. Never empty, and no part is.
    """
    found: list[str] = []
    for sentence in _questions(_LISTED_AFTER.sub(": ", text)):
        found.extend(_of_sentence(sentence))
    parts = tuple(dict.fromkeys(part for part in found if content_words(part)))
    return parts[:MOST_PARTS] or (text,)


def pieces(text: str) -> tuple[str, ...]:
    """The questions that a text joins, word for word and in order; never empty."""
    sentences = _SENTENCE_END.split(text.strip())
    return tuple(piece for each in sentences for piece in _NEXT_QUESTION.split(each) if piece)


def _questions(text: str) -> Iterator[str]:
    """Its sentences that ask; all of it where none does. A leaning one comes with its subject."""
    sentences = [s for s in _SENTENCE_END.split(text.strip()) if content_words(s)]
    asking = [s for s in sentences if s.endswith("?")]
    if asking and _goes_on_asking(sentences[-1]):
        sentences[-1] = _JOINS_ON.sub("", sentences[-1], count=1)
        asking.append(sentences[-1])
    asking = asking or [s for s in sentences if asks(s) and not _FORBIDS.match(s)]
    if len(sentences) < 2 or not asking:
        yield text
        return
    for place, sentence in enumerate(sentences):
        if sentence in asking:
            before = sentences[place - 1] if place else ""
            weak = (
                len(content_words(sentence)) < _ENOUGH
                or leans(sentence)
                or (
                    _names_a_subject(before)
                    and (not _names_a_subject(sentence) or _is_a_title(before))
                )
            )
            yield f"{subject_of(before)}: {sentence}" if before and weak else sentence


def _of_sentence(text: str) -> Sequence[str]:
    """The parts of one sentence by the first way that divides it."""
    bare = text.strip().rstrip("?!. ")
    return (
        _sides(bare)
        or _contrasted(bare)
        or _numbered(bare)
        or by_group(bare)
        or _paired(bare)
        or _listed(bare)
        or _headed(bare)
        or _questions_within(bare)
        or [text]
    )


def _sides(text: str) -> list[str]:
    """What is compared, each side with what it is compared in."""
    than = _THAN.match(text)
    if than and content_words(than["two"]):
        one, two = than["one"], _NEXT_QUESTION.split(than["two"])[0]
        shared = than["what"].strip() or (subject_of(one) if _leans_on_a_side(two) else "")
        other = f"{two}: {shared}" if shared else two
        return _all_say_something([f"{one} {than['what']}".strip(), other])
    for pattern in _SIDES:
        found = pattern.match(_FIXED.sub(_joined, text))
        if found:
            head = found["head"] if content_words(found["head"]) else ""
            one = found["one"]
            two, _, shared = found["two"].partition(",")
            for stands_in, stood_for in _STAND_INS:
                meant = stood_for.match(one)
                two = stands_in.sub(meant[1], two) if meant else two
            two = f"{subject_of(one)}: {two}" if _SAYS_THEY.match(two) else two
            sides = (f"{head} {side} {shared}".split() for side in (one, two))
            return _all_say_something([" ".join(side).replace(_JOINER, " ") for side in sides])
    judged = _TWO_JUDGED.match(text.lower())
    if judged and not _FIXED.search(text):
        return [f"{judged['head']}{judged[side]} {judged['tail']}" for side in ("one", "two")]
    return []


def _leans_on_a_side(text: str) -> bool:
    """Whether one side of a comparison does not say what of it is compared: "than for boys"."""
    return not PREPOSITIONS.isdisjoint(words_of(text)[:1]) or leans(text)


def _contrasted(text: str) -> list[str]:
    """Each of two: "good with health but not with housing", "for children and for parents"."""
    found = _BUT_NOT.match(text)
    if not found:
        return []
    return _all_say_something(
        [f"{found['head']}{found['joint']}{found[side]}".strip() for side in ("one", "two")]
    )


def _headed(text: str) -> list[str]:
    """Each of a list under a head with the head: "Plans: care, pathway" as "Plans: care", ….

    So with each of several questions under it.
    """
    found = _HEADED.match(text)
    if not found:
        return []
    listed = _FIXED.sub(_joined, found["rest"])
    if asks(listed):
        between = _NEXT_QUESTION
    else:
        # "Plans: the GP / dentist side, and jobs" are two.
        between = _LONG_ITEMS if " / " in listed and _LONG_ITEMS.search(listed) else _ITEMS
    items = [item for item in between.split(listed) if item]
    if len(items) < 2:
        return []
    head = f"{found['head']}: " if content_words(found["head"]) else ""
    return [f"{head}{item}".replace(_JOINER, " ") for item in items]


def _numbered(text: str) -> list[str]:
    """Each of what is counted off, "1) … 2) …" or "(a) … (b) …", with what comes before."""
    head, *items = [piece.strip(" ,;:–—-") for piece in _COUNTER.split(text)]
    items = [re.sub(r"\W+(?:and|or)$", "", item) for item in items if content_words(item)]
    if len(items) < 2 or len(items) != len(_COUNTER.findall(text)):
        return []
    before = f"{head}: " if content_words(_COUNTS_THEM.sub("", head)) else ""
    return [f"{before}{item}" for item in items]


def _listed(text: str) -> list[str]:
    """Each of three or more short items that end a question with what it asks of them."""
    about = _LISTED_ABOUT.match(text)
    if about and asks_for_an_overview(text) and (items := _items(about["last"], _MOST_WORDS_ABOUT)):
        return [f"{about['head']} {item}" for item in items]
    first = _LISTED_FIRST.match(text)
    if first and _wants_each(first["asked"]) and (items := _items(first["list"])):
        return [f"{item}: {first['asked']}" for item in items]
    found = _LISTED.match(text)
    if not found or not content_words(found["head"]):
        return []
    items = _items(found["inside"] or found["last"])
    head = f"{found['head'].strip()} {(found['tail'] or '').strip()}".strip()
    return [f"{head}: {item}" for item in items]


def _is_a_title(text: str) -> bool:
    """A few words that ask nothing: "Re: care leavers." and "Care leavers?", not "Care: is …?"."""
    few = len(words_of(text)) <= _MOST_WORDS_OF_TITLE
    return few and not asks(text.rpartition(":")[2].strip())


def _goes_on_asking(text: str) -> bool:
    """Whether a last sentence asks on, its mark forgotten: "and then are plans reviewed"."""
    joint = _JOINS_ON.match(text)
    if joint is None or text.endswith((".", "!", "?")):
        return False
    rest = text[joint.end() :]
    return asks(rest) and not _TAKES_LEAVE.match(rest)


def _paired(text: str) -> list[str]:
    """Each of two subjects that are all that a text names: "edge of care and early help, good?"."""
    named = [found for found in spans_in(text) if not found[0].general]
    if len(named) != 2 or named[0][0] == named[1][0] or _FIXED.search(text):
        return []
    (_, start, one), (_, two, end) = named
    joint = _PAIRED.fullmatch(text, one, two)
    head, tail = text[:start], text[end:]
    alone = not content_words(tail) or asks_for_an_overview(tail)
    if not joint or content_words(head) or not alone:
        return []
    return [f"{head}{text[start : joint.end('one')]}{tail}", f"{head}{text[two:end]}{tail}"]


def _wants_each(text: str) -> bool:
    return asks(text) or asks_for_an_overview(text)


def _items(listed: str, most_words: int = _MOST_WORDS_OF_ITEM) -> list[str]:
    """The items of a list, if there are three or more and all are short."""
    items = [item for item in _ITEMS.split(_FIXED.sub(_joined, listed)) if content_words(item)]
    short = all(len(item.split()) <= most_words for item in items)
    several = short and len(items) >= _FEWEST_ITEMS
    return [item.replace(_JOINER, " ") for item in items] if several else []


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(" ", _JOINER)


def _questions_within(text: str) -> list[str]:
    """Questions joined by "and" or a comma; what leans on the first one takes its subject."""
    whole = _GUESS.sub(rf"\1,{_JOINER}", text)
    found = [piece.replace(_JOINER, " ") for piece in _NEXT_QUESTION.split(whole) if piece.strip()]
    first, *more = found or [text]
    if not more or words_of(first)[:1] == []:
        return []
    leads_up = words_of(first)[0] in _LEADS_UP
    if leads_up and (len(more) == 1 or _AND_ASKS_ON.match(whole, len(first))):
        return []
    if asks(first) and not leads_up:
        return [first, *(_with_subject(piece, first) for piece in more)]
    if len(more) == 1 and _ANOTHER_SUBJECT.match(more[0]):
        remarked = _REMARK.match(first) or not _names_a_subject(first)
        named = _names_a_subject(more[0]) and not _OF_THE_FIRST.search(more[0])
        return [] if remarked else [first, more[0] if named else _with_subject(more[0], first)]
    # A subject put first, and what is asked about it: one question unless more than one is.
    return [_with_subject(piece, first) for piece in more] if len(more) > 1 else []


def asks(text: str) -> bool:
    """Whether a text begins as a question does."""
    return not (ASKING | AUXILIARIES).isdisjoint(words_of(text)[:1])


def _with_subject(text: str, before: str) -> str:
    """A later question with what the one before it is about, if it does not say itself.

    Another group of children takes the place of the one that is named there.
    """
    # A number that is wanted tells by itself whether reports give such numbers.
    whole = _names_a_subject(text) or asks_for_a_number(text) or not _names_a_subject(before)
    if whole and not leans(text):
        return text
    subject = without_groups(before) if names_a_group(text) else before
    return f"{subject_of(subject)}: {text}"


def _names_a_subject(text: str) -> bool:
    return any(not concept.general for concept in concepts_in(text))


def _all_say_something(parts: list[str]) -> list[str]:
    return parts if all(map(content_words, parts)) else []
