"""A draft in pieces → its sentences, each with what it rests on, and a tally of them at the end."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.citation_groups import read_sentence
from assistant.citation_stream import Draft, feed, finish
from assistant.errors import ReplyCut
from assistant.models import AnswerSentence
from assistant.quoting import quote
from assistant.support import best_support
from assistant.support_words import likeness, stems_of, words_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from assistant.citation_stream import RawSentence
    from ingest.models import Document, Passage
    from vectorstore.entailment import Entailment

MOST_SENTENCES = 14
_MOST_REPEATED = 3
# Of the words of a draft, what must survive for it to be an answer.
_ENOUGH = 0.5
_LEAD_IN_WORDS = 12
_NOT_COVERED = re.compile(r"^\W*not covered\W+(?P<what>.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Tally:
    """What became of a draft: its sentences in order, each supported or not.

    ``not_covered`` is what the model said is missing, ``cut`` whether it was cut at its length.
    """

    sentences: tuple[AnswerSentence, ...] = ()
    not_covered: tuple[str, ...] = ()
    cut: bool = False
    seconds: float = 0.0

    @property
    def supported(self) -> tuple[AnswerSentence, ...]:
        """The sentences that may be shown without a mark."""
        return tuple(sentence for sentence in self.sentences if sentence.supported)

    @property
    def odds(self) -> float:
        """How far the next sentence is to be believed, by what became of those before it.

        1 while no more fail than pass; below it passed to failed, each counted once more (Laplace).
        """
        passed = len(self.supported)
        return min(1.0, (passed + 1) / (len(self.sentences) - passed + 1))

    @property
    def enough(self) -> bool:
        """Whether the supported sentences are an answer."""
        return bool(self.supported) and _words(self.supported) >= _ENOUGH * _words(self.sentences)

    def notices(self, *, shown: bool) -> tuple[str, ...]:
        """What a reader should know of the rest; ``shown`` says whether it is shown, marked."""
        count = len(self.sentences) - len(self.supported)
        notices = []
        if count:
            what = "1 sentence" if count == 1 else f"{count} sentences"
            done = "is marked" if shown else "was left out"
            done = done if count == 1 else done.replace("is ", "are ").replace("was ", "were ")
            notices.append(f"{what} by the language model {done}: the report does not bear it out.")
        if self.cut:
            notices.append("The language model's answer was cut at its length limit.")
        return tuple(notices)


def check_draft(
    pieces: Iterable[str],
    passages: Mapping[str, Passage],
    documents: Mapping[str, Document],
    question: str,
    entailment: Entailment,
    max_characters: int,
) -> Generator[AnswerSentence, None, Tally]:
    """Each sentence as soon as it is complete and checked; the tally is the return value.

    ``passages`` are those given to the model, by the ids it may cite. ``documents`` by report id
    are named in the markers; empty where there is only one. Raises as ``pieces`` does.
    """
    started = time.monotonic()
    tally = Tally()
    seen: dict[str, int] = {}
    sentences = _Sentences(pieces, max_characters)
    for raw in sentences:
        cited = read_sentence(raw.text, passages)
        plain = " ".join(word.text for word in words_of(cited.text))
        missing = _NOT_COVERED.match(cited.text)
        if missing:
            if _asks_for(missing["what"], question):
                tally = replace(tally, not_covered=(*tally.not_covered, missing["what"]))
            continue
        if not plain or _leads_in(cited.text):
            continue
        seen[plain] = seen.get(plain, 0) + 1
        if seen[plain] >= _MOST_REPEATED or len(tally.sentences) >= MOST_SENTENCES:
            # It has begun to go round in circles.
            break
        if seen[plain] > 1:
            continue
        cites = [passages[id_] for id_ in cited.ids] if not cited.stray else []
        sentence = _checked(cited.text, cites, documents, entailment, raw, tally.odds)
        tally = replace(tally, sentences=(*tally.sentences, sentence))
        yield sentence
    return replace(tally, cut=sentences.cut, seconds=time.monotonic() - started)


class _Sentences:
    """The sentences of a draft that arrives in pieces; ``cut`` once the length limit ended it."""

    def __init__(self, pieces: Iterable[str], max_characters: int) -> None:
        self._pieces = pieces
        self._max_characters = max_characters
        self.cut = False

    def __iter__(self) -> Iterator[RawSentence]:
        draft, characters = Draft(), 0
        try:
            for piece in self._pieces:
                draft, complete = feed(draft, piece)
                yield from complete
                characters += len(piece)
                if characters > self._max_characters:
                    raise ReplyCut("wrote more than it may")
        except ReplyCut:
            # The last sentence may lack its end, and with it a "not".
            self.cut = True
            return
        yield from finish(draft)


def _checked(
    text: str,
    cites: list[Passage],
    documents: Mapping[str, Document],
    entailment: Entailment,
    raw: RawSentence,
    odds: float,
) -> AnswerSentence:
    found = best_support(text, cites, entailment, odds)
    citations = tuple(
        quote(passage, support.place.start, support.place.end, documents.get(passage.report))
        for passage, support in found
        if support.supported
    )
    return AnswerSentence(text, citations, raw.new_paragraph, supported=bool(citations))


def _leads_in(text: str) -> bool:
    """Whether it only announces a list."""
    return text.endswith(":") and len(text.split()) <= _LEAD_IN_WORDS


def _asks_for(text: str, question: str) -> bool:
    """Whether what is said to be missing is a part of the question, and nothing besides."""
    stems = stems_of(words_of(question))
    words = [word for word in words_of(text) if word.carries]
    return bool(words) and all(likeness(word, stems) > 0 for word in words)


def _words(sentences: Iterable[AnswerSentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in sentences)
