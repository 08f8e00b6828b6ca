"""The Report page: the whole report to read, search and print, each paragraph by its address."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.errors import UserError
from assistant.locators import parse_locators
from assistant.pages import components, reports, shell
from assistant.pages.addresses import ASK_PAGE, locators_of, page_and_query, query_of
from assistant.pages.problems import problem_line
from assistant.pages.report_html import chapters, contents, origin
from assistant.pages.wording import report_name, report_title, sentence_case

if TYPE_CHECKING:
    from ingest.models import Document
    from vectorstore.catalogue import Catalogue

_HINT = (
    "Choose a paragraph's number to open it. Then you can go to the next one, ask about it, or "
    "copy its words or its address."
)
_PRINT = '<button type="button" class="plain-button" data-print>Print this report</button>'
VISIT, PROBLEM, CHOSEN = "report_visit", "report_problem", "report_chosen"


def main() -> None:
    """Draw the report that the address names, opened at the place that it names."""
    st.html(Path(__file__).with_name("report.css"))
    try:
        catalogue = reports.current_catalogue()
        document = reports.default_document(catalogue)
    except Exception as error:
        st.title("Report", anchor=False)
        shell.draw_problem(problem_line(error))
        return
    if document is None:
        st.title("Report", anchor=False)
        shell.draw_problem("There is no report to read yet. Run: sandwell index")
        return
    _report(catalogue, document)


def _report(catalogue: Catalogue, default: Document) -> None:
    problems = []
    document = default
    wanted = st.query_params.get("report")
    if wanted in catalogue.report_ids():
        document = catalogue.document(wanted)
    elif wanted:
        known = ", ".join(catalogue.report_ids())
        problems.append(
            f"There is no report {wanted!r} here; this is {document.report}. There are: {known}."
        )
    try:
        asked = () if problems else locators_of(st.query_params, document)
    except UserError as error:
        asked = ()
        problems.append(str(error))
    st.html(f"<h1>{escape(sentence_case(report_title(document)))}</h1>")
    for problem in problems:
        shell.draw_problem(problem)
    found = chapters(document, asked)
    guide, text = st.columns([1, 2.4], gap="large")
    with guide, st.container(key="guide"):
        _choose(catalogue, document)
        components.reader(key="reader", height="content")
        _jump_box(document)
        st.html(contents(found))
        st.html(_PRINT)
    with text:
        if not asked:
            st.html(f'<p class="hint">{_HINT}</p>')
        for chapter in found:
            st.html(chapter.html)
        st.html(origin(document))
    _open_at(asked)


def _choose(catalogue: Catalogue, document: Document) -> None:
    ids = catalogue.report_ids()
    if len(ids) == 1:
        return
    # The address decides, also when it changed by going back.
    st.session_state[CHOSEN] = document.report
    st.selectbox(
        "Report",
        ids,
        format_func=lambda each: report_name(catalogue.document(each)),
        key=CHOSEN,
        on_change=lambda: _go(query_of(st.session_state[CHOSEN])),
    )


def _jump_box(document: Document) -> None:
    with (
        st.form("jump", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", key="jump_row"),
    ):
        st.text_input("Go to (12, 30-36, improvement 2)", key="jump_to")
        st.form_submit_button("Go", on_click=_jump, args=(document,))
    problem = st.session_state.get(PROBLEM)
    if problem:
        shell.draw_problem(problem)


def _jump(document: Document) -> None:
    try:
        locators = parse_locators(st.session_state.jump_to, document)
    except UserError as error:
        st.session_state[PROBLEM] = str(error)
    else:
        _go(query_of(document.report, locators))


def _go(query: dict[str, str]) -> None:
    """Make the address name the place, and have the page open there even if it already did."""
    st.session_state[PROBLEM] = None
    st.session_state[VISIT] = st.session_state.get(VISIT, 0) + 1
    st.query_params.from_dict(query)


def _open_at(asked: tuple[str, ...]) -> None:
    result = components.scroller(
        key="scroller",
        data={"target": asked[0] if asked else "", "visit": st.session_state.get(VISIT, 0)},
        on_go_change=lambda: None,
    )
    if result.go:
        page, query = page_and_query(result.go)
        if page:
            # Streamlit adds the query to this page's history first: with the place still in it,
            # going back comes here again.
            st.switch_page(ASK_PAGE, query_params={**st.query_params.to_dict(), **query})
        _go(query)
        st.rerun()


main()
