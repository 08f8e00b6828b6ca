"""Each figure is worked by hand beside it."""

from math import log2

import pytest
from eval_fixtures import REPORT, said
from hypothesis import given
from hypothesis import strategies as st

from eval.places import Place
from eval.retrieval_measures import retrieval_scores


def scores(gold, retrieved):
    places = {Place(REPORT, name) for name in gold}
    return retrieval_scores({"q": places}, {"q": said(retrieved=retrieved).retrieved})["q"]


def test_a_right_paragraph_in_first_place_is_worth_everything():
    assert scores({"p12"}, ["p12", "p3"]) == {
        "hit@5": 1.0,
        "recall@5": 1.0,
        "mrr@10": 1.0,
        "ndcg@10": 1.0,
    }


def test_two_of_three_right_paragraphs_at_ranks_two_and_four():
    found = scores({"p1", "p2", "p3"}, ["p9", "p1", "p8", "p2", "p7", "p6"])
    assert found["hit@5"] == 1.0
    assert found["recall@5"] == pytest.approx(2 / 3)  # of 3 that could stand there
    assert found["mrr@10"] == pytest.approx(1 / 2)
    gain = 1 / log2(2 + 1) + 1 / log2(4 + 1)
    best = 1 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert found["ndcg@10"] == pytest.approx(gain / best)


def test_of_seven_right_paragraphs_five_ranks_can_hold_five():
    gold = {f"p{number}" for number in range(1, 8)}
    assert scores(gold, ["p1", "p2", "p3", "p4", "p5"])["recall@5"] == pytest.approx(1.0)
    assert scores(gold, ["p1", "p2", "p3", "p30", "p31"])["recall@5"] == pytest.approx(3 / 5)


def test_ranks_beyond_the_measures_depth_earn_nothing():
    ranked = [f"p{number}" for number in range(20, 30)]
    sixth = [*ranked[:5], "p1"]
    assert scores({"p1"}, sixth)["hit@5"] == 0.0
    assert scores({"p1"}, sixth)["mrr@10"] == pytest.approx(1 / 6)
    assert scores({"p1"}, [*ranked, "p1"])["mrr@10"] == 0.0


def test_nothing_retrieved_scores_zero_and_does_not_leave_the_mean():
    assert scores({"p1"}, []) == {"hit@5": 0.0, "recall@5": 0.0, "mrr@10": 0.0, "ndcg@10": 0.0}
    assert retrieval_scores({"q": {Place(REPORT, "p1")}}, {})["q"]["hit@5"] == 0.0


def test_no_gold_gives_no_scores():
    assert retrieval_scores({}, {"q": said(retrieved=["p1"]).retrieved}) == {}


def test_a_duplicate_keeps_its_rank_and_earns_only_once():
    found = scores({"p1", "p2"}, ["p1", "p1", "p1", "p1", "p1", "p2"])
    assert found["recall@5"] == pytest.approx(1 / 2)
    gain = 1 / log2(2) + 1 / log2(6 + 1)
    assert found["ndcg@10"] == pytest.approx(gain / (1 / log2(2) + 1 / log2(3)))


def test_any_item_of_a_part_stands_for_the_part_and_counts_once():
    found = scores({"improvements"}, ["p4", "improvements.3", "improvements.1"])
    assert found["mrr@10"] == pytest.approx(1 / 2)
    assert found["recall@5"] == pytest.approx(1.0)


def test_the_same_number_in_another_report_is_another_place():
    gold = {"q": {Place("dudley-2022-11", "p12")}}
    assert retrieval_scores(gold, {"q": said(retrieved=["p12"]).retrieved})["q"]["hit@5"] == 0.0


LOCATORS = st.sampled_from([*(f"p{n}" for n in range(1, 12)), "improvements.1", "improvements.2"])


@given(
    st.sets(st.sampled_from(["p1", "p2", "p3", "improvements"]), min_size=1),
    st.lists(LOCATORS, max_size=15),
)
def test_every_score_lies_between_nothing_and_everything(gold, retrieved):
    assert all(0 <= value <= 1 + 1e-9 for value in scores(gold, retrieved).values())
