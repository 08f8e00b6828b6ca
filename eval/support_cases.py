"""Sentences beside the passage that they would cite, each supported by it or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from assistant.errors import UserError
from assistant.settings import CORPUS
from assistant.support_words import stems_of, words_of
from eval.names import Split
from ingest.passages import passages_of
from ingest.report import read_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ingest.models import Passage
    from vectorstore.adaptation.questions import TrainingReport

PAIRS = Path(__file__).parent / "support_pairs" / "sandwell-2025-10.jsonl"
_ALIKE = 3
AUTHORITY_PAIRS = PAIRS.with_name("authorities.jsonl")
MODEL_PAIRS = PAIRS.with_name("model_written.jsonl")

Change = Literal[
    "number",
    "age",
    "date",
    "name",
    "grade",
    "negation",
    "hedge",
    "subject",
    "cause",
    "extra",
]


class Pair(BaseModel):
    """``change`` is what makes the sentence unsupported; None where it is supported."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    split: Split
    report: str
    locator: str
    sentence: str
    supported: bool
    change: Change | None


class AuthorityPair(BaseModel):
    """A sentence about another authority's report, whose text is not kept here.

    ``change`` is as in ``Pair``, or ``time`` (order, tense, period), ``mix`` (two statements joined
    wrongly), ``scope`` (wider or stronger than what is said), or ``model``, as a careless language
    model writes. Those for ``validation`` are about authorities on which nothing is trained.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    use: Literal["training", "validation"]
    report: str
    locator: str
    sentence: str
    supported: bool
    change: Literal[Change, "time", "mix", "scope", "model"] | None


def load_authority_pairs(path: Path = AUTHORITY_PAIRS) -> Sequence[AuthorityPair]:
    """Every pair of a file, in order: of AUTHORITY_PAIRS or MODEL_PAIRS."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [AuthorityPair.model_validate_json(line) for line in lines if line.strip()]


def load_pairs(path: Path = PAIRS) -> Sequence[Pair]:
    """Every pair of a file, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Pair.model_validate_json(line) for line in lines if line.strip()]


def passages_by_locator() -> Mapping[str, Passage]:
    """The passages of the report that the pairs are about, read from the corpus."""
    path = CORPUS / f"{PAIRS.stem}.txt"
    document = read_report(path.read_bytes(), path.name)
    return {passage.locator: passage for passage in passages_of(document)}


def passage_of(pair: AuthorityPair, reports: Mapping[str, TrainingReport]) -> Passage:
    """The passage that a pair is about; raises UserError where its report is not among these."""
    report = reports.get(pair.report)
    if report is None:
        raise UserError(
            f"The pair {pair.id} is about {pair.report}, which is not among the "
            f"{len(reports)} reports given. Give the folder that holds it."
        )
    return next(each for each in report.passages if each.locator == pair.locator)


def alike(sentence: str, passage: Passage, others: Iterable[Passage]) -> tuple[Passage, ...]:
    """Other passages that share the most words with ``sentence``, the first first; at most three.

    Beside one of these a sentence is what a model writes that cites the wrong passage.
    """
    stems = stems_of(words_of(sentence))

    def shared(other: Passage) -> int:
        return len(stems & stems_of(words_of(other.text)))

    numbered = (p for p in others if p.paragraph is not None and p.locator != passage.locator)
    return tuple(sorted(numbered, key=shared, reverse=True)[:_ALIKE])
