"""Each figure is worked by hand beside it."""

import pytest
from eval_fixtures import REPORT

from eval.answer_measures import citation_precision, citation_recall, quote_recall
from eval.places import Place


def places(*names):
    return {Place(REPORT, name) for name in names}


def test_citation_precision_is_the_share_of_what_is_cited():
    assert citation_precision(places("p1", "p2", "p3"), places("p1", "p9")) == pytest.approx(1 / 3)
    assert citation_precision(places("p1"), places()) == 0.0


def test_what_cites_nothing_has_no_precision():
    assert citation_precision(places(), places("p1")) is None


def test_citation_recall_is_the_share_of_the_gold():
    assert citation_recall(places("p1", "p5"), places("p1", "p2", "p3")) == pytest.approx(1 / 3)
    assert citation_recall(places(), places("p1")) == 0.0


def test_without_gold_there_is_no_recall():
    assert citation_recall(places("p1"), places()) is None


QUOTE = "Leaders listen to children and they act on what they hear."  # 11 words, 60% is 6.6


def test_a_quote_counts_from_three_fifths_of_its_words_on():
    assert quote_recall("Leaders listen to children and they act. [¶1]", [QUOTE]) == 1.0  # 7 words
    assert quote_recall("Leaders listen to children and they. [¶1]", [QUOTE]) == 0.0  # 6 words


def test_case_apostrophes_and_markers_do_not_matter():
    said = "CHILDREN’S PLANS, [¶12] are clear [Improvement 2]"
    assert quote_recall(said, ["Children's plans are clear"]) == 1.0


def test_words_scattered_over_sentences_are_no_quote():
    scattered = "Leaders listen. [¶1] To children and others. [¶2] They act on what they hear. [¶3]"
    assert quote_recall(scattered, [QUOTE]) == 0.0  # at most "they act on what they hear": 6


def test_a_quote_of_two_sentences_may_stand_in_two():
    both = "Plans are clear. However, some are late."
    assert quote_recall("Plans are clear. [¶3] However, some are late. [¶3]", [both]) == 1.0
    assert (
        quote_recall("However, some are late. [¶3]", ["Plans are clear. Help is at hand."]) == 0.0
    )


def test_a_word_said_once_does_not_count_twice():
    assert quote_recall("very good", ["very very very good good"]) == 0.0  # 2 of 5


def test_each_quote_counts_alike_and_none_gives_no_figure():
    assert quote_recall("Plans are clear. [¶3]", ["Plans are clear.", QUOTE]) == 0.5
    assert quote_recall("", [QUOTE]) == 0.0
    assert quote_recall("Plans are clear.", []) is None


@pytest.mark.parametrize(
    "marker",
    ["¶12", "Improvement 2", "Judgements", "Summary ¶1", "Sandwell 2022 ¶14", "About this report"],
)
def test_no_form_of_marker_is_taken_for_the_reports_words(marker):
    words = marker.replace("¶", "")
    assert quote_recall(f"Plans. [{marker}]", [words]) == 0.0
