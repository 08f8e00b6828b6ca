"""The Evaluation page: runs of the question set, one question of a run, two runs side by side.

The address says which: ``run``, with ``question`` or ``with`` (another run); ``kind`` and ``show``
narrow the list of questions.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import streamlit as st

from assistant.errors import UserError
from assistant.pages import components, evaluation_html, measuring, shell, warmup
from assistant.pages.addresses import REPORT_PAGE
from assistant.pages.evaluation_start import draw_continue, draw_start
from assistant.pages.problems import problem_line
from assistant.pages.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.evaluations import Chart, Evaluations, QuestionRow, RunDetail

WRONG = "wrong"
KIND, ONLY_WRONG, MEASURE, OTHER = "evaluation_kind", "evaluation_wrong", "measure", "other_run"
_MOVED = "evaluation_moved"
_ANY_KIND = "all"
_PURPOSE = (
    "Each run asks the assistant a set of questions whose right answers are known, and counts how "
    "many it gets right. Use it to check the answers after a change, such as another report or "
    "another setting."
)
_INTERVAL = (
    "The 95% interval says how far a figure depends on which questions happen to be in the set."
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
            _back({}, "All runs")
    _follow_links()


def _draw(evaluations: Evaluations) -> None:
    asked = st.query_params
    run, other, question = asked.get("run"), asked.get("with"), asked.get("question")
    if not run:
        _runs(evaluations)
    elif other:
        _comparison(evaluations, run, other)
    elif question:
        _question(evaluations, evaluations.run(run), question)
    else:
        _run(evaluations, evaluations.run(run))


def _runs(evaluations: Evaluations) -> None:
    runs = evaluations.runs()
    history = evaluations.history()
    st.html(evaluation_html.heading("Evaluation") + f'<p class="lead">{_PURPOSE}</p>')
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
        _chart(history)
    if unreadable:
        st.header("Runs that cannot be read", anchor=False)
        st.html(evaluation_html.unreadable_list(unreadable))


def _run(evaluations: Evaluations, detail: RunDetail) -> None:
    summary = detail.summary
    shown, query = _narrowed(detail)
    _back({}, "All runs")
    st.html(evaluation_html.heading(summary.system) + evaluation_html.run_lead(summary))
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
        "Measure", measures, format_func=lambda each: measures[each].title, key=MEASURE
    )
    found = evaluations.by_kind(detail.summary.name, measure)
    drawing, figures = st.columns(2, gap="large")
    with drawing, st.container(key="chart"):
        _chart(found.chart)
    with figures:
        st.html(
            evaluation_html.figure_table(
                f"{measures[measure].title}, by kind of question",
                "Kind",
                found.rows,
                meaning=False,
            )
        )


def _chart(chart: Chart) -> None:
    # Charts bring their own colours and size, the same as in the written reports; Streamlit
    # would squeeze the chart with its labels into the width of the drawing alone.
    st.vega_lite_chart(spec={**chart, "autosize": "pad"}, theme=None, width="content")


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
    st.session_state[_MOVED] = True


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


def _question(evaluations: Evaluations, detail: RunDetail, id_: str) -> None:
    shown, query = _narrowed(detail)
    found = evaluations.question(detail.summary.name, id_)
    _back(query, "All questions of this run")
    st.html(evaluation_html.heading(found.row.question))
    st.html(evaluation_html.neighbours(shown, id_, query))
    st.html(evaluation_html.question_page(found, detail.kinds.get(found.row.kind, found.row.kind)))


def _comparison(evaluations: Evaluations, one: str, other: str) -> None:
    started = {run.name: run.started_at for run in evaluations.runs() if run.started_at}
    if one in started and other in started and started[other] < started[one]:
        one, other = other, one
    with st.spinner("Comparing the two runs"):
        found = evaluations.compare(one, other)
    _back({"run": other}, "The second run")
    st.html(evaluation_html.heading("Two runs compared"))
    st.html(evaluation_html.compared_runs(found))
    if found.left_out:
        left_out = counted(found.left_out, "question")
        st.html(f"<p>{left_out} left out: not the same, or not answered, in both runs.</p>")
    st.header("What changed", anchor=False)
    st.html(
        "<p>Better or worse is said only where chance is an unlikely reason for the difference.</p>"
    )
    overall = evaluation_html.change_table("Changes over all questions", found.overall, kinds=False)
    st.html(overall)
    st.header("Kinds of question that changed", anchor=False)
    if found.by_kind:
        changed = evaluation_html.change_table(
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
        st.html(evaluation_html.flipped_list(found))


def _back(query: Mapping[str, str], text: str) -> None:
    st.html(f'<p class="evaluation">{evaluation_html.link(text, query)}</p>')


def _follow_links() -> None:
    """Open links in this session, and move the focus to the heading of what they opened."""
    asked = st.query_params
    place = " ".join(asked.get(name, "") for name in ("run", "question", "with"))
    moved = st.session_state.setdefault(_MOVED, False) or bool(place.strip())
    st.session_state[_MOVED] = moved
    result = components.scroller(
        key="scroller",
        data={"target": evaluation_html.HEADING if moved else "", "visit": place},
        on_go_change=lambda: None,
    )
    if result.go:
        page, _, named = result.go.partition("?")
        query = dict(parse_qsl(named))
        if page:
            # Streamlit adds the query to this page's history first: with the place still in it,
            # going back comes here again.
            st.switch_page(REPORT_PAGE, query_params={**asked.to_dict(), **query})
        st.query_params.from_dict(query)
        st.rerun()


main()
