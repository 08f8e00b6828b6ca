"""Whether inspection reports answer such a question at all, by the question alone.

Two small classifiers of a question's vector, trained on questions about other authorities' reports
(``eval.calibrate``). One tells what reports answer from what they leave open on the same subjects:
how many, at what cost, which school, another council. The other knows what no report is about:
other subjects, advice, commands. Neither knows the report at hand; whether anything near was found
is weighed beside them (``assistant.silence``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vectorstore.adapter import find_adapter, write_with_card

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectorstore.embedding import Embedder

    Vectors = NDArray[np.float32]

FOLDER = Path(__file__).parent / "data"
NAME = "answerability"
# Of a vector's components, which are at most 1, in the file.
_STEPS = 127


class Leanings(NamedTuple):
    """Above 0 for what reports leave open, and for what they are not about; else below."""

    left_open: float
    elsewhere: float


NO_LEANING = Leanings(0.0, 0.0)


@dataclass(frozen=True)
class Answerability:
    """A support vector machine with a Gaussian kernel, and a linear classifier.

    ``support`` is (n, dimension), ``weights`` (n,), ``direction`` (dimension,).
    """

    support: Vectors
    weights: Vectors
    gamma: float
    intercept: float
    direction: Vectors
    offset: float

    def leanings(self, vector: list[float]) -> Leanings:
        """For the vector of a question, of unit length."""
        question = np.asarray(vector, dtype=np.float32)
        distances = ((self.support - question) ** 2).sum(axis=1)
        return Leanings(
            float(np.exp(-self.gamma * distances) @ self.weights + self.intercept),
            float(self.direction @ question + self.offset),
        )


def leanings_of(vector: list[float], embedder: Embedder) -> Leanings:
    """The leanings of a question that ``embedder`` embedded.

    NO_LEANING where the model has no adapter: the classifiers read the vectors of the adapted one
    alone. Raises WeightsError where their file is damaged or belongs to another adapter.
    """
    if embedder.query_digest == embedder.digest:
        return NO_LEANING
    return load_answerability(embedder.query_digest).leanings(vector)


@cache
def load_answerability(encoder: str, folder: Path = FOLDER) -> Answerability:
    """The classifiers for questions that the adapter with digest ``encoder`` embedded."""
    # There wherever a model is; a look-up without one needs none of this.
    from safetensors.numpy import load_file

    tensors = load_file(find_adapter(encoder, folder, NAME).path)
    gamma, intercept, offset = tensors["numbers"].tolist()
    return Answerability(
        support=tensors["support"].astype(np.float32) * tensors["scales"][:, None],
        weights=tensors["weights"],
        gamma=gamma,
        intercept=intercept,
        direction=tensors["direction"],
        offset=offset,
    )


def save_answerability(found: Answerability, encoder: str, folder: Path = FOLDER) -> None:
    """Write the classifiers, support vectors in eight bits a number, and their card."""
    from safetensors.numpy import save

    scales = np.abs(found.support).max(axis=1) / _STEPS
    tensors = {
        "support": np.rint(found.support / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float32),
        "weights": found.weights.astype(np.float32),
        "direction": found.direction.astype(np.float32),
        "numbers": np.array([found.gamma, found.intercept, found.offset]),
    }
    write_with_card(save(tensors), folder, NAME, encoder)
