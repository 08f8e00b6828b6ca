"""The check: whether a passage supports a sentence, and with which of its own.

A sentence that disagrees with the passage in a number, a name or a grade is not, nor is one that in
the passage's own words says the contrary, that states nothing, or has none of its words. One that
repeats rows of the table of judgements is. Of the others a small logistic model says, from what an
entailment model makes of the sentence beside the nearest place and beside all of the passage, from
how much of the content is there, and from whether subjects, amounts, denials and judgements agree.
Its weights are fitted by ``eval.support_fit`` and kept in ``data/support.json``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from assistant.support_features import SOFT, features_of
from assistant.support_statement import is_statement
from assistant.support_table import row_that_says

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.support_features import Features
    from ingest.models import Passage, Sentence
    from vectorstore.entailment import Entailment

CALIBRATION = Path(__file__).parent / "data" / "support.json"
# Disagreements that the logistic model weighs; any other settles it, and a denial in the passage's
# own words. In other words what seems a contradiction is as often no more than put otherwise.
WEIGHED = ("subjects", "amounts", "denial", "judgement")
_IN_ITS_WORDS = 0.92
_NONE_OF_ITS_WORDS = 0.1
ENTAILED = "entailed"
# Of the model, in the order of the fitted weights.
FEATURES = (*SOFT, *WEIGHED, ENTAILED)
_WORDING = "wording"


class Calibration(BaseModel):
    """Fitted weights, and the chance from which a sentence counts as supported."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    weights: dict[str, float]
    supported_from: float

    def chance(self, known: Mapping[str, float]) -> float:
        """The chance of support, between 0 and 1, from ``known`` by the names of FEATURES."""
        total = self.intercept + sum(self.weights[name] * known[name] for name in FEATURES)
        return 1 / (1 + math.exp(-total))


@dataclass(frozen=True)
class Support:
    """How far a passage bears a sentence out; ``place`` is where it says most nearly the same.

    ``against`` names what disagrees ("numbers", "names", "grades", "exchange", "subjects",
    "amounts", "denial", "judgement"), or "wording" where nothing does by name; empty where
    supported.
    """

    place: Sentence
    chance: float
    against: tuple[str, ...]

    @property
    def supported(self) -> bool:
        """Whether the sentence may be shown with this passage behind it."""
        return not self.against


def support_of(claim: str, passage: Passage, entailment: Entailment, odds: float = 1.0) -> Support:
    """Whether one passage alone supports ``claim``.

    ``odds`` is how much likelier the writer's sentences are to be supported than those the weights
    were fitted to: 1 for as likely.
    """
    row = row_that_says(claim, passage)
    if row:
        return Support(row, 1.0, ())
    features = features_of(claim, passage)
    place = features.place
    if refused(claim, passage, features):
        return Support(place, 0.0, tuple(sorted(features.disagreements)) or (_WORDING,))
    calibration = _calibration()
    chance = calibration.chance(weighed(features, entailment.logits(readings(features))))
    chance = chance * odds / (chance * odds + 1 - chance)
    if chance >= calibration.supported_from:
        return Support(place, chance, ())
    return Support(place, chance, tuple(sorted(features.disagreements)) or (_WORDING,))


def refused(claim: str, passage: Passage, features: Features) -> bool:
    """Whether what is claimed, or how it disagrees, leaves nothing to weigh."""
    coverage = features.soft["coverage"]
    return (
        not is_statement(claim, passage)
        or coverage < _NONE_OF_ITS_WORDS
        or any(
            name not in WEIGHED or (coverage >= _IN_ITS_WORDS and name == "denial")
            for name in features.disagreements
        )
    )


def readings(features: Features) -> tuple[tuple[str, str], ...]:
    """What the entailment model reads: the sentence beside the place and beside the passage.

    A place may leave out what another sentence says, a whole paragraph hide what one denies.
    """
    return ((features.premise, features.claim), (features.whole, features.claim))


def weighed(features: Features, logits: Sequence[float]) -> dict[str, float]:
    """What the logistic model weighs, by the names of FEATURES, from the logits of ``readings``."""
    flags = {name: float(name in features.disagreements) for name in WEIGHED}
    return {**features.soft, **flags, ENTAILED: fmean(logits)}


def best_support(
    claim: str, passages: Sequence[Passage], entailment: Entailment, odds: float = 1.0
) -> tuple[tuple[Passage, Support], ...]:
    """Those of ``passages`` that support ``claim``, in order; else the one that comes nearest.

    ``odds`` as in ``support_of``.
    """
    found = [(passage, support_of(claim, passage, entailment, odds)) for passage in passages]
    supporting = tuple(pair for pair in found if pair[1].supported)
    return supporting or (max(found, key=lambda pair: pair[1].chance),) if found else ()


@cache
def _calibration() -> Calibration:
    return Calibration.model_validate_json(CALIBRATION.read_text(encoding="utf-8"))
