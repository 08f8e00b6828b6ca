"""The check: whether a passage supports a sentence, and with which of its own.

A sentence that disagrees with the passage in a number, a name, a grade, a subject, an amount or a
denial is not. Of the others a small logistic model says, from how much of the content is there.
Its weights are fitted by ``eval.support_fit`` on the tuning pairs and kept in
``data/support.json``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.support_features import SOFT, features_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.models import Passage, Sentence
    from vectorstore.embedding import Embedder

CALIBRATION = Path(__file__).parent / "data" / "support.json"
_WORDING = "wording"


class Calibration(BaseModel):
    """Fitted weights, and the chance from which a sentence counts as supported."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    weights: dict[str, float]
    supported_from: float

    def chance(self, soft: Mapping[str, float]) -> float:
        """The chance of support, between 0 and 1, of a sentence that disagrees in nothing."""
        total = self.intercept + sum(self.weights[name] * soft[name] for name in SOFT)
        return 1 / (1 + math.exp(-total))


@dataclass(frozen=True)
class Support:
    """How far a passage bears a sentence out; ``place`` is where it says most nearly the same.

    ``against`` names what disagrees ("numbers", "names", "grades", "subjects", "amounts", "denial",
    "judgement"), or "wording" where too little of the content is there; empty where supported.
    """

    place: Sentence
    chance: float
    against: tuple[str, ...]

    @property
    def supported(self) -> bool:
        """Whether the sentence may be shown with this passage behind it."""
        return not self.against


def support_of(claim: str, passage: Passage, embedder: Embedder) -> Support:
    """Whether one passage alone supports ``claim``."""
    features = features_of(claim, passage)
    place = features.place
    similarity = similarity_of(claim, passage.text[place.start : place.end], embedder)
    calibration = _calibration()
    chance = calibration.chance({**features.soft, "similarity": similarity})
    against = features.disagreements
    if not against and chance < calibration.supported_from:
        against = (_WORDING,)
    return Support(place, 0.0 if features.disagreements else chance, against)


def similarity_of(claim: str, text: str, embedder: Embedder) -> float:
    """The cosine of the two texts' vectors."""
    one, other = embedder.embed_documents([claim, text])
    return float(np.dot(one, other))


def best_support(
    claim: str, passages: Sequence[Passage], embedder: Embedder
) -> tuple[tuple[Passage, Support], ...]:
    """Those of ``passages`` that support ``claim``, in order; else the one that comes nearest."""
    found = [(passage, support_of(claim, passage, embedder)) for passage in passages]
    supporting = tuple(pair for pair in found if pair[1].supported)
    return supporting or (max(found, key=lambda pair: pair[1].chance),) if found else ()


@cache
def _calibration() -> Calibration:
    return Calibration.model_validate_json(CALIBRATION.read_text(encoding="utf-8"))
