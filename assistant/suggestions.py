"""What to ask next: questions about what was found and not shown, each of which has an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.glossary import concepts_in, terms_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.models import Answer
    from ingest.models import Passage
    from vectorstore.catalogue import Catalogue

MOST = 3
WHAT_MUST_IMPROVE = "What needs to improve?"
_PASSAGES_READ = 12
# Each costs a search; the page waits for them.
_MOST_TRIED = 6
_JOINING = "(?:of|for|to|in|on|by|with|and|or|who)"
# What stands in more of a report's passages than this share says nothing of any of them.
_OFTEN = 0.15


def suggestions(
    answer: Answer,
    catalogue: Catalogue,
    asked: Sequence[str],
    try_out: Callable[[str], Answer],
) -> tuple[str, ...]:
    """At most MOST questions, none in ``asked``, that ``try_out`` answers with a new passage.

    Their subjects are the sector's terms in the passages that were looked at and not cited, the
    rarest of the report first; with them comes what must improve, if that was looked at.
    """
    seen = {(each.report, each.locator) for each in answer.citations}
    taken = {text.casefold() for text in asked}
    found: list[str] = []
    for tried, question in enumerate(_candidates(answer, catalogue)):
        if len(found) == MOST or tried == _MOST_TRIED:
            break
        if question.casefold() in taken:
            continue
        answered = try_out(question)
        new = {(each.report, each.locator) for each in answered.citations} - seen
        if new and answered.outcome == "answered":
            found.append(question)
            seen |= new
    return tuple(found)


def _candidates(answer: Answer, catalogue: Catalogue) -> Iterator[str]:
    unseen = _not_cited(answer, catalogue)
    subjects = list(_subjects(answer, unseen, catalogue))
    questions = [f"What did inspectors say about {subject}?" for subject in subjects]
    cites_improvements = any(each.part == "improvements" for each in answer.citations)
    if not cites_improvements and any(each.part == "improvements" for each in unseen):
        questions.insert(MOST - 1, WHAT_MUST_IMPROVE)
    yield from dict.fromkeys(questions)


def _not_cited(answer: Answer, catalogue: Catalogue) -> list[Passage]:
    cited = {(each.report, each.locator) for each in answer.citations}
    looked_at = [
        catalogue.passage(each.report, each.locator)
        for each in answer.retrieved[:_PASSAGES_READ]
        if (each.report, each.locator) not in cited
    ]
    return [passage for passage in looked_at if passage is not None]


def _subjects(answer: Answer, passages: Sequence[Passage], catalogue: Catalogue) -> Iterator[str]:
    """One subject of each numbered paragraph, as the report words it."""
    used = set(concepts_in(answer.standalone_question))
    for passage in passages:
        if passage.paragraph is None:
            continue
        texts = [each.text.casefold() for each in catalogue.passages(passage.report)]
        named = [
            (sum(words.casefold() in text for text in texts), concept, words)
            for concept, words in terms_in(passage.text)
            if concept not in used and _can_be_a_subject(words)
        ]
        if not named:
            continue
        count, concept, words = min(named, key=lambda it: it[0])
        if count > max(_OFTEN * len(texts), 1):
            continue
        used.add(concept)
        named_so = _as_in_a_sentence(words) if concept.term[0].islower() else words
        yield _article(words, passage.text) + named_so


def _can_be_a_subject(words: str) -> bool:
    """A single word is often no noun ("homeless"), a possessive never stands alone."""
    return " " in words and not words.endswith(("'", "’", "'s", "’s"))


def _article(words: str, text: str) -> str:
    """The article that the text gives the words, "" for none or a plural.

    At most two words may come between: "an effective virtual school" gives "a ".
    """
    pattern = rf"\b(the|an?)\s+(?:(?!{_JOINING}\b)[\w-]+\s+){{0,2}}{re.escape(words)}"
    before = re.search(pattern, text, re.IGNORECASE)
    head = re.split(rf" {_JOINING} ", words)[0]
    if before is None or head.endswith("s"):
        return ""
    if before[1].lower() == "the":
        return "the "
    return "an " if words[0].lower() in "aeiou" else "a "


def _as_in_a_sentence(words: str) -> str:
    """Without the capital of a sentence's start; a name such as "Public Law Outline" keeps its."""
    return words[0].lower() + words[1:] if words[1:].islower() else words
