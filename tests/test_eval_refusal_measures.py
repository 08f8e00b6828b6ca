"""Each figure is worked by hand beside it."""

import numpy as np
import pytest

from eval.refusal_measures import (
    false_refusal_rate,
    refusal_code,
    refusal_f1,
    refusal_precision,
    refusal_recall,
)


def codes(right=0, wrong=0, missed=0, answered=0):
    """So many rightly refused, wrongly refused, wrongly answered, rightly answered."""
    kinds = [(False, True, right), (True, True, wrong), (False, False, missed)]
    kinds.append((True, False, answered))
    return np.array(
        [
            refusal_code(answerable=answerable, refused=refused)
            for answerable, refused, count in kinds
            for _ in range(count)
        ]
    )


def test_three_of_four_refusals_right_and_three_of_five_found():
    found = codes(right=3, wrong=1, missed=2, answered=9)
    assert refusal_precision(found) == pytest.approx(3 / 4)
    assert refusal_recall(found) == pytest.approx(3 / 5)
    assert refusal_f1(found) == pytest.approx(2 * (3 / 4) * (3 / 5) / (3 / 4 + 3 / 5))
    assert false_refusal_rate(found) == pytest.approx(1 / 10)


def test_everything_refused():
    found = codes(right=2, wrong=6)
    assert refusal_precision(found) == pytest.approx(2 / 8)
    assert refusal_recall(found) == 1.0
    assert false_refusal_rate(found) == 1.0


def test_nothing_refused_has_no_precision_and_no_recall_where_something_was_to_be_refused():
    found = codes(missed=2, answered=6)
    assert np.isnan(refusal_precision(found))
    assert refusal_recall(found) == 0.0
    assert refusal_f1(found) == 0.0
    assert false_refusal_rate(found) == 0.0


def test_nothing_to_refuse_and_nothing_refused_gives_no_figure():
    found = codes(answered=4)
    assert np.isnan(refusal_recall(found))
    assert np.isnan(refusal_f1(found))
    assert np.isnan(false_refusal_rate(codes(right=1)))


def test_rows_of_resamples_give_a_figure_each():
    both = np.stack([codes(right=1, wrong=1), codes(right=2)])
    assert refusal_precision(both).tolist() == [0.5, 1.0]
