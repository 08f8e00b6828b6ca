"""Sentences beside the passage that they would cite, each supported by it or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from assistant.settings import CORPUS
from eval.names import Split
from ingest.passages import passages_of
from ingest.report import read_report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.models import Passage

PAIRS = Path(__file__).parent / "support_pairs" / "sandwell-2025-10.jsonl"
AUTHORITY_PAIRS = PAIRS.with_name("authorities.jsonl")

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
    wrongly), ``scope`` (wider or stronger than what is said). Those for ``validation`` are about
    authorities on which nothing is trained.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    use: Literal["training", "validation"]
    report: str
    locator: str
    sentence: str
    supported: bool
    change: Literal[Change, "time", "mix", "scope"] | None


def load_authority_pairs(path: Path = AUTHORITY_PAIRS) -> Sequence[AuthorityPair]:
    """Every pair of a file, in order."""
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
