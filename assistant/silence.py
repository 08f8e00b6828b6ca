"""Whether the evidence answers the question at all: a calibrated refusal.

A small logistic model weighs whether reports answer such questions (``assistant.answerability``),
how near the nearest sentence is, and whether the question names something of the sector that this
report does not (``assistant.mentions``). Where that is all it names and nothing is near, the report
is silent whatever else is so, and where it wants a name or a number and no near sentence has one
(``assistant.answer_type``); where a near sentence has every word of the question, or the name that
it wants, it is not (``assistant.verbatim``, ``assistant.names_asked``), nor where whatever is said
of a subject is asked for and one is near. The weights are fitted by ``eval.calibrate`` on the
tuning split of the question set and on questions about other reports, and kept in
``data/silence.json``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from assistant.answer_type import asks_what_is_said, lacks_what_is_asked
from assistant.names_asked import gives_the_name
from assistant.verbatim import says_it_all

if TYPE_CHECKING:
    from assistant.answerability import Leanings
    from assistant.models import Outcome
    from assistant.retrieval import Evidence
    from ingest.models import Passage

CALIBRATION = Path(__file__).parent / "data" / "silence.json"
FEATURES = (
    "left_open",
    "elsewhere",
    "open_words",
    "nearest_sentence",
    "unmentioned",
    "all_unmentioned",
    "is_told",
    "lacks_what_is_asked",
)
# The last three are not weighed.
WEIGHED = FEATURES[:-3]
_NEAREST = FEATURES.index("nearest_sentence")
_ELSEWHERE = FEATURES.index("elsewhere")
_ALL_UNMENTIONED = FEATURES.index("all_unmentioned")
_IS_TOLD = FEATURES.index("is_told")
_LACKS_WHAT_IS_ASKED = FEATURES.index("lacks_what_is_asked")
# Among so many nearest sentences a question's own words, and what it wants, are looked for.
_NEAREST_SENTENCES = 3
# Next to nothing is as far from a report that says anything to a question.
_NOTHING_BELOW = 0.18
_NO_FINDINGS = ("header", "about", "footnote")
# A subject that has no name in the report is absent unless a sentence is as near as this.
_ABSENT_BELOW = 0.4


@dataclass(frozen=True)
class Searched:
    """A question or a part of one, ``said`` in the asker's words, and what was found for it.

    ``unmentioned`` are its words for what no report asked mentions, and ``all_unmentioned`` says
    that it names nothing else; ``outside`` is a passage that is far nearer than any of the sections
    chosen.
    """

    said: str
    evidence: Evidence
    leanings: Leanings
    unmentioned: tuple[str, ...] = ()
    all_unmentioned: bool = False
    outside: Passage | None = None


class Calibration(BaseModel):
    """Fitted weights: the chance that the report is silent, and where to draw the lines."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    weights: dict[str, float]
    refuse_above: float
    off_topic_below: float
    elsewhere_above: float

    def is_off_topic(self, features: tuple[float, ...]) -> bool:
        """Hardly anything near was found, and the question is none that reports are about.

        Either alone happens to good questions in unusual words.
        """
        far = features[_NEAREST] < self.off_topic_below
        return far and features[_ELSEWHERE] > self.elsewhere_above

    def chance_of_silence(self, features: tuple[float, ...]) -> float:
        """Between 0 and 1, for features in the order of FEATURES."""
        if features[_IS_TOLD]:
            return 0.0
        if features[_LACKS_WHAT_IS_ASKED] or is_absent(features):
            return 1.0
        pairs = zip(WEIGHED, features[: len(WEIGHED)], strict=True)
        total = self.intercept + sum(self.weights[name] * value for name, value in pairs)
        return 1 / (1 + math.exp(-total))


def is_absent(features: tuple[float, ...]) -> bool:
    """Whether all that is asked about has no name in the report, and nothing is near to it."""
    return bool(features[_ALL_UNMENTIONED]) and features[_NEAREST] < _ABSENT_BELOW


def judge(searched: Searched) -> Outcome:
    """``answered``, ``not_in_report`` or ``off_topic``."""
    calibration = _calibration()
    features = features_of(searched)
    if calibration.is_off_topic(features):
        return "off_topic"
    if calibration.chance_of_silence(features) > calibration.refuse_above:
        return "not_in_report"
    nowhere = features[_NEAREST] < _NOTHING_BELOW and searched.outside is None
    return "off_topic" if nowhere else "answered"


def chance_of_silence(searched: Searched) -> float:
    """How likely the evidence leaves the question open, between 0 and 1."""
    return _calibration().chance_of_silence(features_of(searched))


def refusal_line() -> float:
    """The chance of silence above which a whole question is refused."""
    return _calibration().refuse_above


def features_of(searched: Searched) -> tuple[float, ...]:
    """Numbers in the order of FEATURES."""
    sentences, leanings = searched.evidence.sentences, searched.leanings
    nearest = sentences[0].similarity if sentences else -1.0
    said = [each.text for each in sentences[:_NEAREST_SENTENCES]]
    report = sentences[0].passage.report if sentences else ""
    best = {each.passage.id for each in searched.evidence.candidates[:1]}
    findings = [
        each.text
        for place, each in enumerate(sentences)
        if each.passage.part not in _NO_FINDINGS
        and (place < _NEAREST_SENTENCES or each.passage.id in best)
    ]
    lacking = lacks_what_is_asked(searched.said, findings, report)
    told = (
        says_it_all(searched.said, said)
        or gives_the_name(searched.said, findings, report)
        or (_is_told_of(searched) and nearest >= _ABSENT_BELOW and not lacking)
    )
    return (
        leanings.left_open,
        leanings.elsewhere,
        leanings.open_words,
        nearest,
        float(bool(searched.unmentioned)),
        float(searched.all_unmentioned),
        float(told),
        float(lacking),
    )


def _is_told_of(searched: Searched) -> bool:
    """Whether whatever is said is asked for, of what the report names."""
    return asks_what_is_said(searched.said) and not searched.unmentioned


@cache
def _calibration() -> Calibration:
    return Calibration.model_validate_json(CALIBRATION.read_text(encoding="utf-8"))
