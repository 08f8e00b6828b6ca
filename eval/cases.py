"""The question set: one JSON object a line, described in questions/README.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import UserError
from assistant.json_lines import numbered_lines
from ingest.models import Part

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal[
    "fact",
    "multi",
    "compare",
    "lookup",
    "grade",
    "improve",
    "summary",
    "followup",
    "unanswerable",
    "offtopic",
    "false_premise",
    "adversarial",
]


class Case(BaseModel):
    """One question and what a good answer rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    kind: Kind
    question: str
    history: tuple[str, ...] = ()
    answerable: bool
    gold_paragraphs: tuple[int, ...] = ()
    also_acceptable: tuple[int, ...] = ()
    gold_parts: tuple[Part, ...] = ()
    gold_quotes: tuple[str, ...] = ()
    key_facts: tuple[str, ...] = ()
    report: str | None = None
    split: Literal["tuning", "test"] | None = None


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases in the file's order.

    Raises UserError that names the file, and the line where one is not as it should be.
    """
    cases: dict[str, Case] = {}
    for number, line in numbered_lines(path):
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the line"
            raise UserError(f"{path}, line {number}: {where}: {first['msg']}. Mend it.") from error
        if case.id in cases:
            raise UserError(f"{path}, line {number}: the id {case.id!r} comes twice. Change one.")
        cases[case.id] = case
    if not cases:
        raise UserError(f"{path} holds no questions. Write one JSON object a line.")
    return tuple(cases.values())
