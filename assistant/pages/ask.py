"""The Ask page: a question in, the report's own sentences out, the paragraphs beside them."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant import settings
from assistant.pages import (
    components,
    conversation,
    keeping,
    questioning,
    reports,
    scope,
    shell,
    turn_actions,
    warmup,
)
from assistant.pages.addresses import REPORT_PAGE, query_of
from assistant.pages.ask_address import Asked, asked_in
from assistant.pages.problems import problem_line
from assistant.pages.starters import STARTERS
from assistant.pages.wording import report_title

if TYPE_CHECKING:
    from vectorstore.catalogue import Catalogue

GETTING_READY = (
    "Getting the search ready. This takes about ten seconds after a start. "
    "You can ask now: the answer comes as soon as it is ready."
)
_TAKEN = "address_taken"
_LEFT_AT = "turn_left_at"


def main() -> None:
    """Draw the page with what has been answered by now."""
    st.html(Path(__file__).with_name("ask.css"))
    _take_address()
    _return_to_turn()
    _take_in_answers()
    st.title("Ask about the inspection", anchor=False)
    catalogue = _catalogue()
    _introduction(catalogue)
    _readiness()
    # Before the turns: whoever sees an answer and loads the page anew finds it again.
    _keep_over_reloads()
    if conversation.turns():
        _turns()
    else:
        _starters()
    with st.bottom:
        _bar(catalogue)
        st.chat_input("Ask a question about the report", key="question", on_submit=_take_question)
    if conversation.any_waiting() and warmup.shared.assistant:
        _watch()


def _take_address() -> None:
    """Ask what the address asks when it is opened; show it where it has been asked before."""
    asked = asked_in(st.query_params)
    if asked == st.session_state.get(_TAKEN, Asked()):
        return
    st.session_state[_TAKEN] = asked
    known = [turn.question for turn in conversation.turns()]
    if asked.questions and asked.questions[-1] in known:
        conversation.show(len(known) - 1 - known[::-1].index(asked.questions[-1]))
        return
    for question in asked.questions:
        if question not in known:
            conversation.ask(question, asked.scope)


def _return_to_turn() -> None:
    """Show the answer whose paragraph was opened, or else the last, to who comes back."""
    last = len(conversation.turns()) - 1
    left_at = st.session_state.pop(_LEFT_AT, last) if shell.has_arrived() else None
    if left_at is not None and 0 <= left_at <= last:
        conversation.show(left_at)


def _take_in_answers() -> None:
    said = questioning.advance()
    if said is not None:
        shell.announce(said)
        st.rerun()


def _catalogue() -> Catalogue | None:
    try:
        return reports.current_catalogue()
    except Exception as error:
        # While the assistant loads, or has failed to, its own message says what is wrong.
        if warmup.shared.error is None:
            shell.draw_problem(problem_line(error))
        return None


def _introduction(catalogue: Catalogue | None) -> None:
    document = reports.default_document(catalogue) if catalogue else None
    report = f"the {report_title(document)}" if document else "Ofsted's inspection report"
    st.html(
        f'<p class="lead">Answers come from {escape(report)}, in the inspectors\' own words, with '
        "the paragraphs beside them. Do not type anything that identifies a child.</p>"
    )


def _readiness() -> None:
    error = warmup.shared.error
    if error is not None:
        shell.draw_problem(problem_line(error))
        st.button("Try again", on_click=warmup.shared.retry)
    elif warmup.shared.assistant is None:
        _wait()


@st.fragment(run_every=1)
def _wait() -> None:
    st.info(GETTING_READY)
    if warmup.shared.start().done():
        st.rerun()


@st.fragment(run_every=0.5)
def _watch() -> None:
    """Take in an answer that took longer than the page waited for it."""
    if conversation.has_news():
        st.rerun()


def _starters() -> None:
    st.header("Questions to start with", anchor=False)
    with st.container(key="starters"):
        for number, starter in enumerate(STARTERS):
            st.button(
                f":small[{starter.role}]  \n{starter.question}",
                key=f"starter-{number}",
                on_click=questioning.put,
                args=(starter.question, scope.chosen()),
                width="stretch",
            )


def _bar(catalogue: Catalogue | None) -> None:
    with st.container(key="bar", horizontal=True):
        if catalogue is not None and catalogue.report_ids():
            scope.draw_button(catalogue)
        if conversation.turns():
            st.button("Start again", key="restart", type="tertiary", on_click=_start_again)


def _start_again() -> None:
    conversation.start_again()
    scope.search_everywhere()
    # A reload would ask again what the address asks.
    st.query_params.clear()
    shell.begin("All questions are cleared.")


def _take_question() -> None:
    questioning.put(st.session_state.question, scope.chosen())


def _turns() -> None:
    newest = conversation.take_newest()
    download = turn_actions.take_download()
    feedback = settings.load_settings().feedback
    last = len(conversation.turns()) - 1
    several = len(conversation.exchanges()) > 1
    for position, turn in enumerate(conversation.turns()):
        words = questioning.waiting_words(turn)
        result = components.answer(
            key=f"turn-{position}",
            data={
                "turn": turn.view or conversation.waiting_view(turn, words),
                "newest": newest[1] if newest and newest[0] == position else "",
                "last": position == last,
                "whole": several and position == last,
                "feedback": {"on": feedback and turn.may_be_kept, "said": turn.feedback_line},
                "download": download[1] if download and download[0] == position else None,
            },
            on_open_change=lambda: None,
            on_act_change=partial(_act, position),
        )
        if result.open:
            report, locator = result.open
            st.session_state[_LEFT_AT] = position
            st.switch_page(REPORT_PAGE, query_params=query_of(report, (locator,)))


def _act(position: int) -> None:
    turn_actions.act(position, st.session_state[f"turn-{position}"].act)


def _keep_over_reloads() -> None:
    components.keeper(
        key="keeper",
        data={"turns": keeping.to_keep(), "cleared": conversation.cleared()},
        on_restore_change=lambda: keeping.restore(st.session_state.keeper.restore),
    )


main()
