"""Many questions from a JSON-lines file, one answer a line, in the same order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.contract import answer_json
from assistant.errors import UserError
from assistant.json_lines import numbered_lines
from assistant.models import Answer, AnswerSentence, Question
from vectorstore.disk import replace_file
from vectorstore.errors import UnknownReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


class _Line(BaseModel):
    """Other fields are ignored, so that a question set is a batch too."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    question: str
    history: list[str] | None = None
    report: str | None = None


class Answers(Protocol):
    """Anything that answers as the assistant does."""

    def answer(self, question: Question) -> Answer:
        """The answer; raises UserError or UnknownReport for a question that cannot be read."""


@dataclass(frozen=True)
class BatchQuestion:
    """A question and the id that its answer must carry."""

    id: str | int | None
    question: Question


def read_batch(path: Path, reports: Sequence[str]) -> tuple[BatchQuestion, ...]:
    """The questions of a file; blank lines are passed over.

    ``reports`` limits every question that does not name a report itself. Raises UserError that
    names the file, and the line where one is not as it should be.
    """
    lines = list(_lines(path, reports))
    if not lines:
        raise UserError(f'{path} holds no questions. Write one a line: {{"question": "…"}}')
    return tuple(lines)


def answer_batch(assistant: Answers, batch: Iterable[BatchQuestion]) -> Iterator[dict[str, Any]]:
    """One JSON object a question, as each is ready.

    A question that cannot be read gives an answer that says so: the others must not be lost.
    """
    for line in batch:
        yield answer_json(answer_or_reason(assistant, line.question), line.id)


def answer_or_reason(assistant: Answers, question: Question) -> Answer:
    """The answer, or why the question cannot be read, as a refusal."""
    try:
        return assistant.answer(question)
    except (UserError, UnknownReport) as error:
        return _unreadable(question, str(error))


def check_writable(path: Path) -> None:
    """Raise UserError before any answering if the answers could not be written in the end."""
    if path.is_dir() or not path.parent.is_dir():
        problem = "is a folder" if path.is_dir() else f"is in {path.parent}, which does not exist"
        raise UserError(f"{path} {problem}. Name a file in a folder that exists.")


def write_batch(path: Path, answers: Iterable[dict[str, Any]]) -> None:
    """Write whole or not at all; raises UserError where the file cannot be written."""
    content = "".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers)
    try:
        if path.exists() and not path.is_file():
            path.write_text(content, encoding="utf-8")  # a pipe or a terminal
        else:
            replace_file(path, content.encode())
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}. Check the path.") from error


def _lines(path: Path, reports: Sequence[str]) -> Iterator[BatchQuestion]:
    for number, line in numbered_lines(path):
        try:
            read = _Line.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            problem = f"{where}: {first['msg']}" if where else first["msg"]
            raise UserError(
                f"{path}, line {number}: {problem}. Write one JSON object a line with a question."
            ) from error
        chosen = (read.report,) if read.report else tuple(reports)
        yield BatchQuestion(read.id, Question(read.question, tuple(read.history or ()), chosen))


def _unreadable(question: Question, reason: str) -> Answer:
    return Answer(
        question=question.text,
        standalone_question=question.text,
        outcome="off_topic",
        sentences=(AnswerSentence(reason),),
        answered_by="quotes",
        retrieved=(),
        not_covered=(),
        warnings=(reason,),
        seconds={"retrieve": 0.0, "answer": 0.0},
    )
