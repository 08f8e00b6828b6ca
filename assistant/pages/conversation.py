"""One person's questions and answers, kept for as long as their page stays open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from assistant.models import Question
from assistant.pages.answer_view import announcement, answered_view
from assistant.pages.problems import problem_line
from assistant.pages.views import plain_view

if TYPE_CHECKING:
    from assistant.models import Answer
    from assistant.pages.views import TurnView
    from assistant.service import Assistant
    from vectorstore.catalogue import Catalogue

_TURNS = "turns"
_NEWEST = "newest_answer"


@dataclass(frozen=True)
class Turn:
    """A question and what came of it.

    ``view`` is made once, from the index that answered: a newer index does not change what was
    said, or the words it rests on. ``answer`` is None where the question could not be answered.
    """

    question: str
    view: TurnView | None = None
    answer: Answer | None = None

    @property
    def waiting(self) -> bool:
        """Whether nothing has come of it yet."""
        return self.view is None


def turns() -> list[Turn]:
    """All turns of this session, oldest first."""
    found: list[Turn] = st.session_state.setdefault(_TURNS, [])
    return found


def ask(question: str) -> None:
    """Put a question in the queue.

    Called from a widget's callback: unlike the widget's value, the queue outlives a rerun that
    comes before the question is answered.
    """
    turns().append(Turn(question))


def answer_next(assistant: Assistant) -> str | None:
    """Answer the oldest waiting question; what to announce, or None if none is waiting."""
    position = next((i for i, turn in enumerate(turns()) if turn.waiting), None)
    if position is None:
        return None
    text = turns()[position].question
    earlier = tuple(t.question for t in turns()[:position] if t.answer and not t.answer.refused)
    try:
        answer, catalogue = _answer_and_its_reports(assistant, Question(text, history=earlier))
        turn = Turn(text, answered_view(answer, catalogue), answer)
        said = announcement(answer)
    except Exception as error:
        said = f"Error: {problem_line(error)}"
        turn = Turn(text, plain_view(text, "problem", said))
    turns()[position] = turn
    st.session_state[_NEWEST] = position
    return said


def _answer_and_its_reports(assistant: Assistant, question: Question) -> tuple[Answer, Catalogue]:
    """Once more if the index changed in between: offsets fit only the text they were made for."""
    while True:
        catalogue = assistant.catalogue()
        answer = assistant.answer(question)
        if assistant.catalogue() is catalogue:
            return answer, catalogue


def take_newest() -> int | None:
    """The position of an answer that nobody has been shown yet, once."""
    position: int | None = st.session_state.pop(_NEWEST, None)
    return position
