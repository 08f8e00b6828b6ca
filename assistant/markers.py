"""How a passage is named: in an answer's brackets, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.models import Document, Passage

_PARTS = {
    "header": "About this inspection",
    "judgements": "Judgements",
    "summary": "Summary ¶{item}",
    "improvements": "Improvement {item}",
    "footnote": "Footnote {item}",
    "about": "About this report",
}


def marker_of(passage: Passage, document: Document | None = None) -> str:
    """The marker without brackets: "¶12", "Improvement 2", "Judgements", "Summary ¶1".

    With ``document`` the report is named too, for answers that draw on several: "Sandwell 2022
    ¶14".
    """
    if passage.part is None:
        name = f"¶{passage.paragraph}"
    else:
        name = _PARTS[passage.part].format(item=passage.locator.partition(".")[2])
    if document is None:
        return name
    year = f" {document.end_date.year}" if document.end_date else ""
    return f"{document.authority}{year} {name}"
