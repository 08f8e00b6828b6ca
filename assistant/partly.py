"""A question of several parts of which the report covers some: which it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.silence import chance_of_silence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answerability import Leanings
    from assistant.retrieval import Evidence

# Farther than the line of a whole question: a part is short, and the others speak for the report.
SILENT_ABOVE = 0.9
ANSWERED_BELOW = 0.5


@dataclass(frozen=True)
class Part:
    """One part, ``said`` in the asker's words, with what was found for it alone."""

    said: str
    evidence: Evidence
    leanings: Leanings

    @property
    def chance_of_silence(self) -> float:
        """Between 0 and 1."""
        return chance_of_silence(self.said, self.evidence, self.leanings)


def not_covered(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts on which the report is surely silent, in order; none unless it answers another."""
    chances = [part.chance_of_silence for part in parts]
    if min(chances, default=1.0) >= ANSWERED_BELOW:
        return ()
    return tuple(p for p, chance in zip(parts, chances, strict=True) if chance > SILENT_ABOVE)
