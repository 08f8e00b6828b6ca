"""The training questions: who asks what, and which numbered paragraph answers it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vectorstore.errors import VectorStoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ingest.models import Passage

QUESTIONS = Path(__file__).parent / "questions.jsonl"
# Pairs of like questions on one paragraph, of which the report answers one.
CONTRAST = Path(__file__).parent / "contrast.jsonl"
OUT_OF_SCOPE = Path(__file__).parent / "out_of_scope.jsonl"
HELD_OUT_AUTHORITIES = 16

_Line = TypeVar("_Line", bound=BaseModel)


class TrainingDataError(VectorStoreError):
    """The training questions, or the reports they are about, cannot be used."""


class TrainingQuestion(BaseModel):
    """One line of ``questions.jsonl``.

    ``locator`` names the paragraph that the question was written for, ``also`` others of the
    report that answer it as well. A near miss is a question on the subject of that paragraph
    which the whole report leaves open.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    report: str
    locator: str = Field(pattern=r"^p[1-9]\d*$")
    also: tuple[str, ...] = ()
    near_miss: bool = False
    question: str = Field(min_length=1)

    @property
    def gold(self) -> tuple[str, ...]:
        """Every paragraph that answers; none for a near miss."""
        return () if self.near_miss else (self.locator, *self.also)


Group = Literal[
    "offtopic",
    "guidance",
    "command",
    "instead",
    "open",
    "grade",
    "improve",
    "overview",
    "answered",
]


class ScopeQuestion(BaseModel):
    """One line of ``out_of_scope.jsonl``: a question about no report in particular.

    ``offtopic`` is another subject, ``guidance`` asks for law, advice or a draft, ``command`` gives
    instructions; ``instead`` asks about another council, year, service or person, ``open`` for
    details that such reports do not give. ``grade`` is for the table of grades, ``improve`` for the
    list of what needs to improve; ``overview`` wants the whole picture of an area, a theme or the
    report. ``answered`` are what reports do answer, and look alike.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    group: Group
    question: str = Field(min_length=1)


@dataclass(frozen=True)
class TrainingReport:
    """A report as training sees it: its numbered paragraphs in reading order."""

    report: str
    authority: str
    passages: tuple[Passage, ...]

    @cached_property
    def paragraphs(self) -> dict[str, str]:
        """The texts by locator."""
        return {passage.locator: passage.text for passage in self.passages}


def load_questions(path: Path = QUESTIONS) -> tuple[TrainingQuestion, ...]:
    """The questions in the order of the file.

    Raises TrainingDataError that names the line where one is not in the format, or where the file
    cannot be read or is empty.
    """
    return _load(path, TrainingQuestion)


def load_scope_questions(path: Path = OUT_OF_SCOPE) -> tuple[ScopeQuestion, ...]:
    """The questions in the order of the file; raises as ``load_questions``."""
    return _load(path, ScopeQuestion)


def _load(path: Path, line_type: type[_Line]) -> tuple[_Line, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingDataError(
            f"{path} cannot be read ({error}). Restore it: git checkout -- {path.name}"
        ) from error
    questions = []
    for number, line in enumerate(lines, start=1):
        try:
            questions.append(line_type.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "the line"
            raise TrainingDataError(
                f"{path}, line {number}: {place}: {first['msg']}. Correct that line."
            ) from error
    if not questions:
        raise TrainingDataError(f"{path} holds no questions. Restore it from the repository.")
    return tuple(questions)


def held_out(authorities: Iterable[str]) -> frozenset[str]:
    """The HELD_OUT_AUTHORITIES of ``authorities`` that are never trained on.

    By the digest of their names: the choice hangs on nothing that anybody could prefer, and an
    authority stays on its side when others are added.
    """
    ranked = sorted(set(authorities), key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return frozenset(ranked[:HELD_OUT_AUTHORITIES])


def require_known(
    questions: Iterable[TrainingQuestion], reports: Mapping[str, TrainingReport]
) -> None:
    """Raise TrainingDataError unless every report and locator that is named exists."""
    for question in questions:
        report = reports.get(question.report)
        if report is None:
            raise TrainingDataError(
                f"Question {question.id} is about {question.report}, which is not among the "
                f"{len(reports)} reports given. Give the folder that holds it."
            )
        for locator in (question.locator, *question.also):
            if locator not in report.paragraphs:
                raise TrainingDataError(
                    f"Question {question.id} names {locator} of {question.report}, which has "
                    f"paragraphs 1 to {len(report.paragraphs)}. Correct the locator."
                )
