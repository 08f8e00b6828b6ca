"""The figures of a run that matter most, as "98 in 100" and as bars."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWN = {
    "hit@5": "Questions with a right paragraph among the first five found",
    "citation_precision": "Cited paragraphs that are right to cite",
    "citation_recall": "Right paragraphs that are cited",
    "refusal_recall": "Questions the report leaves open that are refused",
    "false_refusal_rate": "Questions the report answers that are refused in error: fewer is better",
}


def glance(figures: Mapping[str, str]) -> str:
    """Bars for the measures that ``figures`` has, shares in words ("0.98") by name; else ""."""
    rows = "".join(
        _row(words, float(figures[name]))
        for name, words in _SHOWN.items()
        if _is_share(figures, name)
    )
    return f'<div class="ours"><dl class="glance">{rows}</dl></div>' if rows else ""


def _is_share(figures: Mapping[str, str], name: str) -> bool:
    return figures.get(name, "").replace(".", "", 1).isdigit()


def _row(words: str, share: float) -> str:
    hundredths = round(100 * share)
    return (
        f"<div><dt>{escape(words)}</dt>"
        f'<dd><span class="in-hundred">{hundredths} in 100</span>'
        f'<span class="bar" aria-hidden="true"><span style="width: {hundredths}%"></span></span>'
        "</dd></div>"
    )
