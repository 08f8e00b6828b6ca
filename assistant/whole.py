"""Questions for an overview of the whole report, answered by its own: grades, summary, list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.areas import areas_named
from assistant.asking import clauses, left_over, with_its_topics, without_audience
from assistant.breadth import asks_for_an_overview, without_width
from assistant.findings import side_asked
from assistant.glossary import names_a_subject
from assistant.grades import every_grade
from assistant.improvement_cues import LIST
from assistant.quoting import lead_in, quoted
from assistant.subjects import word_set
from assistant.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import AnswerSentence
    from ingest.models import Document, Passage

_SOURCE = r"(?:(?:the |our )?(?:ofsted|inspectors?|(?:ofsted |inspection )?report|inspection))"
_TOLD = re.compile(
    rf"\b(?:what (?:did|does|do|has|have|is|was) {_SOURCE} (?:say|said|find|found|think"
    rf"|conclude[ds]?|tell us|about)|tell me about {_SOURCE}|how did {_SOURCE} go)\W*$"
)
# "What did we get overall?" asks for a grade.
_GOT = re.compile(
    r"^(?:so |and )?what (?:did|have|has) (?:\w+ ){1,3}?(?:get|got|score|scored) overall\W*$"
)
_OF_THE_WORK = re.compile(r"\blike (?:for (?:workers|staff) )?to work\b")
_ABOUT = re.compile(r"\b(?:on|about|covering) (?:the |our )?(?P<subject>.+)$")
_TALK = word_set(
    """english plain page pages points words minute minutes messages message lines sentences bullets
    bullet technical jargon explain briefly"""
)
_PARTS = ("summary", "improvements")
# Reports up to 2018 have summaries and recommendations of several pages.
_MOST_WORDS = 700


def of_the_whole(
    text: str, document: Document, passages: Sequence[Passage]
) -> list[AnswerSentence]:
    """The report's grades, summary and list of what must improve; [] where less is asked for.

    In the order of the report, as much as there is room for.
    """
    words = plain(text, document)
    asks = asks_for_an_overview(words) or _TOLD.search(words)
    if not asks or _OF_THE_WORK.search(words) or side_asked(words) or _GOT.search(words):
        return []
    if LIST.search(words) and not asks_for_an_overview(LIST.sub(" ", words)):
        return []
    if _says_what_of(without_audience(words)):
        return []
    rest = without_width(without_audience(with_its_topics(words, asks_for_an_overview)))
    if areas_named(rest) or not _TALK.issuperset(left_over(rest, document)):
        return []
    said = every_grade(document, passages)
    room = _MOST_WORDS
    told = []
    for passage in (passage for passage in passages if passage.part in _PARTS):
        room -= len(passage.text.split())
        if room >= 0:
            told.append(passage)
    items = [passage for passage in told if passage.part == "improvements"]
    in_all = sum(passage.part == "improvements" for passage in passages)
    for passage in told:
        if items and passage is items[0]:
            said.append(lead_in(items, in_all))
        said.append(quoted(passage))
    return said


def _says_what_of(text: str) -> bool:
    """Whether a clause does: "I need a page for a meeting on pathway plans"."""
    about = (_ABOUT.search(clause) for clause in clauses(text))
    return any(names_a_subject(found["subject"]) for found in about if found)
