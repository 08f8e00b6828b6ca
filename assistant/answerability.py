"""What kind of question it is, by the question alone.

Small classifiers of a question's vector, trained on questions about other authorities' reports
(``eval.calibrate``). The first tells what reports answer from what they leave open on the same
subjects: how many, at what cost, which school, another council. Others know what no report is
about (other subjects, advice, commands), what the table of grades answers, what the list of
improvements does, and what asks for the whole picture. None knows the report at hand; whether anything near was found is weighed beside
them (``assistant.silence``).
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
    """Each above 0 for what it names; else below.

    What reports leave open, what they are not about, what their grades answer, what their list of
    improvements does, what takes an overview to answer.
    """

    left_open: float
    elsewhere: float
    grade: float = -1.0
    improve: float = -1.0
    overview: float = -1.0


NO_LEANING = Leanings(0.0, 0.0)


@dataclass(frozen=True)
class Answerability:
    """A support vector machine with a Gaussian kernel, and four linear classifiers.

    ``support`` is (n, dimension), ``weights`` (n,), ``directions`` (4, dimension) and ``offsets``
    (4,), in the order of Leanings.
    """

    support: Vectors
    weights: Vectors
    gamma: float
    intercept: float
    directions: Vectors
    offsets: Vectors

    def leanings(self, vector: list[float]) -> Leanings:
        """For the vector of a question, of unit length."""
        question = np.asarray(vector, dtype=np.float32)
        distances = ((self.support - question) ** 2).sum(axis=1)
        return Leanings(
            float(np.exp(-self.gamma * distances) @ self.weights + self.intercept),
            *(self.directions @ question + self.offsets).tolist(),
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
    gamma, intercept = tensors["numbers"].tolist()
    return Answerability(
        support=tensors["support"].astype(np.float32) * tensors["scales"][:, None],
        weights=tensors["weights"],
        gamma=gamma,
        intercept=intercept,
        directions=tensors["directions"],
        offsets=tensors["offsets"],
    )


def save_answerability(found: Answerability, encoder: str, folder: Path = FOLDER) -> None:
    """Write the classifiers, support vectors in eight bits a number, and their card."""
    from safetensors.numpy import save

    scales = np.abs(found.support).max(axis=1) / _STEPS
    tensors = {
        "support": np.rint(found.support / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float32),
        "weights": found.weights.astype(np.float32),
        "directions": found.directions.astype(np.float32),
        "offsets": found.offsets.astype(np.float32),
        "numbers": np.array([found.gamma, found.intercept]),
    }
    write_with_card(save(tensors), folder, NAME, encoder)
