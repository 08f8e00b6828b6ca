"""Whether the assistant refused what the report leaves open, and only that.

Each question gives one number, so that figures over all of them can be resampled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from eval.statistics import Values

ANSWERED, REFUSED_WRONGLY, ANSWERED_WRONGLY, REFUSED = 0.0, 1.0, 2.0, 3.0


def refusal_code(*, answerable: bool, refused: bool) -> float:
    """Which of the four things happened."""
    if answerable:
        return REFUSED_WRONGLY if refused else ANSWERED
    return REFUSED if refused else ANSWERED_WRONGLY


def refusal_precision(codes: Values, axis: int = -1) -> Values:
    """Of what was refused, the share that the report leaves open; nan where nothing was."""
    right = _count(codes, REFUSED, axis)
    return _ratio(right, right + _count(codes, REFUSED_WRONGLY, axis))


def refusal_recall(codes: Values, axis: int = -1) -> Values:
    """Of what the report leaves open, the share that was refused; nan where it leaves nothing."""
    right = _count(codes, REFUSED, axis)
    return _ratio(right, right + _count(codes, ANSWERED_WRONGLY, axis))


def refusal_f1(codes: Values, axis: int = -1) -> Values:
    """The harmonic mean of the two; nan where nothing was refused and nothing left open."""
    right = 2 * _count(codes, REFUSED, axis)
    wrong = _count(codes, REFUSED_WRONGLY, axis) + _count(codes, ANSWERED_WRONGLY, axis)
    return _ratio(right, right + wrong)


def false_refusal_rate(codes: Values, axis: int = -1) -> Values:
    """Of what the report answers, the share that was refused; nan where it answers nothing."""
    wrong = _count(codes, REFUSED_WRONGLY, axis)
    return _ratio(wrong, wrong + _count(codes, ANSWERED, axis))


def _count(codes: Values, code: float, axis: int) -> Values:
    return np.sum(codes == code, axis=axis)  # type: ignore[no-any-return]


def _ratio(part: Values, whole: Values) -> Values:
    with np.errstate(invalid="ignore"):
        return np.true_divide(part, whole)
