import re
from datetime import UTC, datetime

import pytest
from eval_fixtures import case, observation, scored

from eval.chart_style import svg_of
from eval.charts import MAIN_MEASURES, RunPoint, by_kind_chart, main_charts, runs_chart
from eval.measures import MEASURES
from eval.paragraph_chart import paragraph_chart
from eval.paragraph_map import paragraph_maps
from eval.scoring import Estimate, score
from eval.wording import measure_words

HIT = MAIN_MEASURES[0]


@pytest.fixture
def scores(three_rows):
    silent = scored([case("off-1", "offtopic", ())], [observation("off-1", outcome="off_topic")])
    return score([*three_rows, *silent])


def shown(chart):
    """What a chart's rows say, by their label."""
    (rows,) = chart.to_dict()["datasets"].values()
    return {row["label"]: row["says"] for row in rows}


def estimate(mean, low=None, high=None):
    return Estimate(mean=mean, low=low, high=high, n=2, nothing_to_score=0, not_scored=0)


def test_a_kind_with_nothing_to_score_is_not_shown_as_zero(scores):
    chart = by_kind_chart(scores, HIT)
    assert shown(chart)["Off topic (0)"] == "nothing to score"
    assert "Off topic (0) nothing to score" in chart.to_dict()["description"]
    svg = svg_of(chart)
    assert "nothing to score" in svg
    assert svg.count(">0.00<") == 0


def test_a_kind_without_any_answer_is_said_to_be_not_scored():
    failed = scored([case()], [observation(error="RuntimeError: it broke")])
    assert shown(by_kind_chart(score(failed), HIT)) == {
        "All questions (0)": "not scored",
        "One fact (0)": "not scored",
    }


def test_figures_come_with_interval_and_number_of_questions_all_questions_first(scores):
    rows = shown(by_kind_chart(scores, HIT))
    assert list(rows) == ["All questions (2)", "One fact (2)", "Off topic (0)"]
    assert rows["One fact (2)"] == "1.00 (1.00 to 1.00)"


def test_a_single_question_has_a_point_and_no_interval():
    (one,) = scored([case()], [observation(cited=["p12"], retrieved=["p12"])])
    chart = by_kind_chart(score([one]), HIT)
    assert shown(chart) == {"All questions (1)": "1.00", "One fact (1)": "1.00"}
    assert not re.search(r"<line[^>]*stroke-width=\"2.5\"", svg_of(chart))


def test_rows_keep_their_order_whether_or_not_they_have_a_figure(scores):
    svg = svg_of(by_kind_chart(scores, MAIN_MEASURES[4]))
    assert re.findall(r">([^<>]+ \(\d+\))<", svg) == [
        "All questions (1)",
        "One fact (0)",
        "Off topic (1)",
    ]


def test_every_measure_has_a_title_and_can_be_drawn(scores):
    assert len({measure_words(measure) for measure in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        if not measure.by_judge:
            assert "<svg" in svg_of(by_kind_chart(scores, measure))
    assert len(main_charts(scores)) == len(MAIN_MEASURES)


def test_an_svg_is_one_named_image_without_addresses(scores):
    svg = svg_of(by_kind_chart(scores, HIT))
    name = "Questions with a right paragraph among the first five, by kind of question"
    assert svg.startswith(f'<svg role="img" aria-label="{name}')
    assert (svg.count("role="), svg.count("aria-")) == (1, 1)
    assert "://" not in svg


def test_the_name_of_an_svg_cannot_end_its_attribute():
    point = RunPoint('"><script>', datetime(2026, 1, 1, tzinfo=UTC), estimate(0.5, 0.4, 0.6))
    svg = svg_of(runs_chart([point], HIT))
    assert "<script" not in svg
    assert "&#34;&gt;&lt;script&gt; 0.50" in svg


def test_runs_are_in_the_order_of_time_and_those_without_a_figure_left_out():
    points = [
        RunPoint("late", datetime(2026, 2, 1, tzinfo=UTC), estimate(0.8, 0.7, 0.9)),
        RunPoint("none", datetime(2026, 1, 15, tzinfo=UTC), estimate(None)),
        RunPoint("early", datetime(2026, 1, 1, tzinfo=UTC), estimate(0.6)),
    ]
    chart = runs_chart(points, HIT)
    assert list(shown(chart)) == ["early (2)", "late (2)"]
    assert chart.to_dict()["description"].endswith("early 0.60; late 0.80 (0.70 to 0.90).")


def test_without_runs_the_chart_says_that_there_are_none():
    chart = runs_chart([], HIT)
    assert chart.to_dict()["description"].endswith("no run has a figure.")
    assert "<svg" in svg_of(chart)


def test_the_heat_map_has_a_band_a_section_and_says_what_is_never_found(
    three_rows, sandwell_passages
):
    passages = {"sandwell-2025-10": list(sandwell_passages.values())}
    (found,) = paragraph_maps(three_rows, passages)
    chart = paragraph_chart(found)
    bands = [" ".join(band["title"]["text"]) for band in chart.to_dict()["vconcat"]]
    assert bands[0] == "Before the numbered paragraphs"
    assert bands[1].startswith("The experiences and progress of children who need help")
    assert bands[-1] == "After the numbered paragraphs"
    assert len(bands) == 6
    assert (
        "Needed by no question: 59. Never found where needed: 0." in chart.to_dict()["description"]
    )
    assert "Improvements" in svg_of(chart)
