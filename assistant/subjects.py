"""What the words of an English question do: which carry its subject, and which only ask."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def word_set(text: str) -> frozenset[str]:
    """The words of a list written with spaces."""
    return frozenset(text.split())


AUXILIARIES = word_set(
    """is are was were be been being isn't aren't wasn't weren't do does did don't doesn't didn't
    has have had hasn't haven't can could will would should shall may might must can't won't
    couldn't wouldn't shouldn't isnt arent wasnt dont doesnt didnt cant wont hasnt havent"""
)
ASKING = word_set(
    """who whom whose what which when where why how whats what's who's whos how's hows where's
    when's why's what've who've where've how've whatve whove wot wots"""
)
PREPOSITIONS = word_set(
    """about after against among around as at before between by during for from in into like of
    off on onto out outside over past since than through til till to towards under until up
    with within without"""
)
_PRONOUNS = word_set(
    """i me my mine we us our ours you your yours he him his she her hers it its they them their
    theirs themselves itself this that these those one ones it's that's they're they've we're
    there there's theres i'm i'd i've who've let's lets other others same former latter else
    anyone someone everyone everybody anybody somebody nobody none anything something everything
    nothing thing things"""
)
# They ask, judge or point at the report, and so may stand in a question about anything.
_FILLERS = word_set(
    """a an the and or but so also plus then if while because though although even just only any
    some all both each every either neither more most much many few less lots lot not no yes
    too very really actually still yet ever always never often again now here quite well good
    bad better best worse worst ok okay fine right wrong true please pls thanks thank hi hello
    tell show give gives given get gets getting got go goes going come comes came make makes
    made take takes want wants wanted need know like say says said find finds found think
    thinks thought see seen happen happens happening happened next first last bit kind kinds
    sort sorts example examples detail details ofsted inspector inspectors inspection report
    reports anyway exactly long far soon once time times bother quick done doing enough able
    using used use uses work works working way ways
    separately firstly secondly thirdly lastly finally whether"""
)
PEOPLE = word_set(
    """someone anyone everyone children child kids kid people person young teenagers
    teenager teens youth
    babies baby adults adult families family parents parent mums mum dads dad mothers
    fathers carers carer
    leavers leaver staff workers worker managers manager leaders leader bosses practitioners
    professionals siblings brothers sisters boys girls pas advisers adviser foster uasc"""
)


def words_of(text: str) -> list[str]:
    """Its words in lower case, in order."""
    return _WORD.findall(_plain(text))


def is_content(word: str) -> bool:
    """Whether a word, in lower case, can be part of what a question is about."""
    return word.isdigit() or (
        len(word) > 1
        and not (
            word in AUXILIARIES
            or word in ASKING
            or word in PREPOSITIONS
            or word in _PRONOUNS
            or word in _FILLERS
        )
    )


_ADJECTIVE_FIRST = re.compile(r"^how [\w-]+ (?:is|are|was|were)\b", re.IGNORECASE)
_THERE = re.compile(r" (?:is|are|was|were) there\b\s?", re.IGNORECASE)


def subject_of(text: str) -> str:
    """The text from its first content word on; all of it where it has none.

    >>> subject_of("How good is the support that PAs give?")
    'support that PAs give'
    """
    text = _ADJECTIVE_FIRST.sub("", text).strip(" ?!.,:")
    starts = (found.start() for found in _WORD.finditer(text) if is_content(_plain(found[0])))
    return _THERE.sub(" ", text[next(starts, 0) :])


def content_words(text: str) -> list[str]:
    """The words that can be what a text is about, in order."""
    return [word for word in words_of(text) if is_content(word)]


def is_plural(word: str) -> bool:
    """Whether "they" could mean it, judged by its form."""
    return word in PEOPLE or (len(word) > 3 and word.endswith("s") and not word.endswith("ss"))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")
