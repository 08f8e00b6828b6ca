"""Which reports and sections are searched: said beside the box for questions, set in a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.pages import reports as indexed
from assistant.pages.answer_view import scope_words
from assistant.pages.ask_address import Scope
from assistant.pages.wording import report_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vectorstore.catalogue import Catalogue

_CHOSEN, _OPEN = "scope", "scope_open"
_REPORTS, _SECTION = "scope_reports", "scope_section_"


def chosen() -> Scope:
    """Where to search from now on."""
    scope: Scope = st.session_state.get(_CHOSEN, Scope())
    return scope


def search_everywhere() -> None:
    """Search the default report, all of it, from now on."""
    st.session_state[_CHOSEN] = Scope()


def draw_button(catalogue: Catalogue) -> None:
    """Say what is searched, and open the dialog on a click."""
    scope = _still_there(chosen(), catalogue)
    st.session_state[_CHOSEN] = scope
    searched = scope_words(Scope(_reports(scope, catalogue), scope.sections), catalogue)
    st.button(
        f"Searching {searched}. Change",
        key="scope_button",
        type="tertiary",
        on_click=_set_open,
        args=(True,),
    )
    # Open in each run until it is closed: an answer that comes meanwhile has the page run again.
    if st.session_state.get(_OPEN):
        _dialog(catalogue)


def _set_open(is_open: bool = False) -> None:
    st.session_state[_OPEN] = is_open


@st.dialog("Where to search", on_dismiss=_set_open)
def _dialog(catalogue: Catalogue) -> None:
    scope = chosen()
    picked = st.multiselect(
        "Reports",
        catalogue.report_ids(),
        default=_reports(scope, catalogue),
        format_func=lambda each: report_name(catalogue.document(each)),
        key=_REPORTS,
    )
    # Boxes to tick: their titles are too long for a list to choose from on a phone.
    st.html("<h3>Sections</h3><p>Tick none to search all of them.</p>")
    sections = [
        title
        for title in _titles(picked, catalogue)
        if st.checkbox(title, value=title in scope.sections, key=f"{_SECTION}{title}")
    ]
    st.html("<p>This holds for the questions that you ask from now on.</p>")
    if st.button("Search here", disabled=not picked):
        default = tuple(picked) == _reports(Scope(), catalogue)
        st.session_state[_CHOSEN] = Scope(() if default else tuple(picked), tuple(sections))
        _set_open(False)
        st.rerun()


def _reports(scope: Scope, catalogue: Catalogue) -> tuple[str, ...]:
    """The reports chosen, or the one that is searched where none is."""
    document = indexed.default_document(catalogue)
    return scope.reports or ((document.report,) if document else ())


def _titles(reports: Sequence[str], catalogue: Catalogue) -> list[str]:
    """The titles of the sections of these reports, each once."""
    sections = [each for report in reports for each in catalogue.document(report).sections]
    return list(dict.fromkeys(section.title for section in sections))


def _still_there(scope: Scope, catalogue: Catalogue) -> Scope:
    """Without reports that were removed since, and without sections that only those had."""
    reports = tuple(each for each in scope.reports if each in catalogue.report_ids())
    titles = _titles(_reports(Scope(reports), catalogue), catalogue)
    return Scope(reports, tuple(each for each in scope.sections if each in titles))
