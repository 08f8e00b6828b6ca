import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.refusal_measures import refusal_precision
from eval.statistics import (
    NO_DIFFERENCE_KNOWN,
    NOTHING,
    estimate,
    mean,
    paired_difference,
    percentile,
)

SHARES = st.lists(st.floats(0, 1), min_size=2, max_size=30)


def test_a_mean_has_the_interval_that_theory_gives_it():
    values = [1.0] * 60 + [0.0] * 40
    found = estimate(mean, values)
    error = (0.6 * 0.4 / 100) ** 0.5
    assert found.value == pytest.approx(0.6)
    assert found.low == pytest.approx(0.6 - 1.96 * error, abs=0.02)
    assert found.high == pytest.approx(0.6 + 1.96 * error, abs=0.02)


def test_a_median_is_a_figure_too():
    assert estimate(percentile(50), [0.1, 0.2, 0.9]).value == pytest.approx(0.2)


def test_no_values_one_value_and_an_undefined_figure_stay_three_things():
    assert estimate(mean, []) == NOTHING
    assert estimate(mean, [0.4]) == (0.4, None, None)
    assert estimate(refusal_precision, [0.0, 0.0, 2.0]) == NOTHING


def test_resamples_without_a_refusal_do_not_spoil_the_interval():
    found = estimate(refusal_precision, [3.0] + [0.0] * 20)
    assert found == (1.0, 1.0, 1.0)


@given(SHARES)
def test_the_interval_lies_where_the_values_do_and_is_the_same_again(values):
    found = estimate(mean, values)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert estimate(mean, values) == found


def test_a_difference_that_every_pair_shows_is_beyond_chance():
    first = np.linspace(0, 0.5, 20)
    found = paired_difference(mean, first, first + 0.1)
    assert found.value == pytest.approx(0.1)
    assert (found.low, found.high) == (pytest.approx(0.1), pytest.approx(0.1))
    # All 2^20 ways to swap pairs but one, and its mirror image, give a smaller difference.
    assert found.p <= 0.001


def test_pairs_that_cancel_out_are_within_chance():
    found = paired_difference(mean, [0.0, 1.0, 0.0, 1.0], [1.0, 0.0, 1.0, 0.0])
    assert found.value == 0
    assert found.p == pytest.approx(1.0)


def test_the_paired_test_is_the_sign_test_that_can_be_counted_by_hand():
    # Five pairs, all up by 1: of 32 ways to swap them 2 are as extreme.
    found = paired_difference(mean, [0.0] * 5, [1.0] * 5)
    assert found.p == pytest.approx(2 / 32)


def test_what_is_the_same_needs_no_test_and_one_pair_has_none():
    assert paired_difference(mean, [0.2, 0.4], [0.2, 0.4]) == (0.0, 0.0, 0.0, None)
    assert paired_difference(mean, [0.2], [0.6]) == (pytest.approx(0.4), None, None, None)
    assert paired_difference(mean, [], []) == NO_DIFFERENCE_KNOWN
    assert paired_difference(refusal_precision, [0.0, 0.0], [3.0, 0.0]) == NO_DIFFERENCE_KNOWN


@given(SHARES, st.randoms(use_true_random=False))
def test_turning_the_runs_round_turns_the_difference_round(first, random):
    second = random.sample(first, len(first))
    there, back = paired_difference(mean, first, second), paired_difference(mean, second, first)
    assert there.value == pytest.approx(-back.value)
    assert -1e-9 <= 1 - (there.p or 1) <= 1 + 1e-9
