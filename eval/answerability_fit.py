"""Questions with and without an answer → the classifiers of ``assistant.answerability``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from assistant.answerability import Answerability

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from vectorstore.adaptation.questions import ScopeQuestion, TrainingQuestion
    from vectorstore.embedding import Embedder

    Vectors = NDArray[np.float32]

# Strength of the kernel machine and of the linear classifier: chosen on the tuning split.
_SVM_C = 1.0
_LINEAR_C = 10.0
_LEFT_OPEN = ("open", "instead")
_ELSEWHERE = ("offtopic", "guidance", "command")
_INTENTS = ("grade", "improve", "overview")


@dataclass(frozen=True)
class Lesson:
    """Vectors of questions, (n, dimension), and the group of each, as in ``ScopeQuestion``."""

    vectors: Vectors
    groups: NDArray[np.str_]


def lesson_of(
    questions: Sequence[TrainingQuestion], others: Sequence[ScopeQuestion], embedder: Embedder
) -> Lesson:
    """The two sets of training questions as one."""
    texts = [question.question for question in questions]
    texts += [question.question for question in others]
    groups = [
        *("open" if q.near_miss else "answered" for q in questions),
        *(q.group for q in others),
    ]
    return Lesson(
        np.array([embedder.embed_query(text) for text in texts], dtype=np.float32),
        np.array(groups),
    )


def fit_answerability(lesson: Lesson) -> Answerability:
    """All classifiers. What is elsewhere teaches nothing about what is left open on the subject."""
    elsewhere = np.isin(lesson.groups, _ELSEWHERE)
    vectors = lesson.vectors[~elsewhere]
    # scikit-learn's "scale", which is not kept where it can be read.
    gamma = 1 / (vectors.shape[1] * vectors.var())
    machine = SVC(C=_SVM_C, gamma=gamma, class_weight="balanced")
    machine.fit(vectors, np.isin(lesson.groups[~elsewhere], _LEFT_OPEN))
    balanced = _linear("balanced").fit(lesson.vectors, elsewhere)
    # As rare as they are: what is wrongly taken for one of these gets a wrong answer.
    intents = [_linear(None).fit(lesson.vectors, lesson.groups == name) for name in _INTENTS]
    linear = (balanced, *intents)
    return Answerability(
        support=machine.support_vectors_.astype(np.float32),
        weights=machine.dual_coef_[0].astype(np.float32),
        gamma=float(gamma),
        intercept=float(machine.intercept_[0]),
        directions=np.array([found.coef_[0] for found in linear], dtype=np.float32),
        offsets=np.array([found.intercept_[0] for found in linear], dtype=np.float32),
    )


def _linear(class_weight: str | None) -> LogisticRegression:
    return LogisticRegression(C=_LINEAR_C, max_iter=3000, class_weight=class_weight)
