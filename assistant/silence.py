"""Whether the evidence answers the question at all: a first, calibrated refusal.

A small logistic model weighs how near the nearest sentence is, and whether the question asks for
a number, a date or a name that the nearest sentences do not hold. Its weights are fitted by
``eval.calibrate`` on the tuning split of the question set and kept in ``data/silence.json``.
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from assistant.models import Outcome
    from assistant.retrieval import Evidence

CALIBRATION = Path(__file__).parent / "data" / "silence.json"
FEATURES = ("nearest_sentence", "number_missing", "date_missing", "name_missing")
_SENTENCES_READ = 3

Wanted = Literal["number", "date", "name"]
_ASKS: dict[Wanted, re.Pattern[str]] = {
    "number": re.compile(
        r"\b(?:how many|numbers? of|percent(?:age)?|proportion|how much (?:money|does|did|is|was)"
        r"|costs?|statistics|stats|figures?|average|headcount|ratio)\b|[%£]",
        re.IGNORECASE,
    ),
    "date": re.compile(
        r"\b(?:when (?:did|was|is|will|were|are|do|does)|dates?|what (?:year|month|time)"
        r"|which (?:year|month|day)|deadline|by when)\b",
        re.IGNORECASE,
    ),
    "name": re.compile(
        r"\b(?:who(?:'s|s| is| was| are| were| runs?| leads?| led| manages?| chairs?| heads?)"
        r"|names?|named|called|which (?:schools?|colleges?|company|agency|providers?"
        r"|authority|councils?|hospital|charity|firm|wards?))\b",
        re.IGNORECASE,
    ),
}
_HOLDS: dict[Wanted, re.Pattern[str]] = {
    "number": re.compile(r"\d"),
    "date": re.compile(
        r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September"
        r"|October|November|December)\b"
    ),
    "name": re.compile(r"(?<=[a-z,:'’] )['‘\"]?[A-Z][A-Za-z]+"),
}


class Calibration(BaseModel):
    """Fitted weights: the chance that the report is silent, and where to draw the lines."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    weights: dict[str, float]
    refuse_above: float
    off_topic_below: float

    def chance_of_silence(self, features: tuple[float, ...]) -> float:
        """Between 0 and 1, for features in the order of FEATURES."""
        pairs = zip(FEATURES, features, strict=True)
        total = self.intercept + sum(self.weights[name] * value for name, value in pairs)
        return 1 / (1 + math.exp(-total))


def judge(question: str, evidence: Evidence) -> Outcome:
    """``answered``, ``not_in_report`` or ``off_topic``."""
    calibration = _calibration()
    features = features_of(question, evidence)
    if features[0] < calibration.off_topic_below:
        return "off_topic"
    if calibration.chance_of_silence(features) > calibration.refuse_above:
        return "not_in_report"
    return "answered"


def features_of(question: str, evidence: Evidence) -> tuple[float, ...]:
    """Numbers in the order of FEATURES; a similarity, then 1.0 for each thing asked and missing."""
    nearest = evidence.sentences[:_SENTENCES_READ]
    read = " ".join(sentence.text for sentence in nearest)
    for number in re.findall(r"\d+", question):
        # An age that was asked about is not the number that was asked for.
        read = read.replace(number, " ")
    similarity = nearest[0].similarity if nearest else -1.0
    missing = (
        float(bool(asks.search(question)) and not _HOLDS[wanted].search(read))
        for wanted, asks in _ASKS.items()
    )
    return (similarity, *missing)


@cache
def _calibration() -> Calibration:
    return Calibration.model_validate_json(CALIBRATION.read_text(encoding="utf-8"))
