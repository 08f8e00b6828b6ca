"""A question that asks for a place in the report: "paras 30-36", "the second improvement"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import UserError
from assistant.locators import parse_locators
from assistant.named_places import Named, blank
from assistant.parts_named import parts_named
from assistant.relative_places import next_to, of_a_section
from assistant.subjects import word_set
from assistant.wording import plain
from ingest.identity import paragraph_locator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.models import Document

_JOIN = (
    r"\s*(?:,\s*(?:and|&)|,|;|&|\+|/|\band(?: also)?\b|\bor\b|\bthen\b|-|–|—|\b(?:up "
    r"|through )?to\b|\bthrough\b|\bthru\b|\buntil\b|\btill?\b)\s*"
)
_PARAGRAPH = r"(?:paragraphs?|paragrafs?|paras?\.?|pars?\.?|pts?\.?|pgraphs?|pgs?\.?|¶+|§+)"
_NUMBER_WORD = r"(?:numbers?|numbered|n[or]s?\.?|#)"
_AGE = r"(?!\s*(?:\+|plus\b|-?\s*(?:years?|yrs?|yos?|weeks?|months?|days?|olds?|%|per cent)\b))"
_LIST = rf"\d+(?:{_JOIN}(?:(?:the |and )?{_PARAGRAPH}|p)?\s*{_NUMBER_WORD}?\s*\d+)*"
_NUMBERED = re.compile(
    rf"(?<!\w)(?:{_PARAGRAPH}\s*(?:from )?{_NUMBER_WORD}?\s*[(\[]?|pp?\.?\s?)({_LIST})(?!\w)"
)
_SHOW = (
    r"(?:show|read|give|gimme|quote|print|display|open|see|recite|copy|pull up|bring up|get|find"
    r"|fetch|go to|jump to|take me to|turn to"
    r"|look up|look at|what'?s|what is|what does|what do|what did|whats|tell"
    r"|say|need|want|have)"
)
_BARE = re.compile(
    rf"^(?:(?:please|pls|can|could|would|will|you|i|i'd|like|to|just|now|ok|and|then|hi|hello|me"
    rf"|us|out|aloud|in|on|at|up|is|have|said|written)\s+"
    rf"|{_SHOW}\s+)*(?:the\s+)?(?P<number>(?:{_NUMBER_WORD}|points?)\s*)?(?P<list>{_LIST}){_AGE}"
    r"(?:\s+(?:please|pls|say|says|said|about|in full|verbatim|for me|again|read|out|aloud"
    r"|word for word|thanks|too|mean|of the report|in the report|cover|on|summari[sz]ed?"
    r"|in (?:a|one) (?:line|sentence|nutshell)|in short|briefly|just the wording))*$"
)
# With nothing else beside it, a number is that of a paragraph: "18 - what does it say".
_TALK = word_set(
    "a about again aloud an and at back bit both can cast check cheers chuck clause come copy "
    "could cover did do does down eg english entry everything exact exactly explain find for from "
    "full fully get gimme give go have hello help hi i i'd i'll in inclusive into is it item its "
    "just know let like line look me mention mentions my need no number numbered numbers of "
    "off ofsted on one open out para paragraph paragraphs plain please pls point points print "
    "pull put quick quickly quote read recite remind report report's say saying says see send "
    "set show state summarise summarised summarize ta tell text thanks "
    "that the their these this those to two "
    "up us verbatim version want what what's whats which wording words would write written "
    "you"
)
_LONE = re.compile(rf"(?<![\w.£])({_LIST})(?![\w%]){_AGE}")
_TALK_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_SHOWN = re.compile(rf"\b(?:{_SHOW}|{_NUMBER_WORD})")
_SHOWN_NUMBER = re.compile(
    rf"\b(?:{_SHOW})\s+(?:me |us |out |what |up )?(?:the )?(?:numbers?|nos?\.?"
    rf"|#)\s*({_LIST})(?!\w){_AGE}"
)
# "They kept quoting 'number 43'": a number that counts nothing.
_QUOTED_NUMBER = re.compile(
    rf"(?:\b(?:numbers?|nos?\.?)|(?<!\w)#)\s*({_LIST})"
    r"(?=['\"’”]?\s*(?:[.,;?!)]|$|\bof the report\b))"
)
# "He quoted point 52": no list of what must improve is that long.
_POINT = re.compile(rf"\bpoints?\s*(?:{_NUMBER_WORD}\s*)?({_LIST})(?!\w)")
_ORDINALS = re.compile(
    rf"\b((?:\d+(?:st|nd|rd|th){_JOIN}(?:the )?)*\d+(?:st|nd|rd"
    rf"|th))\s+(?:(?:numbered\s+)?{_PARAGRAPH}|numbered\s+points?|(?<=\d\d\w\w\s)(?:points?|one|1|item))"
    r"(?!\w|\s+(?:for|of|to)\s+(?:improv|action|develop))"
)
_END = re.compile(
    rf"\b(?P<end>last|final|closing|first|1st(?=\s+\d)|opening)\s+(?:(?P<count>\d+|few"
    rf"|couple of)\s+)?(?:numbered\s+)?{_PARAGRAPH}(?!\w)"
)
_BUT_ONE = re.compile(
    rf"\b(?:penultimate|2nd[- ](?:to[- ])?last|last but (?:1|item)|next to last)\s+{_PARAGRAPH}"
    rf"|\b{_PARAGRAPH} before (?:the )?last\b|\blast {_PARAGRAPH} but (?:1|item)\b"
)
# "The summary, second paragraph" is the second paragraph of the summary.
_WHERE_FIRST = re.compile(
    rf"^(?P<where>[^,:;.?!]+?)(?:\s*[,:;]|\s+[-–])\s+(?:the )?(?P<which>(?:first|last|final|opening"
    rf"|closing|penultimate|\d+(?:st|nd|rd|th))(?: \d+)? {_PARAGRAPH})(?!\w)"
)
_BRACKETED = re.compile(r"[(\[](\d+)[)\]]")
_RANGE = re.compile(r"(?P<kind>\D*)(?P<first>\d+)\s*(?:-|–|—|to)\s*(?P<last>\d+)")
_COUNTS = {None: 1, "few": 3, "couple of": 2}
_BETWEEN = re.compile(
    rf"\b(?:between\s+(?:the\s+)?{_PARAGRAPH}|{_PARAGRAPH}\s*between)\s*(\d+)\s*(?:and"
    rf"|&)\s*(?:{_PARAGRAPH}\s*)?(\d+)\b"
)
_TO_THE_END = r"\s*(?:onwards?|(?:to|till|until) (?:the )?(?:very )?end|\+)"
_ONWARDS = re.compile(
    rf"(?:{_PARAGRAPH}\s*|\b(?:everything|all|the rest) from )(\d+){_TO_THE_END}(?!\w)"
)
_MENTION = re.compile(
    rf"\b(?:reference|ref|link|footnote|pointer)s?\s+(?:it\s+)?(?:to|for|as|of)\s+(?:\["
    rf"|\()?\s*{_PARAGRAPH}\s*\d+"
)
_ITEM = (
    r"(?:improve(?:ment)?s?|recommendations?|priorit(?:y|ies)|action points?"
    r"|areas? for (?:improvement|development)|needs?[- ]to[- ]improve"
    r"|(?:must|to)[- ]do list"
    r"|actions?|(?:things?|areas?|points?|items?) (?:that |which )?(?:we |they |sandwell "
    r"|the council |leaders )?"
    r"(?:for|to|need(?:s|ed)?|must|has|have|had|should)(?: to)?(?: be)? (?:improv\w+|fix\w*"
    r"|work on|sort\w*|put right|get better|do better))"
)
_IMPROVEMENT = re.compile(
    rf"\b(?:improvements?|recommendations?|recs?|action points?|areas? for improvement|priority)\s*"
    rf"(?:point|area|item|action|{_NUMBER_WORD})?s?\s*(\d+(?:{_JOIN}(?:(?:improvement"
    rf"|recommendation)s?\s*)?\d+)*)\b(?!\d|{_JOIN}\d|\s*(?:years?|yrs?)\b)"
)
_ORDINAL_IMPROVEMENT = re.compile(
    rf"\b((?:\d+(?:st|nd|rd|th)|last|final|bottom)(?:{_JOIN}(?:the )?(?:\d+(?:st|nd|rd|th)|last"
    rf"|final))*)\s+(?:(?:item|thing|point|entry|bullet(?: point)?|area|priority)\s+)?"
    rf"(?:(?:on|in|of|from|for|under)\s+(?:the |their |our )?(?:list|section)?\s*(?:of "
    rf"|for )?(?:what )?(?:the )?)?(?:\w+ )?{_ITEM}"
)
_END_IMPROVEMENTS = re.compile(rf"\b(first|1st|last|final)\s+(\d+)\s+(?:\w+ )?{_ITEM}")
_THE_LIST = (
    r"(?:list )?(?:of )?(?:the )?(?:what |things (?:to|that) )?(?:needs? to "
    r"|must )?improve(?:ments?)?"
)
_NUMBER_ON_THE_LIST = re.compile(
    rf"\b(?:{_NUMBER_WORD}|item|point|bullet(?: point)?)\s*({_LIST})\s+(?:on|in|of|from"
    rf"|under)\s+(?:the |their |our )?{_THE_LIST}"
    rf"|\b{_THE_LIST}\s*(?:list)?[,:]?\s+(?:item|point|bullet(?: point)?)\s*({_LIST})"
)


@dataclass(frozen=True)
class LookUp:
    """What was asked for by its place; ``missing`` has a line for each place that is not there."""

    locators: tuple[str, ...]
    missing: tuple[str, ...]


def look_up(question: str, document: Document) -> LookUp | None:
    """The places that the question names, in its order; None where it names none.

    Numbers may be in words: "paragraph twelve", "the second improvement".
    """
    found: list[str] = []
    missing: list[str] = []
    text = _BRACKETED.sub(r"\1", plain(question, document))
    text = _WHERE_FIRST.sub(r"\g<which> of \g<where>", text)
    for place in _places(text, document):
        try:
            found.extend(parse_locators(place, document))
        except UserError as error:
            missing.append(str(error))
            found.extend(_those_there(place, document))
    if not found and not missing:
        return None
    return LookUp(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(missing)))


def _those_there(place: str, document: Document) -> list[str]:
    """Of a range that runs out of the report, what is in it."""
    span = _RANGE.fullmatch(place)
    if span is None:
        return []
    there: list[str] = []
    for number in range(int(span["first"]), int(span["last"]) + 1):
        try:
            there.extend(parse_locators(f"{span['kind']}{number}", document))
        except UserError:
            break
    return there


def _places(text: str, document: Document) -> list[str]:
    """Pieces of the text in the form that ``parse_locators`` reads, in its order."""
    bare = text.strip(" .?!:\"'")
    try:
        parse_locators(bare, document)
    except UserError:
        pass
    else:
        return [bare]
    whole = _BARE.match(bare)
    if whole and (whole["number"] or _SHOWN.search(bare) or bare == whole["list"]):
        return _split(whole["list"])
    alone = _LONE.findall(bare)
    if len(alone) == 1 and _TALK.issuperset(_TALK_WORD.findall(_LONE.sub(" ", bare))):
        return _split(alone[0])
    text = _MENTION.sub(blank, text)
    in_section, text = of_a_section(text, document)
    parts, text = parts_named(text, document)
    beside, text = next_to(text, document)
    items = list(_improvements(text, document))
    numbered = _paragraphs(_IMPROVEMENT.sub(blank, text), document)
    named = sorted((*in_section, *parts, *beside, *items, *numbered), key=lambda it: it.at)
    return [it.place for it in named]


def _paragraphs(text: str, document: Document) -> Iterator[Named]:
    numbers = [paragraph.number for paragraph in document.paragraphs]
    for match in _ONWARDS.finditer(text):
        yield Named(match.start(), f"{match[1]}-{numbers[-1]}")
    text = _ONWARDS.sub(blank, text)
    for match in _BETWEEN.finditer(text):
        yield Named(match.start(), f"{match[1]}-{match[2]}")
    text = _BETWEEN.sub(blank, text)
    for match in _BUT_ONE.finditer(text):
        yield Named(match.start(), ",".join(paragraph_locator(n) for n in numbers[-2:-1]))
    text = _BUT_ONE.sub(blank, text)
    shown = _SHOWN.search(text)
    cues = (_NUMBERED, _SHOWN_NUMBER, _QUOTED_NUMBER)
    for match in _POINT.finditer(text) if shown else ():
        if all(int(number) > len(document.improvements) for number in re.findall(r"\d+", match[1])):
            yield from (Named(match.start(), place) for place in _split(match[1]))
    for cue in cues if shown else cues[:2]:
        for match in cue.finditer(text):
            yield from (Named(match.start(), place) for place in _split(match[1]))
    for match in _ORDINALS.finditer(text):
        yield from (Named(match.start(), number) for number in re.findall(r"\d+", match[1]))
    for match in _END.finditer(text):
        count = _COUNTS.get(match["count"]) or int(match["count"])
        first = match["end"] in ("first", "1st", "opening")
        chosen = numbers[:count] if first else numbers[-count:]
        yield Named(match.start(), ",".join(paragraph_locator(n) for n in chosen))


def _improvements(text: str, document: Document) -> Iterator[Named]:
    count = len(document.improvements)
    for match in _END_IMPROVEMENTS.finditer(text):
        several = int(match[2])
        span = f"1-{several}" if match[1] in ("first", "1st") else f"{count - several + 1}-{count}"
        yield Named(match.start(), f"improvements {span}")
    for match in _IMPROVEMENT.finditer(text):
        numbers = re.sub(r"(?:improvement|recommendation)s?", "", match[1])
        yield Named(match.start(), f"improvements {numbers}")
    for match in _ORDINAL_IMPROVEMENT.finditer(text):
        for place in re.findall(r"\d+|last|final|bottom", match[1]):
            number = place if place.isdecimal() else count
            yield Named(match.start(), f"improvement {number}")
    for match in _NUMBER_ON_THE_LIST.finditer(text):
        yield Named(match.start(), f"improvements {match[1] or match[2]}")


def _split(numbers: str) -> list[str]:
    """A written list without its words; ranges stay whole."""
    plainly = re.sub(rf"{_PARAGRAPH}|{_NUMBER_WORD}|p(?=\d)|\bthe\b", " ", numbers)
    plainly = re.sub(
        r"\b(?:up|through)\s+to\b|\bthru\b|\buntil\b|\btill?\b|\bthrough\b", "to", plainly
    )
    pieces = re.split(r"[,;&+/]|\band(?: also)?\b|\bor\b|\bthen\b", plainly)
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]
