"""The Evaluation page's way to this package: runs below a home folder, shown and started."""

from __future__ import annotations

import atexit
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.build import load_catalogue
from assistant.errors import UserError
from assistant.evaluations import (
    ChangeRow,
    Choices,
    ComparisonDetail,
    FigureRow,
    FlippedQuestion,
    KindFigures,
    Progress,
    RunDetail,
    RunSummary,
)
from eval import run_list
from eval.charts import RunPoint, by_kind_chart, runs_chart
from eval.cli import QUESTIONS
from eval.comparison import Comparison, compare
from eval.drilldown import question_detail, question_row, questions_csv
from eval.launching import Launcher
from eval.measures import MEASURES, OVERALL, Measure
from eval.results import SCORES
from eval.runs import list_runs
from eval.wording import (
    ALL,
    figure,
    interval,
    kind_words,
    measure_words,
    signed,
    split_words,
    system_words,
)
from vectorstore.errors import VectorStoreError

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.evaluations import Chart, QuestionDetail
    from assistant.settings import Settings
    from eval.comparison import Change, Flip
    from eval.run_list import Stamp
    from eval.scoring import CaseScore, Estimate
    from vectorstore.catalogue import Catalogue

_MEASURES = {measure.name: measure for measure in MEASURES}
_MAIN = _MEASURES["hit@5"]
_ANY = "all"
_WRITTEN = (SCORES, "report.html", "report.md")
_TABLE = "questions.csv"


@cache
def open_workbench(settings: Settings) -> Workbench:
    """The workbench of these settings, one a process; what it has going ends with the process."""
    launcher = Launcher(settings.home)
    atexit.register(launcher.stop)
    return Workbench(settings, launcher)


