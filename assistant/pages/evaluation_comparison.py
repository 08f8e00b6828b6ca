"""Two runs side by side on the Evaluation page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.pages import comparison_html, evaluation_html
from assistant.pages.wording import counted

if TYPE_CHECKING:
    from assistant.evaluations import Evaluations


def draw_comparison(evaluations: Evaluations, one: str, other: str) -> None:
    """The later of two finished runs against the earlier."""
    started = {run.name: run.started_at for run in evaluations.runs() if run.started_at}
    if one in started and other in started and started[other] < started[one]:
        one, other = other, one
    with st.spinner("Comparing the two runs"):
        found = evaluations.compare(one, other)
    st.html(evaluation_html.back({"run": other}, "The second run"))
    st.html(evaluation_html.heading("Two runs compared"))
    st.html(comparison_html.compared_runs(found))
    if found.left_out:
        left_out = counted(found.left_out, "question")
        st.html(f"<p>{left_out} left out: not the same, or not answered, in both runs.</p>")
    st.header("What changed", anchor=False)
    st.html(
        "<p>Better or worse is said only where chance is an unlikely reason for the difference.</p>"
    )
    overall = comparison_html.change_table("Changes over all questions", found.overall, kinds=False)
    st.html(overall)
    st.header("Kinds of question that changed", anchor=False)
    if found.by_kind:
        changed = comparison_html.change_table(
            "Changes by kind of question", found.by_kind, kinds=True
        )
        st.html(changed)
    else:
        st.html("<p>No kind of question became clearly better or worse.</p>")
    st.header("Questions that flipped", anchor=False)
    worse = sum(bool(flip.first.right) for flip in found.flipped)
    st.html(
        f"<p>{counted(worse, 'question')} right in the first run and wrong in the second; "
        f"{len(found.flipped) - worse} the other way round.</p>"
    )
    if found.flipped:
        st.html(comparison_html.flipped_list(found))
