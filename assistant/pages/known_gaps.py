"""What is known to be wrong for people with disabilities: the statement shows it, tests allow it.

The tests hold the pages to axe-core's rules. What Streamlit draws, and cannot be mended from here,
is an exception by rule and element; one that no longer occurs fails the tests, too.
"""

from __future__ import annotations

from typing import NamedTuple


class AxeException(NamedTuple):
    """A rule of axe-core that the elements of a CSS selector break, and what that means."""

    rule: str
    selector: str
    page: str
    words: str


AXE_EXCEPTIONS = (
    AxeException(
        rule="presentation-role-conflict",
        selector='[data-testid="stFileUploaderDropzone"]',
        page="Library",
        words=(
            "The area to drop files on says that it has no meaning of its own, and can take the "
            "focus all the same. Browsers ignore the first, so that it is read as usual."
        ),
    ),
)

OTHER_GAPS = (
    (
        "Library",
        "The field that takes files is announced as “file upload”. Its label, “Files of inspection "
        "reports”, is announced only for the area around it (WCAG 2.5.3, label in name).",
    ),
    (
        "Library",
        "While reports are added, the progress bar is announced as “progress”, without the words "
        "above it. The end is announced in full (WCAG 4.1.2, name, role, value).",
    ),
    (
        "All pages",
        "Going back in the browser opens the page before, but at its top and not where you were.",
    ),
    (
        "All pages",
        "The language of words in a report or a question that are not English is not marked (WCAG "
        "3.1.2, language of parts).",
    ),
)
