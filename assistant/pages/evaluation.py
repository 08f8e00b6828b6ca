"""The Evaluation page: runs of the question set, one question of a run, two runs side by side.

The address says which: ``run``, with ``question`` or ``with`` (another run); ``kind`` and ``show``
narrow the list of questions.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.pages import components, evaluation_html, measuring, shell, warmup
from assistant.pages.addresses import REPORT_PAGE, page_and_query
from assistant.pages.charts import draw_chart
from assistant.pages.evaluation_comparison import draw_comparison
from assistant.pages.evaluation_run import MOVED, draw_question, draw_run
from assistant.pages.evaluation_start import draw_continue, draw_start
from assistant.pages.feedback_view import draw_feedback
from assistant.pages.glance_html import glance
from assistant.pages.problems import problem_line

if TYPE_CHECKING:
    from assistant.evaluations import Evaluations

_PURPOSE = (
    "Each run asks the assistant a set of questions whose right answers are known, and counts how "
    "many it gets right. Use it to check the answers after a change, such as another report or "
    "another setting."
)


def main() -> None:
    """Draw what the address names; where it names nothing that is there, say so."""
    st.html(Path(__file__).with_name("evaluation.css"))
    with st.spinner("Getting ready"):
        warmup.shared.wait()
    try:
        evaluations = measuring.evaluations()
        _draw(evaluations)
    except Exception as error:
        st.html(evaluation_html.heading("Evaluation"))
        shell.draw_problem(problem_line(error))
        if st.query_params:
            st.html(evaluation_html.back({}, "All runs"))
    _follow_links()


def _draw(evaluations: Evaluations) -> None:
    asked = st.query_params
    run, other, question = asked.get("run"), asked.get("with"), asked.get("question")
    if not run:
        _runs(evaluations)
    elif other:
        draw_comparison(evaluations, run, other)
    elif question:
        draw_question(evaluations, evaluations.run(run), question)
    else:
        draw_run(evaluations, evaluations.run(run))


def _runs(evaluations: Evaluations) -> None:
    runs = evaluations.runs()
    history = evaluations.history()
    st.html(evaluation_html.heading("Evaluation") + f'<p class="lead">{_PURPOSE}</p>')
    newest = next((run for run in runs if run.state == "finished"), None)
    if newest and (bars := glance(newest.headline)):
        st.header("The newest finished run", anchor=False)
        st.html(evaluation_html.run_line(newest) + bars)
    st.header("Start a run", anchor=False)
    draw_start(evaluations)
    st.header("Runs", anchor=False)
    readable = [run for run in runs if run.state != "unreadable"]
    unreadable = [run for run in runs if run.state == "unreadable"]
    if readable:
        st.html(evaluation_html.run_table(readable))
        draw_continue(evaluations, [run for run in readable if run.state == "not finished"])
    else:
        st.html('<p class="lead">There are no runs yet.</p>')
    if history:
        st.header("Over time", anchor=False)
        draw_chart(history, key="history")
    if unreadable:
        st.header("Runs that cannot be read", anchor=False)
        st.html(evaluation_html.unreadable_list(unreadable))
    draw_feedback()


def _follow_links() -> None:
    """Open links in this session, and move the focus to the heading of what they opened."""
    components.sorter(key="sorter")
    asked = st.query_params
    place = " ".join(asked.get(name, "") for name in ("run", "question", "with"))
    moved = st.session_state.setdefault(MOVED, False) or bool(place.strip())
    st.session_state[MOVED] = moved
    result = components.scroller(
        key="scroller",
        data={"target": evaluation_html.HEADING if moved else "", "visit": place},
        on_go_change=lambda: None,
    )
    if result.go:
        page, query = page_and_query(result.go)
        if page:
            # Streamlit adds the query to this page's history first: with the place still in it,
            # going back comes here again.
            st.switch_page(REPORT_PAGE, query_params={**asked.to_dict(), **query})
        st.query_params.from_dict(query)
        st.rerun()


main()
