"""Starting a run, watching it, stopping it, going on with one that was cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.errors import UserError
from assistant.pages import evaluation_html, shell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.evaluations import Evaluations, RunSummary

SYSTEM, QUESTIONS = "run_system", "run_questions"
_PROBLEM = "run_problem"


def draw_start(evaluations: Evaluations) -> None:
    """The run that is going, or what is needed to start one."""
    progress = evaluations.progress()
    problem = st.session_state.get(_PROBLEM)
    if problem:
        shell.draw_problem(problem)
    if progress and progress.going:
        _watch(evaluations)
        return
    if progress and progress.problem:
        shell.draw_problem(f"The run {progress.name} ended early. {progress.problem}")
    choices = evaluations.choices()
    systems, questions = choices.systems, choices.questions
    with (
        st.form("start", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", key="start-row"),
    ):
        st.selectbox("What answers", systems, format_func=systems.__getitem__, key=SYSTEM)
        st.selectbox("Questions", questions, format_func=questions.__getitem__, key=QUESTIONS)
        st.form_submit_button("Start", on_click=_start, args=(evaluations,))


def draw_continue(evaluations: Evaluations, runs: Sequence[RunSummary]) -> None:
    """A button for each run that was cut short; none while a run is going."""
    progress = evaluations.progress()
    if progress and progress.going:
        return
    for run in runs:
        st.button(
            f"Continue {run.name}",
            key=f"continue-{run.name}",
            on_click=_attempt,
            args=(lambda name=run.name: evaluations.go_on(name),),
        )


@st.fragment(run_every=1)
def _watch(evaluations: Evaluations) -> None:
    progress = evaluations.progress()
    if progress is None or not progress.going:
        shell.announce("The run has ended.")
        st.rerun()
    st.html(evaluation_html.progress_bar(progress))
    st.button("Stop", on_click=evaluations.stop)


def _start(evaluations: Evaluations) -> None:
    system, questions = st.session_state[SYSTEM], st.session_state[QUESTIONS]
    _attempt(lambda: evaluations.start(system, questions))


def _attempt(action: Callable[[], None]) -> None:
    try:
        action()
    except UserError as error:
        st.session_state[_PROBLEM] = str(error)
    else:
        st.session_state[_PROBLEM] = None
        shell.announce("The run has started.")
