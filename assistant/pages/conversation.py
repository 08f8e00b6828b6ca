"""One person's questions and answers, kept for as long as their page stays open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from time import monotonic, time_ns
from typing import TYPE_CHECKING

import streamlit as st

from assistant.export import Exchange
from assistant.models import Question
from assistant.pages.answer_view import announcement, answered_view
from assistant.pages.answering_job import AnsweringJob
from assistant.pages.ask_address import DEFAULT, Scope
from assistant.pages.problems import problem_line
from assistant.pages.views import plain_view

if TYPE_CHECKING:
    from assistant.pages.answering_job import Answered
    from assistant.pages.views import TurnView
    from assistant.service import Assistant

STOPPED = "Stopped. Nothing was answered."
# So long a page waits for an answer instead of saying that it waits: most are there by then.
PATIENCE_SECONDS = 0.7
_SAME_AGAIN_SECONDS = 2.0
_TURNS = "turns"
_NEWEST = "newest_answer"
_CLEARED = "conversation_cleared"
_SHOWN = "sentences_shown"


@dataclass(frozen=True)
class Turn:
    """A question and what came of it.

    ``view`` is made once, from the index that answered: a newer index does not change what was
    said, or the words it rests on. ``answered`` is None where the question could not be answered.
    ``follows`` is how many of the turns before it the question may lean on. ``feedback_line`` is
    what came of saying something about the answer.
    """

    question: str
    scope: Scope = DEFAULT
    everything: bool = False
    follows: int = 0
    asked_at: float = field(default_factory=monotonic, compare=False)
    job: AnsweringJob | None = None
    view: TurnView | None = None
    answered: Answered | None = None
    feedback_line: str = ""

    @property
    def waiting(self) -> bool:
        """Whether nothing has come of it yet."""
        return self.view is None

    @property
    def may_be_kept(self) -> bool:
        """Whether it has an answer, to a question that seems to hold no person's details."""
        return self.answered is not None and not self.answered.answer.personal


def turns() -> list[Turn]:
    """All turns of this session, oldest first."""
    found: list[Turn] = st.session_state.setdefault(_TURNS, [])
    return found


def ask(
    question: str,
    scope: Scope = DEFAULT,
    *,
    everything: bool = False,
    follows: int | None = None,
) -> None:
    """Put a question in the queue; the same one again at once is a slip of the hand.

    Called from a widget's callback: unlike the widget's value, the queue outlives a rerun that
    comes before the question is answered.
    """
    before = len(turns()) if follows is None else follows
    turn = Turn(question, scope, everything, before)
    last = turns()[-1] if turns() else None
    again = last and (last.question, last.scope, last.everything) == (
        turn.question,
        turn.scope,
        turn.everything,
    )
    if last and again and turn.asked_at - last.asked_at < _SAME_AGAIN_SECONDS:
        return
    turns().append(turn)
    st.session_state[_CLEARED] = False


def advance(assistant: Assistant) -> str | None:
    """Answer what waits, oldest first, without waiting long; what to announce of it, if anything.

    What is not there in time goes on being answered, for a later call to take in, which does not
    wait for it again.
    """
    deadline = monotonic() + PATIENCE_SECONDS
    said = None
    while (position := _oldest_waiting()) is not None:
        waited_before = turns()[position].job is not None
        job = _job(position, assistant)
        if not job.ended_within(0 if waited_before else max(deadline - monotonic(), 0)):
            break
        said = _settle(position, job)
    return said


def any_waiting() -> bool:
    """Whether a question has no answer yet."""
    return _oldest_waiting() is not None


def has_news() -> bool:
    """Whether an answer that was waited for has come, or more of it than was shown."""
    jobs = [turn.job for turn in turns() if turn.waiting and turn.job]
    shown = st.session_state.get(_SHOWN, 0)
    return any(job.ended_within(0) or len(job.so_far) > shown for job in jobs)


def waiting_view(turn: Turn, status: str) -> TurnView:
    """A question without its answer, with what there is of it."""
    view = plain_view(turn.question, "waiting", status)
    said = turn.job.so_far if turn.job else ()
    st.session_state[_SHOWN] = len(said)
    view["paragraphs"] = [[{"text": text, "markers": []} for text in said]] if said else []
    return view


def stop(position: int) -> None:
    """Give up a question that is still waiting; what answers it ends unheard."""
    turn = turns()[position]
    if turn.waiting:
        if turn.job:
            turn.job.stop()
        view = plain_view(turn.question, "stopped", STOPPED)
        turns()[position] = replace(turn, view=view, job=None)
        show(position)


def start_again() -> None:
    """Forget all turns."""
    turns().clear()
    st.session_state[_CLEARED] = True


def cleared() -> bool:
    """Whether there are no turns because somebody wanted none."""
    wanted: bool = st.session_state.get(_CLEARED, False)
    return wanted


def note_feedback(position: int, line: str) -> None:
    """Have the turn say what came of somebody's saying something about it."""
    turns()[position] = replace(turns()[position], feedback_line=line)


def exchanges() -> list[Exchange]:
    """The answers to keep, oldest first."""
    return [exchange_of(turn.answered) for turn in turns() if turn.answered]


def exchange_of(answered: Answered) -> Exchange:
    """An answer as documents are made of it."""
    return Exchange(answered.answer, answered.catalogue, answered.question.everything)


def show(position: int) -> None:
    """Have a turn brought into view, once."""
    st.session_state[_NEWEST] = (position, str(time_ns()))


def take_newest() -> tuple[int, str] | None:
    """The position of a turn that is to be brought into view, once, and a serial for that."""
    newest: tuple[int, str] | None = st.session_state.pop(_NEWEST, None)
    return newest


def _oldest_waiting() -> int | None:
    return next((i for i, turn in enumerate(turns()) if turn.waiting), None)


def _job(position: int, assistant: Assistant) -> AnsweringJob:
    """The one that answers this turn, started if need be: only now is its history known."""
    turn = turns()[position]
    if turn.job:
        return turn.job
    before = turns()[: turn.follows]
    history = tuple(t.question for t in before if t.answered and not t.answered.answer.refused)
    question = Question(
        turn.question, history, turn.scope.reports, turn.everything, turn.scope.sections
    )
    job = AnsweringJob(assistant, question)
    turns()[position] = replace(turn, job=job)
    return job


def _settle(position: int, job: AnsweringJob) -> str:
    """Take in what came of a question; what to announce of it."""
    turn = replace(turns()[position], job=None)
    try:
        answered = job.outcome()
        view = answered_view(
            answered.question,
            answered.answer,
            answered.catalogue,
            answered.suggestions,
            answered.widens,
        )
        turn = replace(turn, view=view, answered=answered)
        said = announcement(answered.question, answered.answer)
    except Exception as error:
        said = f"Error: {problem_line(error)}"
        turn = replace(turn, view=plain_view(turn.question, "problem", said))
    turns()[position] = turn
    show(position)
    return said
