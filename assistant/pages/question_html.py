"""One question of a run as HTML: its answer, and what would be right."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from assistant.pages.addresses import href_of
from assistant.pages.evaluation_html import result_words
from assistant.pages.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evaluations import QuestionDetail, RightPlace


def question_page(detail: QuestionDetail, kind: str) -> str:
    """One question, its answer, and what would be right."""
    facts = [f"{kind}, {detail.row.id}"]
    if detail.understood_as:
        facts.append(f"Understood as: {detail.understood_as}")
    parts = [
        f'<p class="verdict">{result_words(detail.row)}</p>',
        *(f"<p>{escape(fact)}</p>" for fact in facts),
        _listed("Asked before", detail.history),
        f'<h2>Answer</h2><div class="words">{escape(detail.answer) or "None."}</div>',
        _right_places(detail.right_places),
        _cited(detail),
        _scores(detail.scores),
    ]
    return f'<div class="ours">{"".join(parts)}</div>'


def _listed(title: str, items: Sequence[str]) -> str:
    lines = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<h2>{escape(title)}</h2><ol>{lines}</ol>" if items else ""


def _right_places(places: Sequence[RightPlace]) -> str:
    if not places:
        return (
            "<h2>What would be right</h2><p>The report leaves this question open, or it is not "
            "about the report. A refusal is right.</p>"
        )
    return f"<h2>What would be right</h2>{''.join(map(_right_place, places))}"


def _right_place(place: RightPlace) -> str:
    cited = "Cited" if place.cited else "Missed"
    found = f"found at rank {place.rank}" if place.rank else "not among what was found"
    words = "".join(
        f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text)
        for piece in place.pieces
    )
    href = escape(href_of(place.report, place.locator))
    title = escape(place.title)
    return (
        f'<section class="source" data-result="{"right" if place.cited else "wrong"}">'
        f"<h3>{title}</h3><p><strong>{cited}</strong>, {found}</p>"
        f'<div class="words">{words or "Its report is not in the library now."}</div>'
        f'<p><a href="{href}" data-go>Open {title} in the report</a></p></section>'
    )


def _cited(detail: QuestionDetail) -> str:
    if not detail.cited:
        return "<h2>What it cites</h2><p>Nothing.</p>"
    verdicts = {True: "Right to cite", False: "Not right to cite", None: "–"}
    rows = [
        [escape(cited.marker), f"“{escape(cited.quote)}”", verdicts[cited.right]]
        for cited in detail.cited
    ]
    found = table("Citations of the answer", ["Place", "Quoted words", "Verdict"], rows)
    return f"<h2>What it cites</h2>{found}"


def _scores(scores: Sequence[tuple[str, str]]) -> str:
    rows = [[escape(meaning), escape(value)] for meaning, value in scores]
    found = table("Scores of this question", ["Measure", "#Figure"], rows)
    return f"<h2>Scores</h2>{found}" if rows else ""
