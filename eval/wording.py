"""Figures in words, the same in the terminal, in reports and on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.measures import Measure
    from eval.scoring import Estimate


def figure(value: float | None, measure: Measure, digits: int = 2) -> str:
    """Such as "0.83" or "0.012 s"; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:.3f} s" if measure.unit == "seconds" else f"{value:.{digits}f}"


def interval(estimate: Estimate, measure: Measure) -> str:
    """Such as "0.78 to 0.88"; a dash where there is none."""
    if estimate.low is None or estimate.high is None:
        return "–"
    return f"{figure(estimate.low, measure)} to {figure(estimate.high, measure)}"
