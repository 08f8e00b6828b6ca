"""Passages and a question → what the model is asked, with every text fenced as data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.short_ids import short_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from ingest.models import Passage
    from prompts import Texts

MAX_SENTENCES = 10
_MOST_PASSAGES = 12
# English reports have about 1.3 tokens a word; the rest is for JSON.
_TOKENS_A_WORD = 1.5
_TOKENS_AN_ID = 6
_NO_FINDINGS = ("header", "about", "footnote")


@dataclass(frozen=True)
class Request:
    """What the model is asked, and which passage each id that it may cite stands for."""

    system: str
    text: str
    passages: Mapping[str, Passage]


def request_for(
    question: str, passages: Sequence[Passage], texts: Texts, random: Random | None = None
) -> Request:
    """The request about at least one passage, in the order given."""
    everything = [question, *(passage.text for passage in passages)]
    *ids, example = short_ids(len(passages) + 1, everything, random)
    by_id = dict(zip(ids, passages, strict=True))
    return Request(
        system=texts.render("answer_system", max_sentences=MAX_SENTENCES),
        text=texts.render(
            "answer_request",
            passages="\n".join(_line(id_, passage) for id_, passage in by_id.items()),
            question=fenced(question),
            example_id=example,
        ),
        passages=by_id,
    )


def within_budget(
    passages: Sequence[Passage], first: Sequence[str], max_tokens: int
) -> tuple[Passage, ...]:
    """The passages that there is room for, at least one.

    Those with an id in ``first`` come first, then the others in their order, without the parts of
    a report that hold no findings.
    """
    chosen = [passage for passage in passages if passage.id in first]
    chosen += [
        passage
        for passage in passages
        if passage.id not in first and passage.part not in _NO_FINDINGS
    ]
    return tuple(_fitting(chosen[:_MOST_PASSAGES], max_tokens))


def fenced(value: object) -> str:
    """JSON on one line: the quotation marks and line breaks of a text cannot end its string."""
    return json.dumps(value, ensure_ascii=False)


def _fitting(passages: Sequence[Passage], max_tokens: int) -> Iterator[Passage]:
    tokens = 0.0
    for place, passage in enumerate(passages):
        tokens += len(passage.text.split()) * _TOKENS_A_WORD
        tokens += len(passage.sentences) * _TOKENS_AN_ID
        if place and tokens > max_tokens:
            return
        yield passage


def _line(id_: str, passage: Passage) -> str:
    # Small models copy what they see and make up no citation of their own.
    cited = (f"{passage.text[at.start : at.end]} [{id_}]" for at in passage.sentences)
    return fenced({"id": id_, "section": passage.section or passage.part, "text": " ".join(cited)})
