"""What kind of question it is, by the question alone.

Small classifiers of a question's vector and of its words, trained on questions about other
authorities' reports (``eval.calibrate``). Two tell what reports answer from what they leave open on
the same subjects: how many, at what cost, which school, another council. Others know what no report
is about (other subjects, advice, commands), what the table of grades answers, what the list of
improvements does, and what asks for the whole picture. None knows the report at hand; whether
anything near was found is weighed beside them (``assistant.silence``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from assistant.phrases import Phrases
from vectorstore.adapter import find_adapter, write_with_card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from vectorstore.embedding import Embedder

    Vectors = NDArray[np.float32]

FOLDER = Path(__file__).parent / "data"
NAME = "answerability"
# Of a vector's components, which are at most 1, in the file.
_STEPS = 127


class Leanings(NamedTuple):
    """Each above 0 for what it names; else below.

    What reports leave open, by the vector and by the words; what they are not about, what their
    grades answer, what their list of improvements does, what takes an overview to answer.
    """

    left_open: float
    elsewhere: float
    open_words: float = 0.0
    grade: float = -1.0
    improve: float = -1.0
    overview: float = -1.0


NO_LEANING = Leanings(0.0, 0.0)


@dataclass(frozen=True)
class Answerability:
    """A support vector machine with a Gaussian kernel, and linear classifiers.

    ``support`` is (n, dimension), ``weights`` (n,), ``directions`` (4, dimension) and ``offsets``
    (4,) for what is elsewhere, graded, to improve, and an overview; ``phrases`` has two models:
    of what is left open, and of overviews, which is added to their direction.
    """

    support: Vectors
    weights: Vectors
    gamma: float
    intercept: float
    directions: Vectors
    offsets: Vectors
    phrases: Phrases
    phrase_offset: float

    @cached_property
    def _lengths(self) -> Vectors:
        return (self.support**2).sum(axis=1)  # type: ignore[no-any-return]

    def leanings(self, texts: Sequence[str], vectors: Sequence[list[float]]) -> list[Leanings]:
        """For each question and its vector, of unit length, in order."""
        questions = np.asarray(vectors, dtype=np.float32).T
        # Both are of length 1, but for the rounding of those in the file.
        distances = (self._lengths + 1)[:, None] - 2 * (self.support @ questions)
        left_open = self.weights @ np.exp(-self.gamma * distances) + self.intercept
        directed = self.directions @ questions + self.offsets[:, None]
        said = zip(texts, left_open.tolist(), directed.T.tolist(), strict=True)
        return [self._leanings(*each) for each in said]

    def _leanings(self, text: str, left_open: float, directed: list[float]) -> Leanings:
        elsewhere, grade, improve, overview = directed
        open_words, overview_words = self.phrases.scores(text)
        return Leanings(
            left_open=left_open,
            elsewhere=elsewhere,
            open_words=float(open_words) + self.phrase_offset,
            grade=grade,
            improve=improve,
            overview=overview + float(overview_words),
        )


def leanings_of(
    texts: Sequence[str], vectors: Sequence[list[float]], embedder: Embedder
) -> list[Leanings]:
    """The leanings of questions and of their vectors, which ``embedder`` made; [] for none.

    All at once, since it is the classifiers that take the time to read. NO_LEANING where the
    model has no adapter: they read the vectors of the adapted one alone. Raises WeightsError where
    their file is damaged or belongs to another adapter.
    """
    if embedder.query_digest == embedder.digest or not texts:
        return [NO_LEANING] * len(texts)
    return load_answerability(embedder.query_digest).leanings(texts, vectors)


@cache
def load_answerability(encoder: str, folder: Path = FOLDER) -> Answerability:
    """The classifiers for questions that the adapter with digest ``encoder`` embedded."""
    # There wherever a model is; a look-up without one needs none of this.
    from safetensors.numpy import load_file

    tensors = load_file(find_adapter(encoder, folder, NAME).path)
    gamma, intercept, phrase_offset = tensors["numbers"].tolist()
    terms = tensors["terms"].tobytes().decode().split("\n")
    return Answerability(
        support=tensors["support"].astype(np.float32) * tensors["scales"][:, None],
        weights=tensors["weights"],
        gamma=gamma,
        intercept=intercept,
        directions=tensors["directions"],
        offsets=tensors["offsets"],
        phrases=Phrases(
            {term: place for place, term in enumerate(terms)},
            tensors["rarity"].astype(np.float32),
            tensors["phrase_weights"].astype(np.float32),
        ),
        phrase_offset=phrase_offset,
    )


def save_answerability(found: Answerability, encoder: str, folder: Path = FOLDER) -> None:
    """Write the classifiers and their card; support vectors in eight bits a number.

    The terms of ``found.phrases`` are in the order of their places.
    """
    from safetensors.numpy import save

    scales = np.abs(found.support).max(axis=1) / _STEPS
    tensors = {
        "support": np.rint(found.support / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float32),
        "weights": found.weights.astype(np.float32),
        "directions": found.directions.astype(np.float32),
        "offsets": found.offsets.astype(np.float32),
        "terms": np.frombuffer("\n".join(found.phrases.terms).encode(), dtype=np.uint8),
        "rarity": found.phrases.rarity.astype(np.float16),
        "phrase_weights": found.phrases.weights.astype(np.float16),
        "numbers": np.array([found.gamma, found.intercept, found.phrase_offset]),
    }
    write_with_card(save(tensors), folder, NAME, encoder)
