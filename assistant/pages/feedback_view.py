"""What people said of answers, for the officer: to read, to save, to make questions of."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from assistant import settings
from assistant.feedback import FeedbackFolder
from assistant.pages import shell
from assistant.pages.addresses import href_of
from assistant.pages.problems import problem_line
from assistant.pages.wording import (
    counted,
    day_words,
    list_words,
    locator_words,
    outcome_words,
    within_sentence,
)

if TYPE_CHECKING:
    from assistant.feedback import Feedback, Kept, Reason

SHOWN = 20
_OFF = (
    "People are not asked whether an answer was useful. To have them asked, set "
    "SANDWELL_FEEDBACK=true and start the assistant again; what they say is then kept on this "
    "computer, with their question and its answer."
)
_NONE = "Nobody has said anything yet. People are asked below each answer."
_SET = (
    "A question that you add goes into a question set of its own. Complete its line before you use "
    "it: the right paragraphs where they are missing, the words to quote, the key facts."
)
_PROBLEM = "feedback_problem"
_REASONS: dict[Reason, str] = {
    "wrong": "Not useful: something in it is wrong",
    "incomplete": "Not useful: something is missing",
    "wrong_paragraph": "Not useful: it shows the wrong paragraph",
    "should_not_have_refused": "Not useful: the report does answer this",
}


def draw_feedback() -> None:
    """Draw the whole part of the page, heading included."""
    st.header("What people said of answers", anchor=False)
    current = settings.load_settings()
    folder = FeedbackFolder(current.home)
    try:
        kept = folder.read()
    except Exception as error:
        shell.draw_problem(problem_line(error))
        return
    if not kept.entries:
        _line(_NONE if current.feedback else _OFF)
        return
    _summary(kept)
    if problem := st.session_state.pop(_PROBLEM, None):
        shell.draw_problem(problem)
    for entry in kept.entries[: -SHOWN - 1 : -1]:
        _draw(entry, folder, added=entry.id in kept.in_question_set)
    _downloads(folder, kept)


def _summary(kept: Kept) -> None:
    useful = sum(entry.useful for entry in kept.entries)
    line = f"{useful} of {counted(len(kept.entries), 'answer')} called useful."
    if len(kept.entries) > SHOWN:
        line += f" The newest {SHOWN} are shown; the file has them all."
    if kept.unreadable:
        line += f" {counted(kept.unreadable, 'line')} of the file could not be read."
    _line(line)
    _line(_SET)


def _draw(entry: Feedback, folder: FeedbackFolder, *, added: bool) -> None:
    with st.container(border=True, key=f"entry-{entry.id}"):
        st.html(entry_html(entry))
        if added:
            _line("Added to the question set.")
        else:
            st.button(
                "Add to the question set",
                key=f"add-{entry.id}",
                on_click=_add,
                args=(folder, entry),
            )


def entry_html(entry: Feedback) -> str:
    """One answer and what was said of it; every word of theirs escaped."""
    said = _REASONS[entry.reason] if entry.reason else "Useful" if entry.useful else "Not useful"
    facts = {
        "Said": escape(said) + (f"<br>“{escape(entry.comment)}”" if entry.comment else ""),
        "Answer": escape(outcome_words(entry.outcome) or "Answered"),
        "Cited": _links(entry),
        "Asked before it": escape(" → ".join(entry.history)),
        "When": escape(day_words(entry.given_at.astimezone().date())),
    }
    rows = "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in facts.items() if v)
    question = f'<h3 dir="auto">{escape(entry.question)}</h3>'
    return f'<div class="ours">{question}<dl class="facts">{rows}</dl></div>'


def _links(entry: Feedback) -> str:
    links = [
        f'<a href="{escape(href_of(each.report, each.locator))}" data-go>'
        f"{escape(within_sentence(locator_words(each.locator)))}</a>"
        for each in entry.cited
    ]
    return list_words(links)


def _add(folder: FeedbackFolder, entry: Feedback) -> None:
    try:
        folder.add_to_question_set(entry)
    except Exception as error:
        st.session_state[_PROBLEM] = problem_line(error)
    else:
        shell.announce("Added to the question set.")


def _downloads(folder: FeedbackFolder, kept: Kept) -> None:
    with st.container(horizontal=True, key="feedback-files"):
        st.download_button(
            "Download what people said",
            folder.answers.read_bytes,
            file_name=folder.answers.name,
            on_click="ignore",
        )
        if kept.in_question_set:
            st.download_button(
                "Download the question set",
                folder.questions.read_bytes,
                file_name=folder.questions.name,
                on_click="ignore",
            )


def _line(text: str) -> None:
    st.html(f'<div class="ours"><p>{escape(text)}</p></div>')
