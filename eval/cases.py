"""The question set: one JSON object a line, described in questions/README.md."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.errors import UserError
from assistant.json_lines import numbered_lines
from eval.names import Kind, Split
from ingest.models import Part

if TYPE_CHECKING:
    from pathlib import Path


_Item = TypeVar("_Item")
_Listed = Annotated[
    tuple[_Item, ...], BeforeValidator(lambda value: () if value is None else value)
]


class Case(BaseModel):
    """One question and what a good answer rests on.

    Fields of other programs are passed over, a null list is an empty one, a number is an id too.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    kind: Kind
    question: str
    history: _Listed[str] = ()
    answerable: bool
    gold_paragraphs: _Listed[int] = ()
    also_acceptable: _Listed[int] = ()
    gold_parts: _Listed[Part] = ()
    gold_quotes: _Listed[str] = ()
    key_facts: _Listed[str] = ()
    report: str | None = None
    split: Split | None = None


@dataclass(frozen=True)
class QuestionSet:
    """The cases of a file in its order, never none; ``sha256`` is that of the file's bytes.

    ``lines`` are the line numbers of the cases, from 1, in the same order.
    """

    path: Path
    sha256: str
    cases: tuple[Case, ...]
    lines: tuple[int, ...]


def load_question_set(path: Path) -> QuestionSet:
    """Read a question set.

    Raises UserError that names the file, and the line where one is not as it should be.
    """
    cases: dict[str, Case] = {}
    lines: list[int] = []
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
        lines.append(number)
    if not cases:
        raise UserError(f"{path} holds no questions. Write one JSON object a line.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return QuestionSet(path, digest, tuple(cases.values()), tuple(lines))


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases alone; raises as ``load_question_set``."""
    return load_question_set(path).cases
