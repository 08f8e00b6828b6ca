"""Putting a question from a page: queued, answered at once where it can be, and announced."""

from __future__ import annotations

from assistant.pages import conversation, shell, warmup
from assistant.pages.answering_job import LOOKING
from assistant.pages.ask_address import DEFAULT, Scope

WAITING = "Waiting for the search to get ready. The answer comes as soon as it is."
UNREADY = "Not answered yet. The answer comes once the problem above is put right."


def put(
    question: str,
    scope: Scope = DEFAULT,
    *,
    everything: bool = False,
    follows: int | None = None,
) -> None:
    """Ask. Called from a callback, so that a quick answer is there when the page is drawn."""
    conversation.ask(question, scope, everything=everything, follows=follows)
    shell.announce(advance() or waiting_words())


def advance() -> str | None:
    """Answer what waits, as far as it can be now; what to announce of it."""
    assistant = warmup.shared.assistant
    return conversation.advance(assistant) if assistant else None


def waiting_words(turn: conversation.Turn | None = None) -> str:
    """What a question without an answer waits for."""
    if warmup.shared.assistant:
        return turn.job.stage if turn and turn.job else LOOKING
    return UNREADY if warmup.shared.error else WAITING
