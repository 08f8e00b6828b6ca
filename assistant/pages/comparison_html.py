"""Two runs side by side as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from assistant.pages.evaluation_html import link, result_words, titled, when_words
from assistant.pages.tables import table
from assistant.pages.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.evaluations import ChangeRow, ComparisonDetail, FlippedQuestion


def change_table(caption: str, rows: Iterable[ChangeRow], *, kinds: bool) -> str:
    """Measures of both runs and what the difference means; ``kinds`` adds of which questions."""
    cells = [
        [
            titled(escape(row.title), row.meaning),
            *([escape(row.kind)] if kinds else []),
            *map(escape, (row.first, row.second, row.difference, str(row.n))),
            f'<span class="verdict" data-verdict="{row.verdict}">'
            f"{sentence_case(row.verdict)}</span>",
        ]
        for row in rows
    ]
    headers = [
        "Measure",
        *(["Kind"] if kinds else []),
        "#First run",
        "#Second run",
        "#Difference (95% interval)",
        "#Questions",
        "Verdict",
    ]
    return f'<div class="ours">{table(caption, headers, cells)}</div>'


def compared_runs(comparison: ComparisonDetail) -> str:
    """Which run is which."""
    rows = [
        [name, link(when_words(run), {"run": run.name}), escape(run.system), escape(run.questions)]
        for name, run in (("First", comparison.first), ("Second", comparison.second))
    ]
    found = table("The two runs", ["Run", "Started", "What answered", "Questions"], rows)
    return f'<div class="ours">{found}</div>'


def flipped_list(comparison: ComparisonDetail) -> str:
    """The questions that one run alone answers rightly, each with both answers."""
    items = "".join(_flip(comparison, flip) for flip in comparison.flipped)
    return f'<div class="ours">{items}</div>'


def _flip(comparison: ComparisonDetail, flip: FlippedQuestion) -> str:
    verdict = "worse" if flip.first.right else "better"
    sides = "".join(
        f'<div><h3>{name} run</h3><p class="result">{result_words(row)}</p>'
        f'<div class="words">{escape(answer) or "None."}</div>'
        f"<p>{link(f'{row.id} in the {name.lower()} run', {'run': run.name, 'question': row.id})}"
        "</p></div>"
        for name, run, row, answer in (
            ("First", comparison.first, flip.first, flip.first_answer),
            ("Second", comparison.second, flip.second, flip.second_answer),
        )
    )
    return (
        f'<details><summary><span class="verdict" data-verdict="{verdict}">'
        f"{sentence_case(verdict)}</span> {escape(flip.first.question)}</summary>"
        f'<div class="sides">{sides}</div></details>'
    )
