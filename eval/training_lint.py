"""What a machine can prove of the encoder's training questions."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from eval.lint_rules import runs_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vectorstore.adaptation.questions import TrainingQuestion, TrainingReport

FEWEST_QUESTIONS = 4000
FEWEST_NEAR_MISSES = 1000
FEWEST_REPORTS = 90
MOST_COPIED_SHARE = 0.15
_FEWEST_OF_A_LENGTH = 0.10
_SHORT, _LONG = 5, 16
# The authority whose reports answers are judged on.
_NEVER_TRAINED_ON = "sandwell"
# Reading is an authority, and what everybody does with a report.
_ALSO_A_WORD = {"reading"}


def training_findings(
    questions: Sequence[TrainingQuestion], reports: Mapping[str, TrainingReport]
) -> Iterator[str]:
    """One line for each thing that is wrong; none for a sound set.

    Every report and locator that is named exists (``require_known``).
    """
    yield from _repeats(questions)
    names = {report.authority.lower() for report in reports.values()} - _ALSO_A_WORD
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    for question in questions:
        if question.report.startswith(_NEVER_TRAINED_ON):
            yield f"{question.id} is about {question.report}, which answers are judged on"
        if found := named.search(question.question.lower()):
            yield f"{question.id} names an authority: {found.group()}"
    answered = [question for question in questions if not question.near_miss]
    for count, fewest, what in (
        (len(answered), FEWEST_QUESTIONS, "questions"),
        (len(questions) - len(answered), FEWEST_NEAR_MISSES, "near misses"),
        (len({question.report for question in answered}), FEWEST_REPORTS, "reports asked about"),
    ):
        if count < fewest:
            yield f"{count} {what}, expected at least {fewest}"
    yield from _wording(answered, reports)


def copied_share(
    questions: Sequence[TrainingQuestion], reports: Mapping[str, TrainingReport]
) -> float:
    """The share that have four words on end from their own paragraph; 0.0 for no questions."""
    copied = sum(
        not set(runs_of(question.question)).isdisjoint(
            runs_of(reports[question.report].paragraphs[question.locator])
        )
        for question in questions
    )
    return copied / len(questions) if questions else 0.0


def describe(questions: Sequence[TrainingQuestion], reports: Mapping[str, TrainingReport]) -> str:
    """What the set holds, in one line."""
    answered = [question for question in questions if not question.near_miss]
    return (
        f"{len(answered)} questions and {len(questions) - len(answered)} near misses about "
        f"{len({question.report for question in questions})} reports of "
        f"{len({reports[question.report].authority for question in questions})} authorities; "
        f"{copied_share(answered, reports):.1%} share four words on end with their paragraph."
    )


def _repeats(questions: Sequence[TrainingQuestion]) -> Iterator[str]:
    for what, values in (
        ("id", Counter(question.id for question in questions)),
        ("question", Counter(" ".join(words_of(question.question)) for question in questions)),
    ):
        for value, times in values.items():
            if times > 1:
                yield f"the {what} {value!r} comes {times} times"


def _wording(
    answered: Sequence[TrainingQuestion], reports: Mapping[str, TrainingReport]
) -> Iterator[str]:
    copied = copied_share(answered, reports)
    if copied > MOST_COPIED_SHARE:
        yield f"{copied:.0%} share four words on end, expected at most {MOST_COPIED_SHARE:.0%}"
    lengths = [len(words_of(question.question)) for question in answered]
    for what, count in (
        (f"at most {_SHORT} words", sum(length <= _SHORT for length in lengths)),
        (f"at least {_LONG} words", sum(length >= _LONG for length in lengths)),
    ):
        if count < _FEWEST_OF_A_LENGTH * len(answered):
            yield f"{count} questions of {what}, expected {_FEWEST_OF_A_LENGTH:.0%}"
