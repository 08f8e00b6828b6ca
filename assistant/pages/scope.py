"""Which reports are searched: seen beside the box for questions, and changed in a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.pages import reports as indexed
from assistant.pages.answer_view import scope_words
from assistant.pages.wording import report_name

if TYPE_CHECKING:
    from vectorstore.catalogue import Catalogue

_CHOSEN, _WIDGET = "scope_reports", "scope_choice"


def reports() -> tuple[str, ...]:
    """The reports chosen; none means the default one."""
    chosen: tuple[str, ...] = st.session_state.get(_CHOSEN, ())
    return chosen


def choose(chosen: tuple[str, ...]) -> None:
    """Search these from now on."""
    st.session_state[_CHOSEN] = chosen


def draw_button(catalogue: Catalogue) -> None:
    """Say what is searched, and open the dialog on a click."""
    # A report may have been removed since.
    choose(tuple(each for each in reports() if each in catalogue.report_ids()))
    searched = scope_words(reports() or _default(catalogue), catalogue)
    if st.button(f"Searching {searched}. Change", key="scope", type="tertiary"):
        _dialog(catalogue)


@st.dialog("Reports to search")
def _dialog(catalogue: Catalogue) -> None:
    st.multiselect(
        "Search in",
        catalogue.report_ids(),
        default=reports() or _default(catalogue),
        format_func=lambda each: report_name(catalogue.document(each)),
        key=_WIDGET,
    )
    st.html("<p>This holds for the questions that you ask from now on.</p>")
    if st.button("Search these", type="primary", disabled=not st.session_state[_WIDGET]):
        picked = tuple(st.session_state[_WIDGET])
        choose(() if picked == _default(catalogue) else picked)
        st.rerun()


def _default(catalogue: Catalogue) -> tuple[str, ...]:
    document = indexed.default_document(catalogue)
    return (document.report,) if document else ()
