"""What every page has: the design, the announcer, a menu for narrow screens, a foot."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from assistant.pages import components
from assistant.pages.addresses import ASK_PAGE, REPORT_PAGE

LIBRARY_PAGE = "assistant/pages/library.py"
EVALUATION_PAGE = "assistant/pages/evaluation.py"
ACCESSIBILITY_PAGE = "assistant/pages/accessibility.py"
_DESIGN = ("design.css", "grade.css", "shell.css")
_FOOT = (
    "Inspection reports are Crown copyright and used under the Open Government Licence v3.0. Only "
    "the report as Ofsted published it is authoritative."
)
_SERIAL, _TEXT = "announcement_serial", "announcement_text"
_BEGUN = "times_begun"
_PAGE, _ARRIVED = "page", "page_is_new"


def draw_shell(page: str) -> None:
    """Draw what stands above the page of that title. Call once in each run."""
    st.session_state[_ARRIVED] = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    for name in _DESIGN:
        st.html(Path(__file__).with_name(name))
    components.announcer(
        key="announcer",
        data={
            "serial": st.session_state.get(_SERIAL, 0),
            "text": st.session_state.get(_TEXT, ""),
            "page": page,
            "begun": st.session_state.get(_BEGUN, 0),
        },
        height="content",
    )
    # Streamlit turns its own menu into a sidebar there, which cannot be left with the keyboard.
    with st.container(key="narrow-menu", horizontal=True):
        st.page_link(ASK_PAGE, label="Ask")
        st.page_link(REPORT_PAGE, label="Report")
        st.page_link(LIBRARY_PAGE, label="Library")
        st.page_link(EVALUATION_PAGE, label="Evaluation")


def has_arrived() -> bool:
    """Whether this run is the first since the reader came from another page, or at all."""
    arrived: bool = st.session_state.get(_ARRIVED, False)
    return arrived


def draw_foot() -> None:
    """Draw what stands below every page."""
    with st.container(key="foot"):
        st.html(f'<p class="foot">{_FOOT}</p>')
        st.page_link(ACCESSIBILITY_PAGE, label="Accessibility statement")


def draw_problem(line: str) -> None:
    """Say what went wrong, word for word: Streamlit's own boxes would read the line as Markdown."""
    st.html(f'<p class="problem" role="alert">{escape(line)}</p>')


def announce(text: str) -> None:
    """Have ``text`` read out, politely, from the next run on."""
    st.session_state[_SERIAL] = st.session_state.get(_SERIAL, 0) + 1
    st.session_state[_TEXT] = text


def begin(text: str) -> None:
    """Have ``text`` read out, and the focus go to the heading, as at the start of a page."""
    announce(text)
    st.session_state[_BEGUN] = st.session_state.get(_BEGUN, 0) + 1
