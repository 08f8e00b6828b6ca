"""The figures of runs as Altair charts, the same in reports and on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import altair as alt

from eval.chart_style import BLUE, INK, QUIET, dressed
from eval.measures import MEASURES, Measure
from eval.wording import (
    ALL,
    figure,
    interval,
    kind_words,
    measure_words,
    no_figure_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from eval.scoring import Estimate, Scores

_MAIN = (
    "hit@5",
    "quote_recall",
    "citation_precision",
    "citation_recall",
    "refusal_recall",
    "false_refusal_rate",
)
MAIN_MEASURES: tuple[Measure, ...] = tuple(
    next(measure for measure in MEASURES if measure.name == name) for name in _MAIN
)

_WIDTH, _ROW, _LABELS = 170, 20, 145


class RunPoint(NamedTuple):
    """One run's figure, and when the run was started."""

    name: str
    started_at: datetime
    estimate: Estimate


def by_kind_chart(scores: Scores, measure: Measure) -> alt.LayerChart:
    """A point with its interval for all questions and for each kind, in the order of the scores.

    Numbers of questions are in brackets; a kind without a figure says so in place of a point.
    ``measure`` is one that the scores have.
    """
    estimates = {ALL: scores.overall[measure.name]} | {
        kind_words(kind): found[measure.name] for kind, found in scores.by_kind.items()
    }
    rows = [_row(label, found, measure) for label, found in estimates.items()]
    # Room for fonts that are wider than the one these charts are measured with.
    labels = alt.Axis(minExtent=_LABELS)
    base = alt.Chart(alt.InlineData(rows)).encode(
        y=alt.Y("label:N", sort=[str(row["label"]) for row in rows], title=None, axis=labels),
        color=alt.when("datum.all").then(alt.value(INK)).otherwise(alt.value(BLUE)),
        tooltip=[alt.Tooltip("label:N", title="Questions"), alt.Tooltip("says:N", title="Figure")],
    )
    figures = base.transform_filter("isValid(datum.mean)")
    x = _scale(measure)
    shape = alt.when("datum.all").then(alt.value("diamond")).otherwise(alt.value("circle"))
    layers = [
        figures.mark_rule(strokeWidth=2.5).encode(x=alt.X("low:Q", **x), x2="high:Q"),
        figures.mark_point(filled=True, size=75, opacity=1).encode(
            x=alt.X("mean:Q", **x), shape=shape
        ),
        figures.mark_text(align="right").encode(
            x=alt.value(_WIDTH + 34), text="figure:N", color=alt.value(INK)
        ),
        base.transform_filter("!isValid(datum.mean)")
        .mark_text(align="left", fontStyle="italic")
        .encode(x=alt.value(5), text="says:N", color=alt.value(QUIET)),
    ]
    return dressed(
        alt.LayerChart(layer=layers).properties(width=_WIDTH, height=alt.Step(_ROW)),
        measure_words(measure),
        _spoken(estimates, measure),
    )


def main_charts(scores: Scores) -> tuple[alt.LayerChart, ...]:
    """The chart by kind of each of MAIN_MEASURES, small enough to stand side by side."""
    return tuple(by_kind_chart(scores, measure) for measure in MAIN_MEASURES)


def runs_chart(points: Sequence[RunPoint], measure: Measure) -> alt.LayerChart:
    """A line through the figures of runs by the time they were started; without any, empty axes.

    Runs that have no figure are left out.
    """
    known = sorted(
        (point for point in points if point.estimate.mean is not None),
        key=lambda point: point.started_at,
    )
    rows = [
        {
            "name": point.name,
            "at": point.started_at.isoformat(),
            **_row(point.name, point.estimate, measure),
        }
        for point in known
    ]
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("at:T", title="Started", axis=alt.Axis(format="%d %b %Y", tickCount=5)),
        color=alt.value(BLUE),
        tooltip=[alt.Tooltip("name:N", title="Run"), alt.Tooltip("says:N", title="Figure")],
    )
    y = _scale(measure)
    layers = [
        base.mark_line(strokeWidth=2).encode(y=alt.Y("mean:Q", **y)),
        base.mark_rule(strokeWidth=1.5).encode(y=alt.Y("low:Q", **y), y2="high:Q"),
        base.mark_point(filled=True, size=75, opacity=1).encode(y=alt.Y("mean:Q", **y)),
    ]
    spoken = "; ".join(f"{row['name']} {row['says']}" for row in rows) or "no run has a figure"
    return dressed(
        alt.LayerChart(layer=layers).properties(width=3 * _WIDTH, height=12 * _ROW),
        f"{measure_words(measure)}, run by run",
        f"{measure_words(measure)}, from the earliest run to the latest: {spoken}.",
    )


def _row(label: str, found: Estimate, measure: Measure) -> dict[str, str | float | bool | None]:
    value = figure(found.mean, measure)
    says = value if found.low is None else f"{value} ({interval(found, measure)})"
    return {
        "label": f"{label} ({found.n})",
        "all": label == ALL,
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "figure": value,
        "says": says if found.mean is not None else no_figure_words(found),
    }


def _scale(measure: Measure) -> dict[str, Any]:
    """How a figure's axis looks; shares always run from 0 to 1, so that charts compare."""
    share = measure.unit == "share"
    return {
        "title": "Share, with its 95% interval" if share else "Seconds, with the 95% interval",
        "scale": alt.Scale(domain=[0, 1]) if share else alt.Scale(zero=True),
        "axis": alt.Axis(tickCount=5, format=".1f" if share else "~g"),
    }


def _spoken(estimates: Mapping[str, Estimate], measure: Measure) -> str:
    rows = [_row(label, found, measure) for label, found in estimates.items()]
    figures = "; ".join(f"{row['label']} {row['says']}" for row in rows)
    return (
        f"{measure_words(measure)}, by kind of question, with numbers of questions and 95% "
        f"intervals in brackets: {figures}."
    )
