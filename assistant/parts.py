"""A question of several parts, split into questions that each stand on their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.breadth import asks_for_an_overview
from assistant.comparisons import contrasted, sides
from assistant.followups import leans
from assistant.glossary import names_a_subject, spans_in
from assistant.groups import by_group, names_a_group, whom_they_are, without_groups
from assistant.joints import FIXED, JOINER, NEXT_QUESTION, QUESTION_WORD, kept_together
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
# People in a hurry begin with a small letter.
_SENTENCE_END = re.compile(
    r"(?<=[?!])\s+|(?:(?<=[a-z0-9]\.)|(?<=[A-Z]{2}\.))\s+"
    rf"(?=[A-Z]|(?:{QUESTION_WORD})\b)"
)
# "Which agency is it, is it the one in Dudley?" asks one thing.
_GUESS = re.compile(
    r"(\b(?:(?:which|who|whose|why)\b|how come\b|(?:what(?:'?s| is| was) )?the (?:reason|cause)\b"
    r"|what\b(?=[^,?]*, (?:is|was|are|were) (?:it|that|they) (?:[^,?]*\bor\b(?! (?:not|is|are)\b)"
    r"|(?:the|an?|about|because)\b|(?-i:[A-Z])[\w&-]*\W*$)))"
    r"[^,?]*), (?=(?:is|was|are|were) (?:it|that|they|he|she)\b)",
    re.IGNORECASE,
)
# So does "Who is the director, what's their name?"
_NAME_BESIDES = re.compile(
    r"(\bwho(?:'?s| is)? [^,?]*),? (?:and )?(?=what(?:'?s| is| are) "
    r"(?:(?:their|his|her|the) names?|they called)\W*$)",
    re.IGNORECASE,
)
# "And have a nice day", "so would appreciate a short answer"
_TAKES_LEAVE = re.compile(
    r"(?:have an?|do (?:reply|let|please)|would (?:appreciate|like|love|be)|what i|when i"
    r"|(?:can|could|will|would) you)\b",
    re.IGNORECASE,
)
_WANTS_TO_KNOW = re.compile(
    r"^(?:(?:and|also|plus|then)[\s,]+)?(?:separately|firstly|secondly|lastly|finally)\b[\s,]*"
    r"|^(?:i(?:'d| would|’d)? (?:like|love|want|need) to know|i(?:'m|’m| am) wondering|i wonder"
    r"|(?:(?:can|could|would) you )?(?:please )?(?:tell me|let me know))\s+"
    rf"(?:(?P<whether>if)\b|(?=(?:{QUESTION_WORD}|whether)\b))",
    re.IGNORECASE,
)
_ANOTHER_SUBJECT = re.compile(r"(?:what|how) about\b(?! you\b)", re.IGNORECASE)
_OF_EACH = re.compile(r"\b(?:on|about|for|in) each\b", re.IGNORECASE)
_OF_THE_FIRST = re.compile(r"\b(?:its|their|theirs|it|them|that|this)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:i|i'm|i've|we|we're|we've|that|that's|this|it|it's|you|sorry|thanks|thank|hi|hello|ok"
    r"|yes|no)\b",
    re.IGNORECASE,
)
_JOINS_ON = re.compile(r"(?:(?:and|also|plus|then|but|so)\b[\s,]*|[+&]\s*)+", re.IGNORECASE)
_FORBIDS = re.compile(r"(?:do not|don'?t)\b", re.IGNORECASE)
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
    return tuple(piece for each in sentences for piece in NEXT_QUESTION.split(each) if piece)


def _questions(text: str) -> Iterator[str]:
    """Its sentences that ask; all of it where none does. A leaning one comes with its subject."""
    sentences = [_plainly_asked(s) for s in _SENTENCE_END.split(text.strip()) if content_words(s)]
    asking = [s for s in sentences if s.endswith("?")]
    if asking and _goes_on_asking(sentences[-1]):
        sentences[-1] = _JOINS_ON.sub("", sentences[-1], count=1)
        asking.append(sentences[-1])
    asking = asking or [s for s in sentences if asks(s) and not _FORBIDS.match(s)]
    if len(sentences) < 2 or not asking:
        yield _plainly_asked(text)
        return
    for place, sentence in enumerate(sentences):
        if sentence in asking:
            before = sentences[place - 1] if place else ""
            weak = (
                len(content_words(sentence)) < _ENOUGH
                or leans(sentence)
                or (
                    names_a_subject(before)
                    and (not names_a_subject(sentence) or _is_a_title(before))
                )
            )
            yield f"{subject_of(before)}: {sentence}" if before and weak else sentence


def _plainly_asked(text: str) -> str:
    """Without "I'd like to know" and the like; "if" after it is "whether"."""
    return _WANTS_TO_KNOW.sub(lambda found: "whether" if found["whether"] else "", text)


def _of_sentence(text: str) -> Sequence[str]:
    """The parts of one sentence by the first way that divides it."""
    bare = text.strip().rstrip("?!. ")
    return (
        sides(bare)
        or contrasted(bare)
        or _numbered(bare)
        or by_group(bare)
        or _paired(bare)
        or _listed(bare)
        or _headed(bare)
        or _questions_within(bare)
        or [text]
    )


def _headed(text: str) -> list[str]:
    """Each of a list under a head with the head: "Plans: care, pathway" as "Plans: care", ….

    So with each of several questions under it.
    """
    found = _HEADED.match(text)
    if not found:
        return []
    listed = kept_together(found["rest"])
    if asks(listed):
        between = NEXT_QUESTION
    else:
        # "Plans: the GP / dentist side, and jobs" are two.
        between = _LONG_ITEMS if " / " in listed and _LONG_ITEMS.search(listed) else _ITEMS
    items = [item for item in between.split(listed) if item]
    if len(items) < 2:
        return []
    head = f"{found['head']}: " if content_words(found["head"]) else ""
    return [f"{head}{item}".replace(JOINER, " ") for item in items]


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
    if len(named) != 2 or named[0][0] == named[1][0] or FIXED.search(text):
        return []
    (_, start, one), (_, two, end) = named
    joint = _PAIRED.fullmatch(text, one, two)
    head, tail = text[:start], text[end:]
    alone = not content_words(tail) or asks_for_an_overview(tail)
    if not joint or content_words(head) or not alone:
        return []
    return [f"{head}{text[start : joint.end('one')]}{tail}", f"{head}{text[two:end]}{tail}"]


def _wants_each(text: str) -> bool:
    return asks(text) or asks_for_an_overview(text) or bool(_OF_EACH.search(text))


def _items(listed: str, most_words: int = _MOST_WORDS_OF_ITEM) -> list[str]:
    """The items of a list, if there are three or more and all are short."""
    items = [item for item in _ITEMS.split(kept_together(listed)) if content_words(item)]
    short = all(len(item.split()) <= most_words for item in items)
    several = short and len(items) >= _FEWEST_ITEMS
    return [item.replace(JOINER, " ") for item in items] if several else []


def _questions_within(text: str) -> list[str]:
    """Questions joined by "and" or a comma; what leans on the first one takes its subject."""
    whole = _NAME_BESIDES.sub(rf"\1,{JOINER}", _GUESS.sub(rf"\1,{JOINER}", text))
    found = [piece.replace(JOINER, " ") for piece in NEXT_QUESTION.split(whole) if piece.strip()]
    first, *more = found or [text]
    if not more or words_of(first)[:1] == []:
        return []
    # "Whether in care or not, are children heard?" asks once.
    embedded = words_of(first)[0] == "whether" and not all(map(_begins_with_a_verb, more))
    leads_up = words_of(first)[0] in _LEADS_UP and not embedded
    if leads_up and (len(more) == 1 or _AND_ASKS_ON.match(whole, len(first))):
        return []
    if (asks(first) or embedded) and not leads_up:
        return [first, *(_with_subject(piece, first) for piece in more)]
    if len(more) == 1 and _ANOTHER_SUBJECT.match(more[0]):
        remarked = _REMARK.match(first) or not names_a_subject(first)
        named = names_a_subject(more[0]) and not _OF_THE_FIRST.search(more[0])
        return [] if remarked else [first, more[0] if named else _with_subject(more[0], first)]
    # A subject put first, and what is asked about it: one question unless more than one is.
    return [_with_subject(piece, first) for piece in more] if len(more) > 1 else []


def _begins_with_a_verb(text: str) -> bool:
    return not AUXILIARIES.isdisjoint(words_of(text)[:1])


def asks(text: str) -> bool:
    """Whether a text begins as a question does."""
    return not (ASKING | AUXILIARIES).isdisjoint(words_of(text)[:1])


def _with_subject(text: str, before: str) -> str:
    """A later question with what the one before it is about, if it does not say itself.

    Another group of children takes the place of the one that is named there.
    """
    # A number that is wanted tells by itself whether reports give such numbers.
    whole = names_a_subject(text) or asks_for_a_number(text) or not names_a_subject(before)
    if whole and not leans(text):
        return text
    subject = without_groups(before) if names_a_group(text) else before
    group = whom_they_are(before)
    # "Is health any good for care leavers, and do they get jobs?" asks nothing of health there.
    if group and _OF_THEM.search(text) and names_a_subject(text):
        subject = group
    return f"{subject_of(subject)}: {text}"
