"""The Ask page: a question in, the report's own sentences out, the paragraphs beside them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from assistant.pages import components, conversation, reports, shell, warmup
from assistant.pages.addresses import REPORT_PAGE, query_of
from assistant.pages.problems import problem_line
from assistant.pages.views import plain_view
from assistant.pages.wording import report_title

if TYPE_CHECKING:
    from vectorstore.catalogue import Catalogue

STARTERS = (
    "What did inspectors say about homeless 16 and 17 year olds?",
    "Are personal advisers allocated early enough?",
    "How good is management oversight and supervision?",
    "What do inspectors say about auditing and learning?",
    "What needs to improve?",
    "What grade did each area get?",
)
GETTING_READY = (
    "Getting the search ready. This takes about ten seconds after a start. "
    "You can ask now: the answer comes as soon as it is ready."
)
LOOKING = "Looking in the report."
UNREADY = "Not answered yet. The answer comes once the problem above is put right."
WAITING = "Waiting for the search to get ready. The answer comes as soon as it is."


def main() -> None:
    """Draw the page, then answer what is waiting."""
    st.title("Ask about the inspection", anchor=False)
    catalogue = _catalogue()
    _introduction(catalogue)
    _readiness()
    if conversation.turns():
        _turns()
    else:
        _starters()
    with st.bottom:
        st.chat_input("Ask a question about the report", key="question", on_submit=_take_question)
    _answer_waiting()


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


def _starters() -> None:
    st.header("Questions to start with", anchor=False)
    with st.container(key="starters"):
        for number, question in enumerate(STARTERS):
            st.button(
                question,
                key=f"starter-{number}",
                on_click=_ask,
                args=(question,),
                width="stretch",
            )


def _take_question() -> None:
    _ask(st.session_state.question)


def _ask(question: str) -> None:
    conversation.ask(question)
    shell.announce(_waiting_for())


def _waiting_for() -> str:
    if warmup.shared.assistant:
        return LOOKING
    return UNREADY if warmup.shared.error else WAITING


def _turns() -> None:
    newest = conversation.take_newest()
    last = len(conversation.turns()) - 1
    for position, turn in enumerate(conversation.turns()):
        view = turn.view or plain_view(turn.question, "waiting", _waiting_for())
        result = components.answer(
            key=f"turn-{position}",
            data={"turn": view, "newest": position == newest, "last": position == last},
            on_open_change=lambda: None,
        )
        if result.open:
            report, locator = result.open
            st.switch_page(REPORT_PAGE, query_params=query_of(report, (locator,)))


def _answer_waiting() -> None:
    assistant = warmup.shared.assistant
    if assistant is None:
        return
    said = conversation.answer_next(assistant)
    if said is not None:
        shell.announce(said)
        st.rerun()


main()
