"""Questions with and without an answer → the classifiers of ``assistant.answerability``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from assistant.answerability import Answerability
from assistant.phrases import TOKEN, Phrases

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
_INTENTS = ("grade", "improve")
_OVERVIEW = "overview"
# Strength of the linear classifier of words, and how often a word or a pair must come.
_WORDS_C = 5.0
_FEWEST_TIMES = 4


@dataclass(frozen=True)
class Lesson:
    """Questions, their vectors, (n, dimension), and the group of each, as in ``ScopeQuestion``."""

    texts: Sequence[str]
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
        texts,
        np.array([embedder.embed_query(text) for text in texts], dtype=np.float32),
        np.array(groups),
    )


def fit_answerability(lesson: Lesson) -> Answerability:
    """All classifiers. What is elsewhere teaches nothing about what is left open on the subject."""
    elsewhere = np.isin(lesson.groups, _ELSEWHERE)
    left_open = np.isin(lesson.groups, _LEFT_OPEN)
    vectors = lesson.vectors[~elsewhere]
    # scikit-learn's "scale", which is not kept where it can be read.
    gamma = 1 / (vectors.shape[1] * vectors.var())
    machine = SVC(C=_SVM_C, gamma=gamma, class_weight="balanced")
    machine.fit(vectors, left_open[~elsewhere])
    balanced = _linear("balanced").fit(lesson.vectors, elsewhere)
    # As rare as they are: what is wrongly taken for one of these gets a wrong answer. Who wants the
    # whole picture may want the list of improvements as well, which teaches neither.
    narrow = lesson.groups != _OVERVIEW
    intents = [
        _linear(None).fit(lesson.vectors[narrow], lesson.groups[narrow] == name)
        for name in _INTENTS
    ]

    vectorizer = TfidfVectorizer(
        token_pattern=TOKEN.pattern, ngram_range=(1, 2), min_df=_FEWEST_TIMES, sublinear_tf=True
    )
    words = vectorizer.fit_transform(lesson.texts)
    open_words = LogisticRegression(C=_WORDS_C, max_iter=3000, class_weight="balanced")
    open_words.fit(words[~elsewhere], left_open[~elsewhere])
    overview = _linear(None).fit(
        hstack([lesson.vectors, words]).tocsr(), lesson.groups == _OVERVIEW
    )
    dimension = lesson.vectors.shape[1]
    linear = [(found.coef_[0], found.intercept_[0]) for found in (balanced, *intents)]
    linear.append((overview.coef_[0, :dimension], overview.intercept_[0]))
    weights = np.array([open_words.coef_[0], overview.coef_[0, dimension:]], dtype=np.float32)
    return Answerability(
        support=machine.support_vectors_.astype(np.float32),
        weights=machine.dual_coef_[0].astype(np.float32),
        gamma=float(gamma),
        intercept=float(machine.intercept_[0]),
        directions=np.array([direction for direction, _ in linear], dtype=np.float32),
        offsets=np.array([offset for _, offset in linear], dtype=np.float32),
        phrases=Phrases(
            {str(term): place for place, term in enumerate(vectorizer.get_feature_names_out())},
            vectorizer.idf_.astype(np.float32),
            weights,
        ),
        phrase_offset=float(open_words.intercept_[0]),
    )


def _linear(class_weight: str | None) -> LogisticRegression:
    return LogisticRegression(C=_LINEAR_C, max_iter=3000, class_weight=class_weight)
