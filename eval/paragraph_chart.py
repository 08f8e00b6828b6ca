"""The paragraph map as a heat map."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import altair as alt

from eval.chart_style import INK, LINE, PAPER, dressed, title_lines
from eval.wording import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.paragraph_map import ParagraphMap, PlaceUse

_BLUES = (PAPER, "#cfe0f0", "#8ab4da", "#1d70b8", "#0b3a66")
# From here on up the scale of blues, white is easier to read than black.
_DARK = 0.7
_CELL = 19
_USES = ("Needed", "Found", "Cited")
_BEFORE, _AFTER = "Before the numbered paragraphs", "After the numbered paragraphs"
_NO_SECTION = "Numbered paragraphs"


def paragraph_chart(paragraph_map: ParagraphMap) -> alt.VConcatChart:
    """A heat map in reading order, a band a section: questions that need a place, find it, cite it.

    Found and cited are counted where the place is needed, so that the three compare.
    """
    most = max((use.gold for use in paragraph_map.places), default=0)
    bands = [
        _band(heading, [use for _, use in pairs], most)
        for heading, pairs in groupby(_headed(paragraph_map), key=itemgetter(0))
    ]
    return dressed(
        alt.vconcat(*bands, spacing=14),
        "Questions that need each paragraph, and find and cite it",
        f"Heat map of {len(paragraph_map.places)} paragraphs and parts of the report. "
        f"Needed by no question: {len(paragraph_map.never_gold)}. Never found where needed: "
        f"{len(paragraph_map.never_found)}. Never cited where needed: "
        f"{len(paragraph_map.never_cited)}.",
    )


def _headed(paragraph_map: ParagraphMap) -> Iterator[tuple[str, PlaceUse]]:
    """Each place with the heading of its band."""
    heading = _BEFORE
    for use in paragraph_map.places:
        if use.paragraph is not None:
            heading = use.section or _NO_SECTION
        elif heading != _BEFORE:
            heading = _AFTER
        yield heading, use


def _band(heading: str, uses: Sequence[PlaceUse], most: int) -> alt.LayerChart:
    rows = [
        {
            "place": str(use.paragraph or place_words(use.place)),
            "words": place_words(use.place),
            "what": what,
            "questions": questions,
        }
        for use in uses
        for what, questions in zip(_USES, (use.gold, use.gold_found, use.gold_cited), strict=True)
    ]
    angle = 0 if uses[0].paragraph else -50
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("place:N", sort=None, title=None, axis=alt.Axis(labelAngle=angle, orient="top")),
        y=alt.Y("what:N", sort=None, title=None),
        tooltip=[
            alt.Tooltip("words:N", title="Place"),
            alt.Tooltip("what:N", title="Counted"),
            alt.Tooltip("questions:Q", title="Questions"),
        ],
    )
    scale = alt.Scale(domain=[0, max(most, 1)], range=_BLUES, interpolate="rgb")
    dark = alt.when(f"datum.questions > {_DARK * most}")
    cells = base.mark_rect(stroke=LINE).encode(
        color=alt.Color("questions:Q", scale=scale, legend=None)
    )
    counts = base.mark_text(fontSize=10).encode(
        text="questions:Q", color=dark.then(alt.value(PAPER)).otherwise(alt.value(INK))
    )
    return alt.LayerChart(layer=[cells, counts]).properties(
        title=alt.Title(title_lines(heading), fontSize=11, fontWeight="normal"),
        width=alt.Step(_CELL),
        height=alt.Step(_CELL),
    )