class Workbench:
    """Implements ``assistant.evaluations.Evaluations``; safe to use from several threads."""

    def __init__(self, settings: Settings, launcher: Launcher) -> None:
        self._settings = settings
        self._folder = settings.home / "runs"
        self._launcher = launcher

    def runs(self) -> tuple[RunSummary, ...]:
        """Every run, newest first; one that cannot be read is listed with its reason."""
        return run_list.summaries(self._folder, self._going())

    def history(self) -> Chart | None:
        """The newest finished run and its forerunners: the same system, the same questions."""
        finished = [run.name for run in self.runs() if run.state == "finished"]
        if not finished:
            return None
        folders = [self._folder / name for name in finished]
        newest = run_list.record_of(folders[0])
        points = []
        for folder in folders:
            record = run_list.record_of(folder)
            same = (record.system, record.split, record.questions_sha256) == (
                newest.system,
                newest.split,
                newest.questions_sha256,
            )
            found = run_list.scores_of(folder).overall.get(_MAIN.name)
            if same and found:
                points.append(RunPoint(folder.name, record.started_at, found))
        return runs_chart(points, _MAIN).to_dict() if len(points) > 1 else None

    def run(self, name: str) -> RunDetail:
        """A finished run; raises UserError where there is none of that name."""
        folder = self._finished(name)
        scores, rows = run_list.scores_of(folder), run_list.rows(folder)
        return RunDetail(
            summary=run_list.summary_of(folder, self._going()),
            measures={
                measure: _figure_row(measure_words(_MEASURES[measure]), found, _MEASURES[measure])
                for measure, found in scores.overall.items()
                if measure in _MEASURES
            },
            kinds={kind: kind_words(kind) for kind in scores.by_kind},
            questions=tuple(map(question_row, rows)),
            files=(_TABLE, *(file for file in _WRITTEN if (folder / file).exists())),
        )

    def by_kind(self, name: str, measure: str) -> KindFigures:
        """One measure over all questions, then kind by kind."""
        scores = run_list.scores_of(self._finished(name))
        if measure not in scores.overall or measure not in _MEASURES:
            raise UserError(f"{name} has no measure {measure!r}. Choose one from the list.")
        which = _MEASURES[measure]
        estimates = {ALL: scores.overall[measure]} | {
            kind_words(kind): found[measure] for kind, found in scores.by_kind.items()
        }
        return KindFigures(
            chart=by_kind_chart(scores, which).to_dict(),
            rows=tuple(_figure_row(title, found, which) for title, found in estimates.items()),
        )

    def question(self, name: str, question_id: str) -> QuestionDetail:
        """One question of a finished run."""
        rows = {row.case.id: row for row in run_list.rows(self._finished(name))}
        if question_id not in rows:
            raise UserError(f"{name} has no question {question_id!r}. Choose one from the list.")
        return question_detail(rows[question_id], self._catalogue())

    def compare(self, first: str, second: str) -> ComparisonDetail:
        """Two finished runs; the first time takes seconds."""
        before, after = self._finished(first), self._finished(second)
        found = _compared(before, run_list.stamp(before), after, run_list.stamp(after))
        changes = [(change, _change_row(change)) for change in found.changes]
        return ComparisonDetail(
            first=run_list.summary_of(before, None),
            second=run_list.summary_of(after, None),
            overall=tuple(row for change, row in changes if change.kind == OVERALL),
            by_kind=tuple(
                row
                for change, row in changes
                if change.kind != OVERALL and row.verdict in ("better", "worse")
            ),
            flipped=tuple(map(_flipped, found.flips)),
            left_out=len(found.left_out),
        )

    def file(self, name: str, file: str) -> bytes:
        """The content of a file that ``run`` names."""
        folder = self._finished(name)
        if file == _TABLE:
            return questions_csv(run_list.rows(folder))
        if file not in _WRITTEN:
            raise UserError(f"{name} has no file {file!r}. Choose one from the list.")
        try:
            return (folder / file).read_bytes()
        except OSError as error:
            raise UserError(
                f"{folder / file} cannot be read ({error.strerror}). Reload the page."
            ) from error

    def choices(self) -> Choices:
        """The systems, and the included question set or a split of it."""
        return Choices(
            systems={name: system_words(name) for name in ("full", "dense", "keyword")},
            questions={_ANY: split_words(None)}
            | {split: split_words(split) for split in ("test", "tuning")},
        )

    def start(self, system: str, questions: str) -> None:
        """Start a new run in a folder named after the moment."""
        name = f"{datetime.now():%Y-%m-%d-%H%M%S}-{system}-{questions}"
        self._launch(self._folder / name, QUESTIONS, system, questions)

    def go_on(self, name: str) -> None:
        """Start the same run again: it goes on where it was."""
        folder = self._known(name)
        record = run_list.record_of(folder)
        questions = QUESTIONS.with_name(record.questions)
        if not questions.exists():
            raise UserError(
                f"{name} asks the questions of {record.questions}, which is not an included set. "
                f"Continue it in a terminal: sandwell eval run --questions FILE --out {folder}"
            )
        self._launch(folder, questions, record.system, record.split or _ANY)

    def stop(self) -> None:
        """Stop the run that is going, if one is."""
        self._launcher.stop()

    def progress(self) -> Progress | None:
        """Counted in the run's folder, so that nothing need be heard from the process."""
        launch = self._launcher.latest()
        if launch is None:
            return None
        answered, total = run_list.counts(launch.folder)
        return Progress(launch.folder.name, answered, total, launch.going, launch.problem)

    def _launch(self, folder: Path, questions: Path, system: str, which: str) -> None:
        split = () if which == _ANY else ("--split", which)
        options = ("--questions", str(questions), "--system", system, *split)
        self._launcher.start(folder, options)

    def _going(self) -> Path | None:
        launch = self._launcher.latest()
        return launch.folder if launch and launch.going else None

    def _known(self, name: str) -> Path:
        """Only what is listed: a name from an address must not lead out of the folder."""
        folders = {folder.name: folder for folder in list_runs(self._folder)}
        if name not in folders:
            raise UserError(f"There is no run {name!r} here. Choose one from the list.")
        return folders[name]

    def _finished(self, name: str) -> Path:
        folder = self._known(name)
        summary = run_list.summary_of(folder, self._going())
        if summary.problem:
            raise UserError(summary.problem)
        if summary.state != "finished":
            raise UserError(
                f"The run {name} is not finished: {summary.answered} of {summary.total} "
                "questions are answered. Continue it, or wait until it is finished."
            )
        return folder

    def _catalogue(self) -> Catalogue | None:
        try:
            return load_catalogue(self._settings)
        except VectorStoreError:
            return None


@lru_cache(maxsize=8)
def _compared(first: Path, _: Stamp, second: Path, __: Stamp) -> Comparison:
    return compare(first.name, run_list.rows(first), second.name, run_list.rows(second))


def _figure_row(title: str, found: Estimate, measure: Measure) -> FigureRow:
    return FigureRow(
        title=title,
        meaning=measure.meaning,
        value=figure(found.mean, measure),
        interval=interval(found, measure),
        n=found.n,
        not_scored=found.not_scored,
    )


def _change_row(change: Change) -> ChangeRow:
    measure, moved = change.measure, change.difference
    limits = f" ({signed(moved.low, measure)} to {signed(moved.high, measure)})"
    return ChangeRow(
        kind=ALL if change.kind == OVERALL else kind_words(change.kind),
        title=measure_words(measure),
        meaning=measure.meaning,
        first=figure(change.first, measure),
        second=figure(change.second, measure),
        difference=signed(moved.value, measure) + (limits if moved.low is not None else ""),
        n=change.n,
        verdict=change.verdict,
    )


def _flipped(flip: Flip) -> FlippedQuestion:
    return FlippedQuestion(
        first=question_row(flip.first),
        second=question_row(flip.second),
        first_answer=_answer(flip.first),
        second_answer=_answer(flip.second),
    )


def _answer(scored: CaseScore) -> str:
    return scored.said.answer if scored.said else ""
