"""How every chart looks, and how it becomes part of an HTML page.

Blue on white with dark words: readable in print and without seeing colours. Every chart says what
it shows in its ``description``, which screen readers speak.
"""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TypeVar

import altair as alt
import vl_convert
from markupsafe import escape

INK, QUIET, BLUE, LINE, PAPER = "#0b0c0c", "#505a5f", "#1d70b8", "#d8dbdd", "#ffffff"
_FONT = "Arial, Helvetica, sans-serif"
_TITLE_LETTERS = 46
# What an SVG file needs and an element within HTML does not; it is named as a whole, and must not
# be read out mark by mark.
_NOT_IN_HTML = re.compile(r' (?:xmlns(?::\w+)?|role|aria-[a-z]+)="[^"]*"')

AnyChart = TypeVar("AnyChart", alt.LayerChart, alt.VConcatChart)


def title_lines(title: str) -> list[str]:
    """The title in lines that a chart is wide enough for."""
    return wrap(title, _TITLE_LETTERS)


def dressed(chart: AnyChart, title: str, description: str) -> AnyChart:
    """The chart in the colours and letters of all, with its title and what it says."""
    styled: AnyChart = (
        chart.properties(title=title_lines(title), description=description, background=PAPER)
        .configure(font=_FONT, padding=6)
        .configure_title(anchor="start", frame="bounds", fontSize=12, color=INK, offset=8)
        .configure_axis(
            labelColor=INK,
            labelFontSize=11,
            labelLimit=0,
            titleColor=QUIET,
            titleFontSize=11,
            titleFontWeight="normal",
            gridColor=LINE,
            labelPadding=7,
            labelFlush=False,
            domain=False,
            ticks=False,
        )
        .configure_view(stroke=None)
        .configure_text(fontSize=11)
    )
    return styled


def svg_of(chart: alt.LayerChart | alt.VConcatChart) -> str:
    """The chart as an SVG element for an HTML page, named by its description."""
    spec = chart.to_dict()
    svg = _NOT_IN_HTML.sub("", vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(spec["description"])}"', 1)
