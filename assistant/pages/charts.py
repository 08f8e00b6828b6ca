"""Charts as they were made, in colours that fit the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from assistant.evaluations import Chart

# The colours of the written reports, which are always on white paper, and those in dark.
_IN_DARK = {
    "#0b0c0c": "#f3f2f1",
    "#505a5f": "#c3c6c8",
    "#1d70b8": "#6cb1ee",
    "#d8dbdd": "#3a4147",
    "#ffffff": "#15181b",
}


def draw_chart(chart: Chart, key: str) -> None:
    """Draw it; hidden on narrow screens by ``key``, so the page needs the figures as a table."""
    spec = in_dark(chart) if st.context.theme.type == "dark" else chart
    with st.container(key=key):
        # Streamlit would squeeze the chart with its labels into the width of the drawing alone.
        st.vega_lite_chart(spec={**spec, "autosize": "pad"}, theme=None, width="content")


def in_dark(chart: Chart) -> Chart:
    """The same chart in light colours on dark."""
    written = json.dumps(chart)
    for light, dark in _IN_DARK.items():
        written = written.replace(f'"{light}"', f'"{dark}"')
    drawn: Chart = json.loads(written)
    return drawn
