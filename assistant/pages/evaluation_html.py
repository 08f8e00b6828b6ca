"""Runs and questions as HTML: every word of theirs escaped, every link with its address."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.pages.tables import Cell, table
from assistant.pages.wording import counted, day_words, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.evaluations import (
        FigureRow,
        Progress,
        QuestionRow,
        RunSummary,
    )

HEADING = "evaluation-heading"
_HEADLINE = {
    "hit@5": "Right paragraph in the first five",
    "citation_precision": "Citations that are right",
    "citation_recall": "Right paragraphs cited",
    "refusal_recall": "Left open and refused",
    "false_refusal_rate": "Refused in error",
}


def heading(text: str) -> str:
    """The heading of the page, which can take the focus."""
    return f'<h1 id="{HEADING}" tabindex="-1">{escape(text)}</h1>'


def link(text: str, query: Mapping[str, str]) -> str:
    """A link to another place of the same page; an empty query is its start."""
    href = escape(f"?{urlencode(query)}")
    return f'<a href="{href}" data-go>{escape(text)}</a>'


def back(query: Mapping[str, str], text: str) -> str:
    """A link back, above the heading."""
    return f'<p class="ours">{link(text, query)}</p>'


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


def run_line(run: RunSummary) -> str:
    """Which run the figures below are of."""
    return f'<p class="ours">{link(run_words(run), {"run": run.name})}, {escape(run.questions)}</p>'


def run_table(runs: Iterable[RunSummary]) -> str:
    """The runs that can be read; those that are finished are links."""
    rows: list[list[str | Cell]] = []
    for run in runs:
        name = when_words(run)
        finished = run.state == "finished"
        started = titled(link(name, {"run": run.name}) if finished else escape(name), run.name)
        rows.append(
            [
                Cell(started, run.started_at.isoformat() if run.started_at else ""),
                escape(run.system),
                escape(run.questions),
                escape(state_words(run)),
                *(escape(run.headline.get(measure, "–")) for measure in _HEADLINE),
            ]
        )
    figures = (f"#{title}" for title in _HEADLINE.values())
    headers = ["Started", "What answered", "Questions", "State", *figures]
    return f'<div class="ours">{table("Runs, newest first", headers, rows, sortable=True)}</div>'


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
    return f'<div class="ours"><ul>{items}</ul></div>'


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
        f'<div class="ours"><p id="run-progress">{escape(words)}</p>'
        f'<progress aria-labelledby="run-progress"{value}></progress></div>'
    )


def figure_table(caption: str, first: str, rows: Iterable[FigureRow], *, meaning: bool) -> str:
    """Figures with their intervals; ``meaning`` adds what each one means."""
    found = list(rows)
    unscored = any(row.not_scored for row in found)
    headers = [first, "#Figure", "#95% interval", "#Questions"]
    cells = [
        [
            titled(escape(row.title), row.meaning if meaning else ""),
            *map(escape, (row.value, row.interval, str(row.n))),
            *([str(row.not_scored)] if unscored else []),
        ]
        for row in found
    ]
    headers += ["#Not scored"] if unscored else []
    return f'<div class="ours">{table(caption, headers, cells, sortable=True)}</div>'


def question_table(
    rows: Iterable[QuestionRow], kinds: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """Questions with what became of them; ``query`` is kept in their links."""
    cells = [
        [
            link(row.question, {**query, "question": row.id}),
            escape(kinds.get(row.kind, row.kind)),
            result_words(row),
        ]
        for row in rows
    ]
    headers = ["Question", "Kind", "Result"]
    found = table("Questions of this run", headers, cells, sortable=True)
    return f'<div class="ours questions">{found}</div>'


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
    return f'<nav class="ours steps" aria-label="Questions">{place}{"".join(links)}</nav>'


def titled(title: str, meaning: str) -> str:
    """The first is HTML, the second text."""
    return title + (f'<span class="meaning">{escape(meaning)}</span>' if meaning else "")


def result_words(row: QuestionRow) -> str:
    """What became of a question."""
    verdict = {True: "right", False: "wrong", None: "none"}[row.right]
    return f'<span class="result" data-result="{verdict}">{escape(row.result)}</span>'
