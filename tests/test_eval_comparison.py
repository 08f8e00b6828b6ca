import pytest
from eval_fixtures import case, observation, scored

from assistant.errors import UserError
from eval.comparison import compare
from eval.measures import OVERALL


def rows(right, *, count=12, seconds=0.01, first=1):
    """``count`` questions, of which the first ``right`` are cited and found rightly."""
    numbers = range(first, first + count)
    cases = [case(f"fact-{n}", kind="fact" if n % 2 else "multi") for n in numbers]
    return scored(
        cases,
        [
            observation(
                f"fact-{n}",
                seconds=seconds,
                cited=("p12",) if n <= right else ("p9",),
                retrieved=("p12",) if n <= right else ("p9",),
            )
            for n in numbers
        ],
    )


def change(comparison, measure, kind=OVERALL):
    (found,) = [c for c in comparison.changes if (c.measure.name, c.kind) == (measure, kind)]
    return found


def test_a_run_compared_with_itself_has_not_moved():
    found = compare("a", rows(6), "b", rows(6))
    assert found.flips == ()
    assert found.worse == ()
    assert {c.verdict for c in found.changes} <= {"the same", "not comparable"}


def test_a_measure_that_fell_beyond_chance_is_called_worse_with_its_figures():
    hit = change(compare("a", rows(12), "b", rows(2)), "hit@5")
    assert hit.verdict == "worse"
    assert (hit.first, hit.second, hit.n) == (1.0, pytest.approx(2 / 12), 12)
    assert hit.difference.value == pytest.approx(-10 / 12)
    assert hit.difference.low < hit.difference.value < hit.difference.high < 0
    assert hit.p_adjusted < 0.05


def test_the_same_the_other_way_round_is_better():
    assert change(compare("a", rows(2), "b", rows(12)), "hit@5").verdict == "better"


def test_more_refusals_of_what_is_answered_are_worse_although_the_figure_rises():
    refused = scored(
        [case(f"fact-{n}") for n in range(12)],
        [observation(f"fact-{n}", outcome="not_in_report") for n in range(12)],
    )
    answered = scored(
        [case(f"fact-{n}") for n in range(12)],
        [observation(f"fact-{n}", cited=("p12",)) for n in range(12)],
    )
    found = compare("a", answered, "b", refused)
    rate = change(found, "false_refusal_rate")
    assert (rate.difference.value, rate.verdict) == (1.0, "worse")
    assert change(found, "citation_precision").verdict == "not comparable"


def test_one_question_more_or_less_is_no_clear_change():
    assert change(compare("a", rows(7), "b", rows(6)), "hit@5").verdict == "no clear change"


def test_time_has_a_difference_and_no_verdict():
    latency = change(compare("a", rows(6), "b", rows(6, seconds=0.5)), "latency_p50")
    assert latency.difference.value == pytest.approx(0.49)
    assert (latency.p_adjusted, latency.verdict) == (None, "no clear change")


def test_kinds_are_compared_for_themselves():
    found = compare("a", rows(12), "b", rows(2))
    assert {c.kind for c in found.changes} == {OVERALL, "fact", "multi"}
    assert change(found, "hit@5", "fact").n == 6


def test_flipped_questions_come_with_both_rows_and_the_worse_ones_first():
    before, after = rows(3, count=4), list(rows(2, count=4))
    after[3] = rows(4, count=4)[3]
    worse, better = compare("a", before, "b", after).flips
    assert (worse.first.case.id, worse.for_the_worse) == ("fact-3", True)
    assert (worse.first.said.citations[0].locator, worse.second.said.citations[0].locator) == (
        "p12",
        "p9",
    )
    assert (better.first.case.id, better.for_the_worse) == ("fact-4", False)


def test_questions_of_one_run_alone_are_left_out_and_counted():
    found = compare("a", rows(6), "b", rows(6, first=3))
    assert change(found, "hit@5").n == 10
    assert set(found.left_out) == {"fact-1", "fact-2", "fact-13", "fact-14"}


def test_a_question_whose_gold_was_changed_is_another_question():
    changed = scored([case("fact-1", gold=(13,))], [observation("fact-1")])
    with pytest.raises(UserError, match="a and b share no question"):
        compare("a", rows(1, count=1), "b", changed)


def test_a_question_that_one_run_could_not_answer_is_left_out():
    broken = scored(
        [case("fact-1"), case("fact-3")],
        [observation("fact-1", error="no luck"), observation("fact-3")],
    )
    assert "fact-1" in compare("a", rows(3), "b", broken).left_out
