"""Tables as HTML, which on a narrow screen become one card a row."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(caption: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells are HTML, escaped by the caller; caption and headers are text.

    The first cell of each row is its heading. Columns whose header starts with "#" are figures.
    """
    names = [header.removeprefix("#") for header in headers]
    kinds = [' class="figure"' if header.startswith("#") else "" for header in headers]
    head = "".join(
        f'<th scope="col" role="columnheader"{kind}>{escape(name)}</th>'
        for name, kind in zip(names, kinds, strict=True)
    )
    body = "".join(_row(row, names, kinds) for row in rows)
    # Cards are no table to a browser; the roles keep it one for screen readers.
    return (
        f'<table class="cards" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(row: Sequence[str], names: Sequence[str], kinds: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(
        f'<td role="cell"{kind} data-label="{escape(name)}">{cell}</td>'
        for cell, name, kind in zip(others, names[1:], kinds[1:], strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{cells}</tr>'
