"""Fits when to refuse: ``python -m eval.calibrate`` writes what ``assistant/data`` holds for it.

First the classifiers of questions, from the training questions; then what they weigh beside the
evidence, on the tuning split and on the questions about the authorities that were held out, whose
reports must be in the index (``sandwell index FOLDER``). The lines are drawn on predictions for
questions that the model was not fitted on (10 folds), without the pairs that were written to be
told apart with difficulty; what they do to each set, and to the test split, is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.answerability import leanings_of, load_answerability, save_answerability
from assistant.build import load_embedder
from assistant.intake import take_in
from assistant.mentions import all_unmentioned, unmentioned
from assistant.models import Question
from assistant.retrieval import retrieve
from assistant.settings import load_settings
from assistant.silence import (
    CALIBRATION,
    FEATURES,
    WEIGHED,
    Calibration,
    Searched,
    features_of,
)
from assistant.spelling import known_words
from assistant.telling_apart import told_apart
from assistant.understanding import understand
from eval.answerability_fit import fit_answerability, lesson_of
from eval.cases import Case, load_cases
from vectorstore.adaptation.questions import (
    CONTRAST,
    TrainingQuestion,
    held_out,
    load_questions,
    load_scope_questions,
)
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
# Of the questions judged, most of which are about other reports and harder than those of staff.
_MAX_FALSE_REFUSALS = 0.025
# Of the two signs of another subject, which must agree, each for itself.
_SHARE_OF_EITHER_SIGN = 0.02
_FOLDS = 10
_NEAREST = FEATURES.index("nearest_sentence")
_ELSEWHERE = FEATURES.index("elsewhere")


@dataclass(frozen=True)
class Sample:
    """Features, (n_cases, n_features) float, and whether the report is silent, (n_cases,) bool."""

    features: NDArray[np.float64]
    silent: NDArray[np.bool_]

    def __add__(self, other: Sample) -> Sample:
        """The cases of both."""
        return Sample(
            np.concatenate([self.features, other.features]),
            np.concatenate([self.silent, other.silent]),
        )


def main() -> None:
    """Fit the classifiers, then the refusal; print what it does to each set of questions."""
    settings = load_settings()
    embedder = load_embedder(settings)
    cases = [case for case in load_cases(QUESTIONS) if _is_judged(case)]
    with open_index(settings.home, embedder) as index:
        contrast = load_questions(CONTRAST)
        training, apart = _parted((*load_questions(), *contrast), index)
        lesson = lesson_of(training, load_scope_questions(), embedder)
        save_answerability(fit_answerability(lesson), embedder.query_digest)
        load_answerability.cache_clear()
        search = _Search(index, embedder)
        samples = {
            "tuning": search.cases([c for c in cases if c.split == "tuning"], settings),
            "held out": search.questions([q for q in apart if q not in contrast]),
            "pairs held out": search.questions([q for q in apart if q in contrast]),
            "test": search.cases([c for c in cases if c.split == "test"], settings),
        }
    calibration = fit(samples["tuning"] + samples["held out"], samples["pairs held out"])
    CALIBRATION.write_text(calibration.model_dump_json(indent=2) + "\n", encoding="utf-8")
    for name, sample in samples.items():
        print(f"{name}: {describe(calibration, sample)}")


def _is_judged(case: Case) -> bool:
    """The structure answers what only the header or the grades do, before this judgement."""
    gold = {*case.gold_paragraphs, *case.gold_parts}
    return case.kind in _JUDGED and not (gold and gold <= {"header", "judgements"})


def fit(sample: Sample, harder: Sample) -> Calibration:
    """Weights by logistic regression of both; the lines that keep false refusals rare in one.

    Drawing the lines on ``harder``, too, would leave most silent questions of either answered.
    Subjects that are absent (``assistant.silence``) are refused besides.
    """
    model = LogisticRegression()
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    both = sample + harder
    weighed = both.features[:, : len(WEIGHED)]
    chances = cross_val_predict(model, weighed, both.silent, cv=folds, method="predict_proba")[
        : len(sample.silent), 1
    ]
    model.fit(weighed, both.silent)
    answerable = ~sample.silent
    return Calibration(
        intercept=round(float(model.intercept_[0]), 4),
        weights={
            name: round(float(weight), 4)
            for name, weight in zip(WEIGHED, model.coef_[0], strict=True)
        },
        refuse_above=round(float(np.quantile(chances[answerable], 1 - _MAX_FALSE_REFUSALS)), 4),
        off_topic_below=round(
            float(np.quantile(sample.features[answerable, _NEAREST], _SHARE_OF_EITHER_SIGN)), 4
        ),
        elsewhere_above=round(
            float(np.quantile(sample.features[answerable, _ELSEWHERE], 1 - _SHARE_OF_EITHER_SIGN)),
            4,
        ),
    )


def describe(calibration: Calibration, sample: Sample) -> str:
    """Silence found and answers refused, as counts."""
    refused = np.array(
        [
            calibration.is_off_topic(tuple(row))
            or calibration.chance_of_silence(tuple(row)) > calibration.refuse_above
            for row in sample.features.tolist()
        ]
    )
    silent = sample.silent
    return (
        f"{int((refused & silent).sum())} of {int(silent.sum())} silent questions refused, "
        f"{int((refused & ~silent).sum())} of {int((~silent).sum())} answerable ones"
    )


def _parted(
    questions: Sequence[TrainingQuestion], index: Index
) -> tuple[list[TrainingQuestion], list[TrainingQuestion]]:
    """Those to train on, and those about authorities held out; raises where a report is missing."""
    authorities = {d.report: d.authority for d in index.catalogue.reports()}
    if missing := sorted({question.report for question in questions} - authorities.keys()):
        raise SystemExit(
            f"{len(missing)} reports are not in the index, such as {missing[0]}. "
            "Run: sandwell index FOLDER, with the reports that the training questions are about"
        )
    apart = held_out(authorities[question.report] for question in questions)
    training = [q for q in questions if authorities[q.report] not in apart]
    return training, [q for q in questions if authorities[q.report] in apart]


@dataclass(frozen=True)
class _Search:
    index: Index
    embedder: Embedder

    def cases(self, cases: Sequence[Case], settings: Settings) -> Sample:
        rows = [
            self._features(Question(case.question, case.history), settings.default_report)
            for case in cases
        ]
        return Sample(np.array(rows), np.array([not case.answerable for case in cases]))

    def questions(self, questions: Sequence[TrainingQuestion]) -> Sample:
        rows = [self._features(Question(q.question), q.report) for q in questions]
        return Sample(np.array(rows), np.array([question.near_miss for question in questions]))

    def _features(self, question: Question, report: str) -> tuple[float, ...]:
        asked = take_in(question, known_words(self.index.catalogue, [report])).question
        understood = understand(asked, self.index.catalogue, [report])
        vector = self.embedder.embed_query(understood.search)
        (evidence,) = retrieve(self.index, [vector], [understood.search], [report])
        said = understood.standalone
        (leanings,) = leanings_of([said], [vector], self.embedder)
        place = (said, self.index.catalogue, [report])
        return features_of(
            Searched(
                said,
                told_apart(evidence, said, leanings),
                leanings,
                unmentioned(*place),
                all_unmentioned(*place),
            )
        )


if __name__ == "__main__":
    main()
