"""Runs and questions as HTML: every word of theirs escaped, every link with its address."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.pages.addresses import href_of
from assistant.pages.tables import table
from assistant.pages.wording import counted, day_words, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.evaluations import (
        ChangeRow,
        ComparisonDetail,
        FigureRow,
        FlippedQuestion,
        Progress,
        QuestionDetail,
        QuestionRow,
        RightPlace,
        RunSummary,
    )

HEADING = "evaluation-heading"
_HEADLINE = {
    "hit@5": "Right paragraph in the first five",
    "citation_precision": "Citations that are right",
    "citation_recall": "Right paragraphs cited",
    "false_refusal_rate": "Refused in error",
}


def heading(text: str) -> str:
    """The heading of the page, which can take the focus."""
    return f'<h1 id="{HEADING}" tabindex="-1">{escape(text)}</h1>'


def link(text: str, query: Mapping[str, str]) -> str:
    """A link to another place of the same page; an empty query is its start."""
    href = escape(f"?{urlencode(query)}")
    return f'<a href="{href}" data-locator="{href}">{escape(text)}</a>'


def when_words(run: RunSummary) -> str:
    """When it was started, in this machine's time: "24 November 2026 at 04:41"."""
    if run.started_at is None:
        return run.name
    local = run.started_at.astimezone()
    return f"{day_words(local.date())} at {local:%H:%M}"


def run_words(run: RunSummary) -> str:
    """Enough to tell it from other runs."""
    return f"{run.system}, {when_words(run)}"


def run_lead(run: RunSummary) -> str:
    """What was run, in a line below the heading."""
    questions = escape(run.questions)
    return (
        f'<p class="lead">{questions}: {counted(run.total, "question")}. '
        f"Started {escape(when_words(run))}.</p>"
    )


def run_table(runs: Iterable[RunSummary]) -> str:
    """The runs that can be read; those that are finished are links."""
    rows = []
    for run in runs:
        name = when_words(run)
        finished = run.state == "finished"
        rows.append(
            [
                _titled(link(name, {"run": run.name}) if finished else escape(name), run.name),
                escape(run.system),
                escape(run.questions),
                escape(state_words(run)),
                *(escape(run.headline.get(measure, "–")) for measure in _HEADLINE),
            ]
        )
    figures = (f"#{title}" for title in _HEADLINE.values())
    headers = ["Started", "What answered", "Questions", "State", *figures]
    return f'<div class="evaluation">{table("Runs, newest first", headers, rows)}</div>'


def state_words(run: RunSummary) -> str:
    """Finished or not, and how far it came."""
    if run.state == "finished":
        return "Finished"
    return f"{sentence_case(run.state)}, {run.answered} of {run.total} answered"


def unreadable_list(runs: Iterable[RunSummary]) -> str:
    """The runs that cannot be read, each with its reason."""
    items = "".join(
        f"<li><strong>{escape(run.name)}</strong>: {escape(run.problem)}</li>" for run in runs
    )
    return f'<div class="evaluation"><ul>{items}</ul></div>'


def progress_bar(progress: Progress) -> str:
    """How far the run has come, in words and as a bar."""
    known = progress.total > 0
    words = (
        f"{progress.answered} of {progress.total} questions answered"
        if known
        else "Starting. Loading the search takes some seconds."
    )
    value = f' max="{progress.total}" value="{progress.answered}"' if known else ""
    return (
        f'<div class="evaluation"><p id="run-progress">{escape(words)}</p>'
        f'<progress aria-labelledby="run-progress"{value}></progress></div>'
    )


def figure_table(caption: str, first: str, rows: Iterable[FigureRow], *, meaning: bool) -> str:
    """Figures with their intervals; ``meaning`` adds what each one means."""
    found = list(rows)
    unscored = any(row.not_scored for row in found)
    headers = [first, "#Figure", "#95% interval", "#Questions"]
    cells = [
        [
            _titled(escape(row.title), row.meaning if meaning else ""),
            *map(escape, (row.value, row.interval, str(row.n))),
            *([str(row.not_scored)] if unscored else []),
        ]
        for row in found
    ]
    headers += ["#Not scored"] if unscored else []
    return f'<div class="evaluation">{table(caption, headers, cells)}</div>'


