"""Figures in words, the same in the terminal, in reports and on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.measures import Measure
    from eval.scoring import Estimate


def figure(value: float | None, measure: Measure) -> str:
    """ ".83", "0.012 s", or a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:.3f} s" if measure.unit == "seconds" else f"{value:.2f}"


def interval(estimate: Estimate, measure: Measure) -> str:
    """ "0.78 to 0.88", or a dash where there is none."""
    if estimate.low is None or estimate.high is None:
        return "–"
    return f"{figure(estimate.low, measure)} to {figure(estimate.high, measure)}"
