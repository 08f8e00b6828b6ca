"""A question of several parts of which the report covers some: which it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.silence import chance_of_silence, refusal_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.silence import Searched


def is_surely_answered(searched: Searched) -> bool:
    """Whether silence is less likely than half of what has a whole question refused."""
    return chance_of_silence(searched) <= refusal_line() / 2


def not_covered(parts: Sequence[Searched]) -> tuple[Searched, ...]:
    """The parts on which the report is surely silent, in order; none unless it answers another.

    Surely is halfway from the line at which a whole question is refused to certainty, either way: a
    part is short, and says less about itself.
    """
    line = refusal_line()
    chances = [chance_of_silence(part) for part in parts]
    if not any(map(is_surely_answered, parts)):
        return ()
    return tuple(p for p, chance in zip(parts, chances, strict=True) if chance > (1 + line) / 2)
