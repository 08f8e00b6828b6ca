"""The browser app: which pages there are, what they share, and who measures for them."""

from pathlib import Path

import streamlit as st

from assistant.evaluations import Evaluations
from assistant.pages import measuring, shell
from assistant.settings import load_settings

SERVICE = "Sandwell practice assistant"


def evaluations() -> Evaluations:
    """Imported on the first visit to its page, so that the others need not wait for it."""
    from eval import workbench

    return workbench.open_workbench(load_settings())


page = st.navigation(
    [
        st.Page("assistant/pages/ask.py", title="Ask", default=True),
        st.Page("assistant/pages/report.py", title="Report", url_path="report"),
        st.Page("assistant/pages/library.py", title="Library", url_path="library"),
        st.Page("assistant/pages/evaluation.py", title="Evaluation", url_path="evaluation"),
        st.Page(
            "assistant/pages/accessibility.py",
            title="Accessibility statement",
            url_path="accessibility",
            visibility="hidden",
        ),
    ],
    position="top",
)
st.set_page_config(
    page_title=f"{page.title} - {SERVICE}",
    page_icon=Path(shell.__file__).with_name("icon.png"),
    layout="wide",
)
measuring.provide(evaluations)
shell.draw_shell(page.title)
page.run()
shell.draw_foot()
