"""The browser app: which pages there are, and what every page shares."""

from pathlib import Path

import streamlit as st

from assistant.pages import shell

SERVICE = "Sandwell practice assistant"

page = st.navigation(
    [
        st.Page("assistant/pages/ask.py", title="Ask", default=True),
        st.Page("assistant/pages/report.py", title="Report", url_path="report"),
    ],
    position="top",
)
st.set_page_config(
    page_title=f"{page.title} - {SERVICE}",
    page_icon=Path(shell.__file__).with_name("icon.png"),
    layout="wide",
)
shell.draw_shell()
page.run()
