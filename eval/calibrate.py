"""Fits when to refuse: ``python -m eval.calibrate`` writes assistant/data/silence.json.

Only the tuning split is read for fitting. The lines are drawn on predictions for questions that
the model was not fitted on (10 folds), and what they do to the test split is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from assistant.build import load_embedder
from assistant.followups import standalone
from assistant.models import Question
from assistant.retrieval import retrieve
from assistant.settings import load_settings
from assistant.silence import CALIBRATION, FEATURES, Calibration, features_of
from eval.cases import Case, load_cases
from vectorstore.index import open_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assistant.settings import Settings
    from vectorstore.embedding import Embedder
    from vectorstore.index import Index

QUESTIONS = Path(__file__).parent / "questions" / "sandwell-2025-10.jsonl"
# Look-ups, grades and improvements never come to this judgement: the structure answers them.
_JUDGED = {
    "fact",
    "multi",
    "compare",
    "summary",
    "followup",
    "false_premise",
    "unanswerable",
    "offtopic",
}
_MAX_FALSE_REFUSALS = 0.04
_MAX_FALSE_OFF_TOPIC = 0.01
_FOLDS = 10


@dataclass(frozen=True)
class Sample:
    """Features, (n_cases, n_features) float, and whether the report is silent, (n_cases,) bool."""

    features: NDArray[np.float64]
    silent: NDArray[np.bool_]


def main() -> None:
    """Fit on the tuning split, write the weights, print what they do to both splits."""
    settings = load_settings()
    embedder = load_embedder(settings)
    cases = [case for case in load_cases(QUESTIONS) if case.kind in _JUDGED]
    with open_index(settings.home, embedder) as index:
        tuning = _sample([c for c in cases if c.split == "tuning"], index, embedder, settings)
        test = _sample([c for c in cases if c.split == "test"], index, embedder, settings)
    calibration = fit(tuning)
    CALIBRATION.write_text(calibration.model_dump_json(indent=2) + "\n", encoding="utf-8")
    for name, sample in (("tuning", tuning), ("test", test)):
        print(f"{name}: {describe(calibration, sample)}")


def fit(sample: Sample) -> Calibration:
    """Weights by logistic regression, and the lines that keep false refusals rare."""
    model = LogisticRegression()
    chances = cross_val_predict(
        model, sample.features, sample.silent, cv=_FOLDS, method="predict_proba"
    )[:, 1]
    model.fit(sample.features, sample.silent)
    answerable = ~sample.silent
    return Calibration(
        intercept=round(float(model.intercept_[0]), 4),
        weights={
            name: round(float(weight), 4)
            for name, weight in zip(FEATURES, model.coef_[0], strict=True)
        },
        refuse_above=round(float(np.quantile(chances[answerable], 1 - _MAX_FALSE_REFUSALS)), 4),
        off_topic_below=round(
            float(np.quantile(sample.features[answerable, 0], _MAX_FALSE_OFF_TOPIC)), 4
        ),
    )


def describe(calibration: Calibration, sample: Sample) -> str:
    """Silence found and answers refused, as counts."""
    refused = np.array(
        [
            row[0] < calibration.off_topic_below
            or calibration.chance_of_silence(tuple(row)) > calibration.refuse_above
            for row in sample.features.tolist()
        ]
    )
    silent = sample.silent
    return (
        f"{int((refused & silent).sum())} of {int(silent.sum())} silent questions refused, "
        f"{int((refused & ~silent).sum())} of {int((~silent).sum())} answerable ones"
    )


def _sample(cases: Sequence[Case], index: Index, embedder: Embedder, settings: Settings) -> Sample:
    rows = []
    for case in cases:
        text = standalone(Question(case.question, case.history))
        evidence = retrieve(index, embedder.embed_query(text), text, [settings.default_report])
        rows.append(features_of(case.question, evidence))
    return Sample(np.array(rows), np.array([not case.answerable for case in cases]))


if __name__ == "__main__":
    main()
