"""Figures with their uncertainty: bootstrap intervals and paired permutation tests, by SciPy.

The questions stand for those that could have been asked; resampling them says how much the figure
hangs on which were (Efron and Tibshirani 1993, chapters 13 and 15). Seeded: the same scores give
the same intervals.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Values = NDArray[np.float64]

_RESAMPLES = 2000
# The smallest p-value is about one over this.
_PERMUTATIONS = 9999
_SEED = 20251013
_LEVEL = (0.025, 0.975)


class Statistic(Protocol):
    """A figure from one value a question; given resamples, one figure each along ``axis``.

    nan where the figure is not defined.
    """

    def __call__(self, values: Values, /, axis: int = -1) -> Values:
        """The figure, or an array of them."""


class Interval(NamedTuple):
    """A figure and its 95% interval by the percentile bootstrap; None where there is none."""

    value: float | None
    low: float | None
    high: float | None


class Difference(NamedTuple):
    """How far the second run's figure lies above the first's, with interval and p-value.

    ``p`` is that of a two-sided paired permutation test: how often chance alone, swapping the two
    runs question by question, gives a difference as large.
    """

    value: float | None
    low: float | None
    high: float | None
    p: float | None


NOTHING = Interval(None, None, None)
NO_DIFFERENCE_KNOWN = Difference(None, None, None, None)


def mean(values: Values, axis: int = -1) -> Values:
    """The plain mean, a Statistic."""
    return np.mean(values, axis=axis)  # type: ignore[no-any-return]


def percentile(rank: float) -> Statistic:
    """The value that ``rank`` per cent do not exceed, a Statistic."""

    def of(values: Values, axis: int = -1) -> Values:
        return np.percentile(values, rank, axis=axis)

    return of


def estimate(statistic: Statistic, values: Sequence[float]) -> Interval:
    """The figure of one value a question.

    Without values, or where the figure is not defined, there is none; a single value has no
    interval.
    """
    column = np.asarray(values, dtype=float)
    if column.size == 0 or np.isnan(value := float(statistic(column))):
        return NOTHING
    if column.size == 1:
        return Interval(value, None, None)
    return Interval(value, *_limits((column,), statistic))


def paired_difference(
    statistic: Statistic, first: Sequence[float], second: Sequence[float]
) -> Difference:
    """The second figure less the first; the values belong together question by question.

    Without values, or where either figure is not defined, nothing is known; a single pair has
    neither interval nor test, and what is the same throughout needs no test.
    """
    before, after = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if before.size == 0 or np.isnan(value := float(statistic(after) - statistic(before))):
        return NO_DIFFERENCE_KNOWN
    if before.size == 1:
        return Difference(value, None, None, None)
    if np.array_equal(before, after):
        return Difference(0.0, 0.0, 0.0, None)

    def difference(a: Values, b: Values, axis: int = -1) -> Values:
        return statistic(b, axis=axis) - statistic(a, axis=axis)

    test = stats.permutation_test(
        (before, after),
        difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=_PERMUTATIONS,
        rng=np.random.default_rng(_SEED),
    )
    return Difference(value, *_limits((before, after), difference), float(test.pvalue))


def _limits(
    columns: tuple[Values, ...], statistic: Callable[..., Values]
) -> tuple[float | None, float | None]:
    with warnings.catch_warnings():
        # SciPy's own interval is not used: it is nan where a single resample is.
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        result = stats.bootstrap(
            columns,
            statistic,
            paired=len(columns) > 1,
            vectorized=True,
            n_resamples=_RESAMPLES,
            method="percentile",
            rng=np.random.default_rng(_SEED),
        )
    # A resample can lack what a ratio divides by, and then says nothing.
    defined = result.bootstrap_distribution[~np.isnan(result.bootstrap_distribution)]
    if defined.size == 0:
        return None, None
    low, high = np.quantile(defined, _LEVEL)
    return float(low), float(high)
