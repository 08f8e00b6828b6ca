"""The questions of a conversation as the browser's tab keeps them, and asking them again."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.pages import conversation
from assistant.pages.ask_address import Scope
from assistant.pages.conversation import Turn


class _KeptTurn(BaseModel):
    """A question without its answer."""

    question: str
    scope: Scope
    everything: bool
    follows: int


_KEPT = TypeAdapter(list[_KeptTurn])


def to_keep() -> list[dict[str, Any]]:
    """The questions as JSON, without those that seem to hold a person's details."""
    turns = conversation.turns()
    keeps = [turn.may_be_kept or turn.answered is None for turn in turns]
    return [
        _KeptTurn(
            question=turn.question,
            scope=turn.scope,
            everything=turn.everything,
            follows=sum(keeps[: turn.follows]),
        ).model_dump(mode="json")
        for turn, kept in zip(turns, keeps, strict=True)
        if kept
    ]


def restore(kept: object) -> None:
    """Ask again what a tab had kept, beyond what there is; nothing if it is not fit for that."""
    try:
        found = _KEPT.validate_python(kept)
    except ValidationError:
        return
    turns = conversation.turns()
    for each in found[len(turns) :]:
        turns.append(Turn(each.question, each.scope, each.everything, each.follows))
