"""The accessibility statement: what was done, what was tested, and what is still wrong."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

import streamlit as st

from assistant.pages.known_gaps import AXE_EXCEPTIONS, OTHER_GAPS
from assistant.pages.tables import table

_PURPOSE = (
    "This statement is about the Sandwell practice assistant, the app that you see here. As many "
    "people as possible should be able to use it."
)


def main() -> None:
    """Draw the page."""
    st.html(f'<h1>Accessibility statement</h1><p class="lead">{_PURPOSE}</p>')
    words = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")
    st.html(Template(words).substitute(gaps=_gaps(), exceptions=_exceptions()))


def _gaps() -> str:
    lines = "".join(f"<li>{escape(page)}: {escape(words)}</li>" for page, words in OTHER_GAPS)
    return f"<ul>{lines}</ul>"


def _exceptions() -> str:
    rows = [
        (
            escape(each.rule),
            escape(each.page),
            f"<code>{escape(each.selector)}</code>",
            escape(each.words),
        )
        for each in AXE_EXCEPTIONS
    ]
    return table("Rules that are broken", ("Rule", "Page", "Element", "What it means"), rows)


main()
