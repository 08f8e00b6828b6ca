"""What people do with an answer: its buttons send an action, and this carries it out."""

from __future__ import annotations

import base64
import time
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from assistant import settings
from assistant.export import as_markdown, file_name
from assistant.feedback import FeedbackFolder, Reason, feedback_on
from assistant.pages import conversation, questioning, shell
from assistant.pages.problems import problem_line

if TYPE_CHECKING:
    from assistant.pages.conversation import Turn

THANKS = "Thank you. What you said is kept on the computer that runs the assistant."
_DOWNLOAD = "download"
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
}


class Download(TypedDict):
    """A file for the browser to save; ``serial`` tells one from another of the same name."""

    serial: str
    name: str
    type: str
    base64: str


class _Action(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ask(_Action):
    """Ask something else. ``instead``: in place of this question, leaning on what it leant on."""

    do: Literal["ask"]
    question: str = Field(max_length=20_000)
    instead: bool = False


class Everything(_Action):
    """Ask the same, for everything that the report says."""

    do: Literal["everything"]


class Stop(_Action):
    """Do not wait for the answer."""

    do: Literal["stop"]


class Save(_Action):
    """Save this answer, or the ``whole`` conversation, as Word or Markdown."""

    do: Literal["save"]
    form: Literal["docx", "md"]
    whole: bool


class Comment(_Action):
    """Say whether the answer was useful, and why not."""

    do: Literal["comment"]
    useful: bool
    reason: Reason | None = None
    comment: str = ""


_ACTION: TypeAdapter[Ask | Everything | Stop | Save | Comment] = TypeAdapter(
    Annotated[Ask | Everything | Stop | Save | Comment, Field(discriminator="do")]
)


def act(position: int, sent: object) -> None:
    """Do what the browser sent for the turn at ``position``.

    Raises pydantic's ValidationError for what is no action: only a page of another version, or
    somebody's own script, sends that.
    """
    action = _ACTION.validate_python(sent)
    turn = conversation.turns()[position]
    match action:
        case Ask(question=question, instead=instead):
            follows = turn.follows if instead else None
            questioning.put(question, turn.scope, follows=follows)
        case Everything():
            questioning.put(turn.question, turn.scope, everything=True, follows=turn.follows)
        case Stop():
            conversation.stop(position)
            shell.announce(conversation.STOPPED)
        case Save(form=form, whole=whole):
            _save(position, turn, form, whole)
        case Comment():
            _comment(position, turn, action)


def take_download() -> tuple[int, Download] | None:
    """The file that the turn at a position is to hand over, once."""
    download: tuple[int, Download] | None = st.session_state.pop(_DOWNLOAD, None)
    return download


def _save(position: int, turn: Turn, form: Literal["docx", "md"], whole: bool) -> None:
    if turn.answered is None:
        return
    kept = conversation.exchanges() if whole else [conversation.exchange_of(turn.answered)]
    today = datetime.now().astimezone().date()
    if form == "md":
        content = as_markdown(kept, today).encode()
    else:
        # Word's library costs 0.2 s, which only those who save wait for.
        from assistant.export_word import as_word

        content = as_word(kept, today)
    name = file_name(kept, today, form)
    st.session_state[_DOWNLOAD] = (
        position,
        Download(
            serial=str(time.time_ns()),
            name=name,
            type=_TYPES[form],
            base64=base64.b64encode(content).decode(),
        ),
    )
    shell.announce(f"Saving {name}")


def _comment(position: int, turn: Turn, said: Comment) -> None:
    current = settings.load_settings()
    if turn.answered is None or not current.feedback:
        return
    kept = feedback_on(
        turn.answered.question,
        turn.answered.answer,
        useful=said.useful,
        reason=said.reason,
        comment=said.comment,
    )
    try:
        FeedbackFolder(current.home).append(kept)
        line = THANKS
    except Exception as error:
        line = f"Error: {problem_line(error)}"
    conversation.note_feedback(position, line)
    shell.announce(line)
