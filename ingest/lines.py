"""Lines: what every reader gives, whatever kind of file it reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line as it stands in the file, tabs kept, ends trimmed, never empty.

    ``after_gap`` says that a blank line, more space than between lines, a page break or the start
    of the file comes before it. ``page`` counts from 1; None where the file marks no pages.
    ``heading`` says whether the file lays the line out as a heading; None where it cannot tell.
    ``left`` is how far from the edge of the page it begins, in points; None where that is not
    known. Cells of a table row are one line with tabs between them.
    """

    text: str
    after_gap: bool
    page: int | None = None
    heading: bool | None = None
    left: float | None = None
