"""What people said of answers: lines of JSON in a folder of their own, and nowhere else.

Nothing is kept unless the setting ``SANDWELL_FEEDBACK`` is on and someone sends it.
``feedback/answers.jsonl`` holds what was said, ``feedback/questions.jsonl`` the lines of a question
set that were made of it.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from assistant.models import Outcome
from vectorstore.disk import reading, writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assistant.models import Answer, Question

Reason = Literal["wrong", "incomplete", "wrong_paragraph", "should_not_have_refused"]
COMMENT_CHARACTERS = 1000


class CitedPlace(BaseModel):
    """A passage that the answer rests on; exactly one of ``paragraph`` and ``part`` is set."""

    model_config = ConfigDict(frozen=True)

    report: str
    locator: str
    paragraph: int | None
    part: str | None


class Feedback(BaseModel):
    """What one person said of one answer. ``reason`` is None where it was useful."""

    model_config = ConfigDict(frozen=True)

    id: str
    given_at: AwareDatetime
    question: str
    history: tuple[str, ...]
    reports: tuple[str, ...]
    outcome: Outcome
    answered_by: str
    answer: str
    cited: tuple[CitedPlace, ...]
    useful: bool
    reason: Reason | None
    comment: str = Field(max_length=COMMENT_CHARACTERS)


@dataclass(frozen=True)
class Kept:
    """What the folder holds, oldest first; ``unreadable`` counts lines that nothing can be made of.

    ``in_question_set`` are the ids of those that were turned into a line of the question set.
    """

    entries: tuple[Feedback, ...]
    unreadable: int
    in_question_set: frozenset[str]


def feedback_on(
    question: Question, answer: Answer, *, useful: bool, reason: Reason | None, comment: str
) -> Feedback:
    """What is kept of an answer and of what was said of it; a longer comment is cut short."""
    cited = {(each.report, each.locator): each for each in answer.citations}.values()
    return Feedback(
        id=f"feedback-{uuid.uuid4().hex[:12]}",
        given_at=datetime.now(UTC),
        question=answer.question,
        history=question.history,
        reports=question.reports,
        outcome=answer.outcome,
        answered_by=answer.answered_by,
        answer=answer.markdown,
        cited=tuple(
            CitedPlace(
                report=each.report, locator=each.locator, paragraph=each.paragraph, part=each.part
            )
            for each in cited
        ),
        useful=useful,
        reason=None if useful else reason,
        comment=comment.strip()[:COMMENT_CHARACTERS],
    )


def question_line(feedback: Feedback) -> dict[str, Any]:
    """A line of a question set, as far as it can be filled in.

    What is right is taken from the answer where it was called useful or merely incomplete; gold
    quotes and key facts, and all gold of wrong answers, are for whoever checks the line.
    """
    answerable = feedback.outcome in ("answered", "partial")
    if feedback.reason == "should_not_have_refused":
        answerable = True
    right = feedback.cited if feedback.useful or feedback.reason == "incomplete" else ()
    kind = "followup" if feedback.history else "fact" if answerable else "unanswerable"
    line: dict[str, Any] = {
        "id": feedback.id,
        "kind": kind,
        "question": feedback.question,
        "answerable": answerable,
        "gold_paragraphs": sorted({c.paragraph for c in right if c.paragraph is not None}),
        "also_acceptable": [],
        "gold_parts": list(dict.fromkeys(c.part for c in right if c.part is not None)),
        "gold_quotes": [],
        "key_facts": [],
    }
    if feedback.history:
        line["history"] = list(feedback.history)
    if len(feedback.reports) == 1:
        line["report"] = feedback.reports[0]
    return line


class FeedbackFolder:
    """The folder ``feedback`` below a home; making the object touches nothing."""

    def __init__(self, home: Path) -> None:
        self.root = home / "feedback"
        self.answers = self.root / "answers.jsonl"
        self.questions = self.root / "questions.jsonl"

    def append(self, feedback: Feedback) -> None:
        """Keep it; a kill leaves it whole or not there. Raises StorageError."""
        self._append(self.answers, feedback.model_dump_json())

    def add_to_question_set(self, feedback: Feedback) -> None:
        """Append its line to ``questions.jsonl`` unless it is there. Raises StorageError."""
        if feedback.id not in self._question_ids():
            self._append(self.questions, json.dumps(question_line(feedback), ensure_ascii=False))

    def read(self) -> Kept:
        """All that was kept; nothing where there is no such folder. Raises StorageError."""
        entries: list[Feedback] = []
        unreadable = 0
        for line in self._lines(self.answers):
            try:
                entries.append(Feedback.model_validate_json(line))
            except ValidationError:
                unreadable += 1
        return Kept(tuple(entries), unreadable, frozenset(self._question_ids()))

    def _question_ids(self) -> Iterable[str]:
        found = set()
        for line in self._lines(self.questions):
            try:
                found.add(str(json.loads(line)["id"]))
            except (ValueError, KeyError, TypeError):
                # Whoever edits the file sees it when the set is linted.
                continue
        return found

    def _lines(self, path: Path) -> list[str]:
        with reading(path):
            if not path.is_file():
                return []
            text = path.read_text(encoding="utf-8", errors="replace")
        return [line for line in text.split("\n") if line.strip()]

    def _append(self, path: Path, line: str) -> None:
        with writing(path):
            self.root.mkdir(parents=True, exist_ok=True)
            # One write to a file opened for appending: two at once stand one after the other.
            with path.open("ab", buffering=0) as file:
                before = "" if _ends_a_line(path) else "\n"
                file.write(f"{before}{line}\n".encode())


def _ends_a_line(path: Path) -> bool:
    """Whether a new line can follow: a power cut may have left half of one."""
    content = path.read_bytes()[-1:]
    return content in (b"", b"\n")
