"""Fits the support check to its tuning pairs: ``python -m eval.support_fit``.

The line is drawn where, on predictions for pairs that the weights were not fitted on (10 folds,
repeated), the shares of unsupported sentences caught and of supported ones passed are both nearest
to what is aimed at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.model_selection import RepeatedStratifiedKFold

from assistant.build import load_embedder
from assistant.settings import load_settings
from assistant.support import CALIBRATION, Calibration, similarity_of
from assistant.support_features import SOFT, features_of
from eval.support_cases import load_pairs, passages_by_locator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from eval.support_cases import Pair
    from ingest.models import Passage
    from vectorstore.embedding import Embedder

    Matrix = NDArray[np.float64]

# More of these speaks for support, more of any other against it: the data may not say otherwise.
_SPEAK_FOR = frozenset(("similarity", "coverage", "weakest_clause"))
_RIDGE = 15.0
_FOLDS, _REPEATS, _SEED = 10, 5, 20251013
CAUGHT, PASSED = 0.95, 0.90
_DIGITS = 4


class Rows(NamedTuple):
    """A pair a row: soft features (n, len(SOFT)), whether it disagrees, whether it is supported."""

    soft: Matrix
    disagrees: NDArray[np.bool_]
    supported: NDArray[np.bool_]


def rows_of(pairs: Sequence[Pair], passages: Mapping[str, Passage], embedder: Embedder) -> Rows:
    """The features of every pair, in order."""
    soft, disagrees = [], []
    for pair in pairs:
        passage = passages[pair.locator]
        found = features_of(pair.sentence, passage)
        text = passage.text[found.place.start : found.place.end]
        known = {**found.soft, "similarity": similarity_of(pair.sentence, text, embedder)}
        soft.append([known[name] for name in SOFT])
        disagrees.append(bool(found.disagreements))
    supported = [pair.supported for pair in pairs]
    return Rows(np.asarray(soft), np.asarray(disagrees), np.asarray(supported))


def fit(rows: Rows) -> Calibration:
    """Weights fitted to all pairs that disagree in nothing, and the line drawn across folds."""
    chances = np.zeros(len(rows.supported))
    folds = RepeatedStratifiedKFold(n_splits=_FOLDS, n_repeats=_REPEATS, random_state=_SEED)
    for fitted_on, held_out in folds.split(rows.soft, rows.supported):
        weights = _weights(_part(rows, fitted_on))
        chances[held_out] += _chances(weights, rows.soft[held_out]) / _REPEATS
    chances[rows.disagrees] = 0.0
    line = _line(chances, rows.supported)
    caught = float(np.mean(chances[~rows.supported] < line))
    passed = float(np.mean(chances[rows.supported] >= line))
    print(f"Across folds at {line:.2f}: {caught:.3f} caught, {passed:.3f} passed")
    intercept, *slopes = (round(float(weight), _DIGITS) for weight in _weights(rows))
    named = dict(zip(SOFT, slopes, strict=True))
    return Calibration(intercept=intercept, weights=named, supported_from=round(line, _DIGITS))


def _part(rows: Rows, places: NDArray[np.int_]) -> Rows:
    return Rows(rows.soft[places], rows.disagrees[places], rows.supported[places])


def _weights(rows: Rows) -> Matrix:
    """Intercept, then a weight a feature: logistic regression with a ridge and given signs."""
    soft, supported = rows.soft[~rows.disagrees], rows.supported[~rows.disagrees]
    mean, spread = soft.mean(axis=0), soft.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(soft)), (soft - mean) / spread])
    signs = np.where(supported, 1.0, -1.0)

    def loss(weights: Matrix) -> float:
        margins = signs * (scaled @ weights)
        ridge = _RIDGE * float(weights[1:] @ weights[1:]) / 2
        return float(np.logaddexp(0.0, -margins).sum()) + ridge

    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    bounds += [(0.0, None) if name in _SPEAK_FOR else (None, 0.0) for name in SOFT]
    found = minimize(loss, np.zeros(scaled.shape[1]), bounds=bounds, method="L-BFGS-B").x
    slopes = found[1:] / spread
    return np.concatenate([[found[0] - slopes @ mean], slopes])


def _chances(weights: Matrix, soft: Matrix) -> Matrix:
    chances: Matrix = 1 / (1 + np.exp(-(weights[0] + soft @ weights[1:])))
    return chances


def _line(chances: Matrix, supported: NDArray[np.bool_]) -> float:
    def worst(line: float) -> float:
        caught = float(np.mean(chances[~supported] < line))
        return min(caught - CAUGHT, float(np.mean(chances[supported] >= line)) - PASSED)

    return float(max(np.arange(0.3, 0.95, 0.01), key=worst))


if __name__ == "__main__":
    tuning = [pair for pair in load_pairs() if pair.split == "tuning"]
    calibration = fit(rows_of(tuning, passages_by_locator(), load_embedder(load_settings())))
    CALIBRATION.write_text(calibration.model_dump_json(indent=2) + "\n", encoding="utf-8")
