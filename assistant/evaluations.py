"""What the Evaluation page shows and starts, whoever does the measuring.

The package that measures builds on this one, so the page knows it only by this protocol; app.py
hands an implementation over. Figures come in words ("0.83", "0.78 to 0.88"), so that the page, the
terminal and the written reports say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

State = Literal["finished", "not finished", "running", "unreadable"]
# A Vega-Lite specification; its "description" says what it shows.
Chart = dict[str, Any]
Verdict = Literal["better", "worse", "no clear change", "the same", "not comparable"]


@dataclass(frozen=True)
class RunSummary:
    """A run in the list.

    ``name`` is unique. ``headline`` has figures in words by the name of their measure, none unless
    the run is finished. Of an unreadable run only ``problem`` is known, one line.
    """

    name: str
    state: State
    started_at: datetime | None = None
    system: str = ""
    questions: str = ""
    answered: int = 0
    total: int = 0
    headline: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class FigureRow:
    """A figure over ``n`` questions in words, with what it means and its 95% interval."""

    title: str
    meaning: str
    value: str
    interval: str
    n: int
    not_scored: int


@dataclass(frozen=True)
class QuestionRow:
    """A question of a run; ``right`` is None where there is no answer to judge."""

    id: str
    kind: str
    question: str
    right: bool | None
    result: str


@dataclass(frozen=True)
class RunDetail:
    """A finished run. ``measures`` maps the name of each measure to its figure over all questions.

    ``kinds`` maps the kinds that occur to plain English; ``files`` are names for ``file``.
    """

    summary: RunSummary
    measures: Mapping[str, FigureRow]
    kinds: Mapping[str, str]
    questions: tuple[QuestionRow, ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class KindFigures:
    """One measure over all questions and kind by kind, drawn and in rows."""

    chart: Chart
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class Piece:
    """A run of a passage's words; ``marked`` where a gold quote stands."""

    text: str
    marked: bool


@dataclass(frozen=True)
class CitedPassage:
    """What the answer cites; ``right`` is None where there is no gold to hold it against."""

    marker: str
    report: str
    locator: str
    quote: str
    right: bool | None


@dataclass(frozen=True)
class RightPlace:
    """A paragraph or part that a full answer rests on.

    ``rank`` is where it came among what was found, from 1; None where it was not found. ``pieces``
    are its words, none where its report is no longer indexed.
    """

    title: str
    report: str
    locator: str
    cited: bool
    rank: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class QuestionDetail:
    """One question and all that came of it.

    ``answer`` is Markdown with markers, or the error that came in its place. ``understood_as`` is
    the question that was searched for, empty where that is the same. ``scores`` are pairs of what
    was measured and its figure, in words.
    """

    row: QuestionRow
    history: tuple[str, ...]
    understood_as: str
    answer: str
    cited: tuple[CitedPassage, ...]
    right_places: tuple[RightPlace, ...]
    scores: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChangeRow:
    """How a measure moved between two runs; ``kind`` is in plain English.

    ``difference`` has its 95% interval in brackets, where there is one.
    """

    kind: str
    title: str
    meaning: str
    first: str
    second: str
    difference: str
    n: int
    verdict: Verdict


@dataclass(frozen=True)
class FlippedQuestion:
    """A question that one run answers rightly and the other does not."""

    first: QuestionRow
    second: QuestionRow
    first_answer: str
    second_answer: str


@dataclass(frozen=True)
class ComparisonDetail:
    """The second run against the first. ``by_kind`` has only what moved beyond chance.

    Flipped questions that were right in the first run come first. ``left_out`` counts the
    questions that cannot be compared.
    """

    first: RunSummary
    second: RunSummary
    overall: tuple[ChangeRow, ...]
    by_kind: tuple[ChangeRow, ...]
    flipped: tuple[FlippedQuestion, ...]
    left_out: int


@dataclass(frozen=True)
class Progress:
    """The run started here last; ``total`` is 0 until its questions are known.

    ``problem`` says in one line why it ended early; empty where it did not, or was stopped.
    """

    name: str
    answered: int
    total: int
    going: bool
    problem: str


@dataclass(frozen=True)
class Choices:
    """What can be run: names for ``start`` in plain English, the usual choice first."""

    systems: Mapping[str, str]
    questions: Mapping[str, str]


class Evaluations(Protocol):
    """Runs of the question set: what there is, what each shows, and starting another.

    Whatever takes a run's name raises UserError, one line, where there is none of that name or
    where it cannot be shown.
    """

    def runs(self) -> tuple[RunSummary, ...]:
        """Every run, newest first; one that cannot be read is listed with its reason."""

    def history(self) -> Chart | None:
        """The newest run's main figure beside its forerunners'; None where it has none."""

    def run(self, name: str) -> RunDetail:
        """A finished run."""

    def by_kind(self, name: str, measure: str) -> KindFigures:
        """One measure of a finished run; raises UserError where it has no such measure."""

    def question(self, name: str, question_id: str) -> QuestionDetail:
        """One question of a finished run; raises UserError where it has none of that id."""

    def compare(self, first: str, second: str) -> ComparisonDetail:
        """Two finished runs; raises UserError where they share no question. Takes seconds."""

    def file(self, name: str, file: str) -> bytes:
        """The content of one of a run's files."""

    def choices(self) -> Choices:
        """What can be started."""

    def start(self, system: str, questions: str) -> None:
        """Start a new run and return at once; raises UserError while another is going."""

    def go_on(self, name: str) -> None:
        """Go on with a run that is not finished; raises UserError while another is going."""

    def stop(self) -> None:
        """Stop the run that is going, if one is; what it has answered is kept."""

    def progress(self) -> Progress | None:
        """How far the run started last has come; None where none was started here."""
