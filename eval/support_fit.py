"""Fits the support check: ``python -m eval.support_fit FOLDER``, with the reports of others in it.

The weights are fitted to the tuning pairs and to the validation pairs about other authorities, on
which the entailment model was not taught, to what a language model wrote about these, and to
supported sentences of the former two beside a passage that is like their own. The line is drawn as
high as it can be where, on predictions for tuning pairs that the weights were not fitted on (10
folds, repeated), the share of supported sentences that pass is what is aimed at and a little more.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np
from scipy.optimize import minimize
from sklearn.model_selection import RepeatedStratifiedKFold

from assistant.build import load_entailment
from assistant.settings import load_settings
from assistant.support import (
    CALIBRATION,
    ENTAILED,
    FEATURES,
    Calibration,
    readings,
    refused,
    weighed,
)
from assistant.support_features import features_of
from assistant.support_table import row_that_says
from eval.support_cases import (
    AUTHORITY_PAIRS,
    MODEL_PAIRS,
    alike,
    load_authority_pairs,
    load_pairs,
    passage_of,
    passages_by_locator,
)
from eval.training_reports import read_training_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from assistant.support_features import Features
    from ingest.models import Passage
    from vectorstore.entailment import Entailment

    Matrix = NDArray[np.float64]

Kind = Literal["tuning", "elsewhere", "written", "misplaced"]

_HELD_OUT: dict[Kind, Path] = {"elsewhere": AUTHORITY_PAIRS, "written": MODEL_PAIRS}
# More of these speaks for support, more of any other against it: the data may not say otherwise.
_SPEAK_FOR = frozenset(("coverage", ENTAILED))
_RIDGE = 15.0
_FOLDS, _REPEATS, _SEED = 10, 20, 20251013
# .90 is aimed at; the rest is for chance.
_PASSED = 0.92
_DIGITS = 4


class Case(NamedTuple):
    """A sentence beside a passage; ``kind`` tells apart what is measured apart."""

    sentence: str
    passage: Passage
    supported: bool
    kind: Kind


class Rows(NamedTuple):
    """A case a row, FEATURES (n, len(FEATURES)).

    ``settled`` is its chance whatever these are, 0 or 1; not a number where they are weighed.
    """

    weighed: Matrix
    settled: NDArray[np.float64]
    supported: NDArray[np.bool_]
    kinds: NDArray[np.str_]


def rows_of(cases: Sequence[Case], entailment: Entailment) -> Rows:
    """The features of every case, in order."""
    found = [features_of(case.sentence, case.passage) for case in cases]
    logits = entailment.logits([pair for features in found for pair in readings(features)])
    of_each = np.reshape(logits, (len(found), -1)).tolist()
    known = [weighed(features, logits) for features, logits in zip(found, of_each, strict=True)]
    return Rows(
        np.asarray([[row[name] for name in FEATURES] for row in known]),
        np.asarray([_settled(case, features) for case, features in zip(cases, found, strict=True)]),
        np.asarray([case.supported for case in cases]),
        np.asarray([case.kind for case in cases]),
    )


def _settled(case: Case, features: Features) -> float:
    if row_that_says(case.sentence, case.passage):
        return 1.0
    return 0.0 if refused(case.sentence, case.passage, features) else math.nan


def fit(rows: Rows) -> Calibration:
    """Weights fitted to all cases that are weighed, and the line drawn across folds.

    What is aimed at is aimed at for sentences about this report: no others move the line.
    """
    chances = np.zeros(len(rows.supported))
    folds = RepeatedStratifiedKFold(n_splits=_FOLDS, n_repeats=_REPEATS, random_state=_SEED)
    strata = [f"{kind} {so}" for kind, so in zip(rows.kinds, rows.supported, strict=True)]
    for fitted_on, held_out in folds.split(rows.weighed, strata):
        weights = _weights(_part(rows, fitted_on))
        chances[held_out] += _chances(weights, rows.weighed[held_out]) / _REPEATS
    chances = np.where(np.isnan(rows.settled), chances, rows.settled)
    here = rows.kinds == "tuning"
    line = _line(chances[here], rows.supported[here])
    for kind in get_args(Kind):
        print(f"Across folds at {line:.2f}, {kind}: {_shares(chances, rows, kind, line)}")
    intercept, *slopes = (round(float(weight), _DIGITS) for weight in _weights(rows))
    named = dict(zip(FEATURES, slopes, strict=True))
    return Calibration(intercept=intercept, weights=named, supported_from=round(line, _DIGITS))


def _shares(chances: Matrix, rows: Rows, kind: Kind, line: float) -> str:
    of_kind = rows.kinds == kind
    caught = chances[of_kind & ~rows.supported] < line
    passed = chances[of_kind & rows.supported] >= line
    said = f"{np.mean(caught):.3f} of {len(caught)} caught"
    return f"{said}, {np.mean(passed):.3f} of {len(passed)} passed" if len(passed) else said


def _part(rows: Rows, places: NDArray[np.int_]) -> Rows:
    return Rows(
        rows.weighed[places], rows.settled[places], rows.supported[places], rows.kinds[places]
    )


def _weights(rows: Rows) -> Matrix:
    """Intercept, then a weight a feature: logistic regression with a ridge and given signs."""
    open_ = np.isnan(rows.settled)
    weighed, supported = rows.weighed[open_], rows.supported[open_]
    mean, spread = weighed.mean(axis=0), weighed.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(weighed)), (weighed - mean) / spread])
    signs = np.where(supported, 1.0, -1.0)

    def loss(weights: Matrix) -> float:
        margins = signs * (scaled @ weights)
        ridge = _RIDGE * float(weights[1:] @ weights[1:]) / 2
        return float(np.logaddexp(0.0, -margins).sum()) + ridge

    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    bounds += [(0.0, None) if name in _SPEAK_FOR else (None, 0.0) for name in FEATURES]
    found = minimize(loss, np.zeros(scaled.shape[1]), bounds=bounds, method="L-BFGS-B").x
    slopes = found[1:] / spread
    return np.concatenate([[found[0] - slopes @ mean], slopes])


def _chances(weights: Matrix, weighed: Matrix) -> Matrix:
    chances: Matrix = 1 / (1 + np.exp(-(weights[0] + weighed @ weights[1:])))
    return chances


def _line(chances: Matrix, supported: NDArray[np.bool_]) -> float:
    """The highest at which enough of what is supported passes.

    What is withheld wrongly costs a sentence, what is shown wrongly costs trust.
    """
    lines = np.arange(0.05, 0.95, 0.01)
    return float(max(line for line in lines if np.mean(chances[supported] >= line) >= _PASSED))


def misplaced(case: Case, others: Iterable[Passage]) -> Case:
    """The sentence beside a passage that is like its own."""
    return Case(case.sentence, alike(case.sentence, case.passage, others)[0], False, "misplaced")


def main() -> None:
    """Fit, and write the calibration."""
    here = passages_by_locator()
    reports = read_training_reports(Path(sys.argv[1]))
    tuning = [
        Case(pair.sentence, here[pair.locator], pair.supported, "tuning")
        for pair in load_pairs()
        if pair.split == "tuning"
    ]
    elsewhere, written = (
        [
            Case(pair.sentence, passage_of(pair, reports), pair.supported, kind)
            for pair in load_authority_pairs(path)
            if pair.use == "validation"
        ]
        for kind, path in _HELD_OUT.items()
    )
    beside_others = [
        *(misplaced(case, here.values()) for case in tuning if case.supported),
        *(
            misplaced(case, reports[case.passage.report].passages)
            for case in elsewhere
            if case.supported
        ),
    ]
    rows = rows_of(
        [*tuning, *elsewhere, *written, *beside_others], load_entailment(load_settings())
    )
    CALIBRATION.write_text(fit(rows).model_dump_json(indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
