"""The parts of the pages that Streamlit has no element for, drawn by scripts of our own."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


answer = st.components.v2.component(
    "sandwell_answer",
    html='<div class="root"></div>',
    css=_text("grade.css") + _text("answer.css"),
    js=_text("answer_parts.js") + _text("answer_actions.js") + _text("answer.js"),
)
"""Draws a ``TurnView``.

Data: ``turn``; ``newest``, where not empty, moves the focus to it, once for each value; ``last``
leaves room below; ``whole`` offers to save the conversation; ``feedback`` asks whether it was
useful, or has what was ``said`` to that; ``download`` is a file to save. Triggers: ``open``, the
report and the locator to read there; ``act``, an action of ``turn_actions``.
"""

announcer = st.components.v2.component(
    "sandwell_announcer",
    html='<div role="status" class="announcer"></div>',
    js=_text("announcer.js"),
    isolate_styles=False,
)
"""Tells screen readers ``text`` each time ``serial`` changes, moves the focus to the heading when
``page`` or ``begun`` changes, and mutes one-key shortcuts."""

scroller = st.components.v2.component(
    "sandwell_scroller",
    html='<div class="scroll"></div>',
    js=_text("scroll.js"),
    isolate_styles=False,
)
"""Scrolls to the element ``target`` once per ``visit``. Trigger: ``go``, a link's address."""

reader = st.components.v2.component(
    "sandwell_reader",
    html=_text("reader.html"),
    js=_text("find.js") + _text("reader.js"),
    isolate_styles=False,
)
"""Finds words in the report that the page shows; copies and prints it. No data."""

sorter = st.components.v2.component(
    "sandwell_sorter",
    html="<div></div>",
    js=_text("sort.js"),
    isolate_styles=False,
)
"""Makes the headings of sortable tables sort them. No data."""

keeper = st.components.v2.component(
    "sandwell_keeper",
    html='<div class="keeper" hidden></div>',
    js=_text("keeper.js"),
    isolate_styles=False,
)
"""Keeps ``turns`` in the browser's tab. Trigger: ``restore``, what was kept before a reload.

Nothing is restored where the conversation was ``cleared``.
"""
