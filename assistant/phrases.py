"""What the words of a question give away: linear models of its words and pairs of words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

# Marks count as words: "PEPs, health, housing?" asks for several things.
TOKEN = re.compile(r"[a-z0-9'&£%]+|[,?/+:;]")


@dataclass(frozen=True)
class Phrases:
    """``rarity`` is the inverse document frequency of each of the n ``terms``, (n,).

    ``weights`` is (n_models, n). A term counts by the logarithm of how often it comes, times its
    rarity; a question's numbers are scaled to length 1 (scikit-learn's ``TfidfVectorizer`` with
    ``sublinear_tf``).
    """

    terms: Mapping[str, int]
    rarity: Numbers
    weights: Numbers

    def scores(self, text: str) -> Numbers:
        """One number for each model, (n_models,); zeros where no term is known."""
        counts = Counter(self.terms[term] for term in terms_of(text) if term in self.terms)
        if not counts:
            return np.zeros(len(self.weights), dtype=np.float32)
        places = np.fromiter(counts, dtype=np.intp)
        often = np.fromiter(counts.values(), dtype=np.float32)
        numbers = (1 + np.log(often)) * self.rarity[places]
        return self.weights[:, places] @ (numbers / np.linalg.norm(numbers))


def terms_of(text: str) -> Iterator[str]:
    """Its words, then its pairs of neighbouring words, in lower case."""
    words = TOKEN.findall(text.lower())
    yield from words
    yield from map(" ".join, pairwise(words))
