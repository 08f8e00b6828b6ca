"""Each figure is worked by hand beside it."""

import pytest
from eval_fixtures import case, observation, scored
from hypothesis import given
from hypothesis import strategies as st

from eval.scoring import score


def figures(rows):
    return score(rows).overall


def test_zero_nothing_to_score_and_not_scored_are_three_things():
    cases = [
        case("fact-1", gold=(1,)),
        case("fact-2", gold=(2,)),
        case("open-1", kind="unanswerable", gold=()),
        case("fact-3", gold=(3,)),
        case("fact-4", gold=(4,)),
    ]
    rows = scored(
        cases,
        [
            observation("fact-1", cited=("p1",), retrieved=("p1",)),
            observation("fact-2", cited=("p9",), retrieved=("p9",)),
            observation("open-1", outcome="not_in_report", retrieved=("p9",)),
            observation("fact-3", error="RuntimeError: it broke"),
        ],
    )
    found = figures(rows)["citation_recall"]
    assert (found.mean, found.n) == (pytest.approx(1 / 2), 2)  # (1 + 0) / 2
    assert found.nothing_to_score == 1  # open-1
    assert found.not_scored == 2  # fact-3 failed, fact-4 was never asked


def test_a_refused_answerable_question_has_recall_zero_and_no_precision():
    (row,) = scored(
        [case(gold=(1,), gold_quotes=("Help is timely.",))],
        [observation(outcome="off_topic", answer="Help is timely.")],
    )
    assert row.values["citation_recall"] == 0.0
    assert row.values["citation_precision"] is None
    assert row.values["quote_recall"] == 0.0
    assert row.right is False


def test_all_refused():
    cases = [case("a", gold=(1,)), case("b", gold=(2,)), case("c", kind="unanswerable", gold=())]
    found = figures(scored(cases, [observation(i, outcome="not_in_report") for i in "abc"]))
    assert found["refusal_precision"].mean == pytest.approx(1 / 3)
    assert [found[name].n for name in ("refusal_precision", "refusal_recall")] == [3, 1]
    assert (found["false_refusal_rate"].n, found["false_refusal_rate"].nothing_to_score) == (2, 1)
    assert found["refusal_recall"].mean == 1.0
    assert found["refusal_f1"].mean == pytest.approx(1 / 2)  # 2 * 1/3 * 1 / (1/3 + 1)
    assert found["false_refusal_rate"].mean == 1.0
    assert found["citation_precision"].mean is None
    assert found["citation_precision"].nothing_to_score == 3
    assert found["hit@5"].mean == 0.0


def test_also_acceptable_counts_for_precision_and_not_for_recall():
    (row,) = scored(
        [case(gold=(1, 2), also_acceptable=(3,))], [observation(cited=("p1", "p3", "p9", "p1"))]
    )
    assert row.values["citation_precision"] == pytest.approx(2 / 3)  # p1, p3 of p1, p3, p9
    assert row.values["citation_recall"] == pytest.approx(1 / 2)  # p1 of p1, p2


def test_items_of_a_gold_part_count_as_the_part_once():
    (row,) = scored(
        [case(gold=(), gold_parts=("improvements",))],
        [observation(cited=("improvements.1", "improvements.4", "summary.1"))],
    )
    assert row.values["citation_precision"] == pytest.approx(1 / 2)
    assert row.values["citation_recall"] == 1.0


def test_a_question_the_report_leaves_open_is_right_if_refused_and_has_no_citation_scores():
    answered, refused = (
        scored([case(gold=())], [observation(outcome=outcome, cited=("p1",))])[0]
        for outcome in ("partial", "not_in_report")
    )
    assert (answered.right, refused.right) == (False, True)
    assert answered.values["citation_precision"] is None


def test_a_false_premise_that_the_report_corrects_is_no_question_to_refuse():
    rows = scored([case(kind="false_premise", gold=(5,))], [observation(cited=("p5",))])
    assert figures(rows)["refusal_recall"].mean is None
    assert figures(rows)["false_refusal_rate"].mean == 0.0


def test_kinds_have_figures_of_their_own():
    cases = [case("fact-1"), case("multi-1", kind="multi"), case("multi-2", kind="multi")]
    rows = scored(
        cases,
        [
            observation("fact-1", retrieved=("p12",)),
            observation("multi-1", retrieved=("p1", "p12")),
            observation("multi-2", retrieved=("p12",)),
        ],
    )
    scores = score(rows)
    assert scores.by_kind["fact"]["mrr@10"].mean == 1.0
    assert scores.by_kind["multi"]["mrr@10"].mean == pytest.approx(3 / 4)
    assert scores.overall["mrr@10"].mean == pytest.approx((1 + 1 / 2 + 1) / 3)


def test_latencies_are_percentiles_of_whole_answers():
    cases = [case(str(n)) for n in range(1, 12)]
    rows = scored(cases, [observation(str(n), seconds=n / 100) for n in range(1, 12)])
    assert figures(rows)["latency_p50"].mean == pytest.approx(0.06)
    assert figures(rows)["latency_p95"].mean == pytest.approx(0.105)  # between the last two


def test_judged_measures_are_there_only_where_a_judge_was():
    rows = scored(
        [case("a"), case("b"), case("c")],
        [observation("a"), observation("b"), observation("c")],
        {"a": {"fact_recall": 0.5}, "b": {"fact_recall": None}},
    )
    found = figures(rows)["fact_recall"]
    assert (found.mean, found.n, found.nothing_to_score, found.not_scored) == (0.5, 1, 1, 1)
    assert "support" not in figures(rows)
    assert "fact_recall" not in figures(scored([case("a")], [observation("a")]))


LOCATORS = st.lists(st.sampled_from(["p1", "p2", "p12", "improvements.1", "header"]), max_size=6)
OUTCOMES = st.sampled_from(["answered", "partial", "not_in_report", "off_topic"])


@given(LOCATORS, LOCATORS, OUTCOMES, st.booleans())
def test_every_share_lies_between_0_and_1_and_every_row_is_counted_once(
    cited, retrieved, outcome, answerable
):
    rows = scored(
        [case("a", gold=(12, 1) if answerable else ()), case("b")],
        [observation("a", cited=cited, retrieved=retrieved, outcome=outcome)],
    )
    for name, found in figures(rows).items():
        assert found.n + found.nothing_to_score + found.not_scored == 2
        assert found.mean is None or "latency" in name or 0 <= found.mean <= 1 + 1e-9
