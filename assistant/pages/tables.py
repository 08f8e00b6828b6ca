"""Tables as HTML, which on a narrow screen become one card a row, and whose headings sort them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Cell(NamedTuple):
    """HTML, escaped by the caller, and the key it is sorted by where its words would not do."""

    html: str
    key: str


def table(
    caption: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[str | Cell]],
    *,
    sortable: bool = False,
) -> str:
    """Cells are HTML, escaped by the caller; caption and headers are text.

    The first cell of each row is its heading. Columns whose header starts with "#" are figures.
    A sortable table needs ``components.sorter`` on its page.
    """
    names = [header.removeprefix("#") for header in headers]
    kinds = [' class="figure"' if header.startswith("#") else "" for header in headers]
    head = "".join(
        f'<th scope="col" role="columnheader"{kind}>{_heading(name, sortable=sortable)}</th>'
        for name, kind in zip(names, kinds, strict=True)
    )
    body = "".join(_row(row, names, kinds) for row in rows)
    # Cards are no table to a browser; the roles keep it one for screen readers.
    return (
        f'<table class="cards{" sortable" * sortable}" role="table">'
        f'<caption><span class="unseen">{escape(caption)}</span></caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _heading(name: str, *, sortable: bool) -> str:
    words = escape(name)
    return f'<button type="button" class="sort">{words}</button>' if sortable else words


def _row(row: Sequence[str | Cell], names: Sequence[str], kinds: Sequence[str]) -> str:
    first, *others = map(_cell, row)
    cells = "".join(
        f'<td role="cell"{kind}{key} data-label="{escape(name)}">{html}</td>'
        for (html, key), name, kind in zip(others, names[1:], kinds[1:], strict=True)
    )
    html, key = first
    return f'<tr role="row"><th scope="row" role="rowheader"{key}>{html}</th>{cells}</tr>'


def _cell(cell: str | Cell) -> tuple[str, str]:
    if isinstance(cell, Cell):
        return cell.html, f' data-sort="{escape(cell.key)}"'
    return cell, ""