def question_table(
    rows: Iterable[QuestionRow], kinds: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """Questions with what became of them; ``query`` is kept in their links."""
    cells = [
        [
            link(row.question, {**query, "question": row.id}),
            escape(kinds.get(row.kind, row.kind)),
            _result(row),
        ]
        for row in rows
    ]
    found = table("Questions of this run", ["Question", "Kind", "Result"], cells)
    return f'<div class="evaluation questions">{found}</div>'


def neighbours(rows: Sequence[QuestionRow], chosen: str, query: Mapping[str, str]) -> str:
    """Links to the questions before and after the chosen one; none where it is not among them."""
    ids = [row.id for row in rows]
    if chosen not in ids:
        return ""
    position = ids.index(chosen)
    before, after = ids[:position][-1:], ids[position + 1 :][:1]
    links = [link("Previous question", {**query, "question": id_}) for id_ in before]
    links += [link("Next question", {**query, "question": id_}) for id_ in after]
    place = f"<span>Question {position + 1} of {len(ids)}</span>"
    return f'<nav class="evaluation steps" aria-label="Questions">{place}{"".join(links)}</nav>'


def question_page(detail: QuestionDetail, kind: str) -> str:
    """One question, its answer, and what would be right."""
    facts = [f"{kind}, {detail.row.id}"]
    if detail.understood_as:
        facts.append(f"Understood as: {detail.understood_as}")
    parts = [
        f'<p class="verdict">{_result(detail.row)}</p>',
        *(f"<p>{escape(fact)}</p>" for fact in facts),
        _listed("Asked before", detail.history),
        f'<h2>Answer</h2><div class="words">{escape(detail.answer) or "None."}</div>',
        _right_places(detail.right_places),
        _cited(detail),
        _scores(detail.scores),
    ]
    return f'<div class="evaluation">{"".join(parts)}</div>'


def change_table(caption: str, rows: Iterable[ChangeRow], *, kinds: bool) -> str:
    """Measures of both runs and what the difference means; ``kinds`` adds of which questions."""
    cells = [
        [
            _titled(escape(row.title), row.meaning),
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
    return f'<div class="evaluation">{table(caption, headers, cells)}</div>'


def compared_runs(comparison: ComparisonDetail) -> str:
    """Which run is which."""
    rows = [
        [name, link(when_words(run), {"run": run.name}), escape(run.system), escape(run.questions)]
        for name, run in (("First", comparison.first), ("Second", comparison.second))
    ]
    found = table("The two runs", ["Run", "Started", "What answered", "Questions"], rows)
    return f'<div class="evaluation">{found}</div>'


def flipped_list(comparison: ComparisonDetail) -> str:
    """The questions that one run alone answers rightly, each with both answers."""
    items = "".join(_flip(comparison, flip) for flip in comparison.flipped)
    return f'<div class="evaluation">{items}</div>'


def _flip(comparison: ComparisonDetail, flip: FlippedQuestion) -> str:
    verdict = "worse" if flip.first.right else "better"
    sides = "".join(
        f'<div><h3>{name} run</h3><p class="result">{_result(row)}</p>'
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


def _titled(title: str, meaning: str) -> str:
    """The first is HTML, the second text."""
    return title + (f'<span class="meaning">{escape(meaning)}</span>' if meaning else "")


def _result(row: QuestionRow) -> str:
    verdict = {True: "right", False: "wrong", None: "none"}[row.right]
    return f'<span class="result" data-result="{verdict}">{escape(row.result)}</span>'


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
        f'<div class="words">{words or "Its report is not in the index now."}</div>'
        f'<p><a href="{href}" data-locator="{href}">Open {title} in the report</a></p></section>'
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
