"""One run on the Evaluation page: its figures, its questions, what to do with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.errors import UserError
from assistant.pages import evaluation_html
from assistant.pages.charts import draw_chart
from assistant.pages.glance_html import glance
from assistant.pages.question_html import question_page
from assistant.pages.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.evaluations import Evaluations, QuestionRow, RunDetail

WRONG = "wrong"
MOVED = "evaluation_moved"
KIND, ONLY_WRONG, MEASURE, OTHER = "evaluation_kind", "evaluation_wrong", "measure", "other_run"
_ANY_KIND = "all"
_INTERVAL = (
    "The 95% interval says how far a figure depends on which questions happen to be in the set."
)


def draw_run(evaluations: Evaluations, detail: RunDetail) -> None:
    """A finished run."""
    summary = detail.summary
    shown, query = _narrowed(detail)
    st.html(evaluation_html.back({}, "All runs"))
    st.html(evaluation_html.heading(summary.system) + evaluation_html.run_lead(summary))
    st.header("At a glance", anchor=False)
    st.html(glance(summary.headline) or "<p>There are no figures.</p>")
    st.header("Figures", anchor=False)
    st.html(f"<p>{_INTERVAL}</p>")
    st.html(
        evaluation_html.figure_table(
            "Figures over all questions", "Measure", detail.measures.values(), meaning=True
        )
    )
    _by_kind(evaluations, detail)
    _questions(detail, shown, query)
    _compare_form(evaluations, summary.name)
    _downloads(evaluations, detail)


def _by_kind(evaluations: Evaluations, detail: RunDetail) -> None:
    st.header("By kind of question", anchor=False)
    measures = detail.measures
    measure = st.selectbox(
        "Measure",
        measures,
        format_func=lambda each: measures[each].title,
        key=MEASURE,
        width=500,
    )
    found = evaluations.by_kind(detail.summary.name, measure)
    drawing, figures = st.columns(2, gap="large")
    with drawing:
        draw_chart(found.chart, key="chart")
    with figures:
        st.html(
            evaluation_html.figure_table(
                f"{measures[measure].title}, by kind of question",
                "Kind",
                found.rows,
                meaning=False,
            )
        )


def _questions(detail: RunDetail, shown: Sequence[QuestionRow], query: Mapping[str, str]) -> None:
    st.header("Questions", anchor=False)
    # The address decides, also when it changed by going back.
    st.session_state[KIND] = query.get("kind", _ANY_KIND)
    st.session_state[ONLY_WRONG] = "show" in query
    with st.container(horizontal=True, vertical_alignment="bottom", key="narrow-questions"):
        st.selectbox(
            "Kind",
            [_ANY_KIND, *detail.kinds],
            format_func=lambda kind: detail.kinds.get(kind, "All kinds"),
            key=KIND,
            on_change=_narrow,
            width=300,
        )
        st.checkbox("Only those that went wrong", key=ONLY_WRONG, on_change=_narrow)
    st.html(f"<p>{len(shown)} of {counted(len(detail.questions), 'question')}</p>")
    if shown:
        st.html(evaluation_html.question_table(shown, detail.kinds, query))


def _narrow() -> None:
    kind, wrong = st.session_state[KIND], st.session_state[ONLY_WRONG]
    query = {"run": st.query_params["run"]}
    query |= {"kind": kind} if kind != _ANY_KIND else {}
    query |= {"show": WRONG} if wrong else {}
    st.query_params.from_dict(query)


def _narrowed(detail: RunDetail) -> tuple[list[QuestionRow], dict[str, str]]:
    """The questions that the address asks for, and that part of the address."""
    kind, show = st.query_params.get("kind"), st.query_params.get("show")
    if kind and kind not in detail.kinds:
        known = ", ".join(detail.kinds)
        raise UserError(f"There are no questions of the kind {kind!r}. There are: {known}.")
    if show and show != WRONG:
        raise UserError(f"show={show!r} is not known. Use show={WRONG}, or leave it out.")
    query = {"run": detail.summary.name}
    query |= {"kind": kind} if kind else {}
    query |= {"show": show} if show else {}
    return [
        row
        for row in detail.questions
        if (not kind or row.kind == kind) and (not show or not row.right)
    ], query


def _compare_form(evaluations: Evaluations, name: str) -> None:
    others = {
        run.name: evaluation_html.run_words(run)
        for run in evaluations.runs()
        if run.state == "finished" and run.name != name
    }
    st.header("Compare with another run", anchor=False)
    if not others:
        st.html("<p>There is no other finished run yet.</p>")
        return
    with st.form("compare", border=False):
        st.selectbox("Other run", others, format_func=others.__getitem__, key=OTHER)
        st.form_submit_button("Compare", on_click=_compare, args=(name,))


def _compare(name: str) -> None:
    st.query_params.from_dict({"run": name, "with": st.session_state[OTHER]})
    st.session_state[MOVED] = True


def _downloads(evaluations: Evaluations, detail: RunDetail) -> None:
    st.header("Download", anchor=False)
    name = detail.summary.name
    with st.container(horizontal=True):
        for file in detail.files:
            st.download_button(
                f"Download {file}",
                data=partial(evaluations.file, name, file),
                file_name=f"{name}-{file}",
                on_click="ignore",
            )


def draw_question(evaluations: Evaluations, detail: RunDetail, id_: str) -> None:
    """One question of a finished run."""
    shown, query = _narrowed(detail)
    found = evaluations.question(detail.summary.name, id_)
    st.html(evaluation_html.back(query, "All questions of this run"))
    st.html(evaluation_html.heading(found.row.question))
    st.html(evaluation_html.neighbours(shown, id_, query))
    st.html(question_page(found, detail.kinds.get(found.row.kind, found.row.kind)))
