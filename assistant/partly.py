"""A question of several parts of which the report covers some: which it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.silence import chance_of_silence, refusal_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answerability import Leanings
    from assistant.retrieval import Evidence


@dataclass(frozen=True)
class Searched:
    """A question or a part of one, ``said`` in the asker's words, and what was found for it."""

    said: str
    evidence: Evidence
    leanings: Leanings

    @property
    def chance_of_silence(self) -> float:
        """Between 0 and 1."""
        return chance_of_silence(self.evidence, self.leanings)


def not_covered(parts: Sequence[Searched]) -> tuple[Searched, ...]:
    """The parts on which the report is surely silent, in order; none unless it answers another.

    Surely is halfway from the line at which a whole question is refused to certainty, either way: a
    part is short, and says less about itself.
    """
    line = refusal_line()
    chances = [part.chance_of_silence for part in parts]
    if min(chances, default=1.0) > line / 2:
        return ()
    return tuple(p for p, chance in zip(parts, chances, strict=True) if chance > (1 + line) / 2)
