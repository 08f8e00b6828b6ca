"""Questions → observations: a run that is cut short goes on where it was."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from assistant.batch import answer_or_reason
from assistant.build import load_catalogue
from assistant.errors import UserError
from assistant.models import Question
from eval.observation import Observation, Said
from eval.places import Place, gold_of, place_of, report_of
from eval.runs import IndexRecord, RunRecord, add_observation, read_run, start_run
from eval.systems import build_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from assistant.batch import Answers
    from assistant.settings import Settings
    from eval.cases import Case, QuestionSet
    from eval.names import Split, SystemName
    from eval.runs import Run
    from vectorstore.catalogue import Catalogue


def begin_run(
    folder: Path,
    questions: QuestionSet,
    *,
    system: SystemName,
    split: Split | None,
    settings: Settings,
) -> Run:
    """Check the questions against the index and start a run, or find it where it was left.

    Without ``split`` every question is asked. Loads no model. Raises UserError where a question
    cannot be asked of this index, where no question is left, or where ``folder`` holds anything
    else; VectorStoreError where there is no index.
    """
    catalogue = load_catalogue(settings)
    reports = _reports(questions, settings.default_report, catalogue)
    cases = [case for case in questions.cases if split in (None, case.split)]
    if not cases:
        raise UserError(
            f"{questions.path} has no question of the split {split!r}. Leave out --split."
        )
    record = RunRecord.of(
        system=system,
        questions=questions,
        split=split,
        settings=settings,
        manifest=catalogue.manifest,
        reports={case.id: reports[case.id] for case in cases},
    )
    return start_run(folder, record, cases)


def finish_run(
    run: Run, settings: Settings, on_progress: Callable[[int, int], None] = lambda _, __: None
) -> Run:
    """Ask what has not been asked yet; where all has been, no model is loaded.

    ``on_progress`` is told how many of how many are done, first before the first question. Raises
    UserError where the disk refuses, or where another index answered in the meantime.
    """
    if not run.missing:
        return run
    system = build_system(run.record.system, settings)
    done = len(run.observations)
    on_progress(done, len(run.cases))
    for observation in observe(system, run.missing):
        add_observation(run.folder, observation)
        done += 1
        on_progress(done, len(run.cases))
    if IndexRecord.of(load_catalogue(settings).manifest) != run.record.index:
        raise UserError(
            f"The index was changed while {run.folder} was running, so its answers do not belong "
            "together. Run the evaluation again with another --out."
        )
    return read_run(run.folder)


def observe(system: Answers, cases: Sequence[Case]) -> Iterator[Observation]:
    """The answers, one at a time, in order.

    The first question is asked twice and timed the second time: what is loaded on first use
    would otherwise count as answering. A system that fails has its reason in place of an answer.
    """
    for number, case in enumerate(cases):
        reports = (case.report,) if case.report else ()
        question = Question(case.question, case.history, reports)
        if number == 0:
            _ask(system, case.id, question)
        yield _ask(system, case.id, question)


def _ask(system: Answers, case_id: str, question: Question) -> Observation:
    started = perf_counter()
    try:
        said = Said.of(answer_or_reason(system, question))
    # Whatever goes wrong with one question is a finding about it, and no reason to lose the rest.
    except Exception as error:
        seconds = perf_counter() - started
        reason = f"{type(error).__name__}: {error}"
        return Observation(id=case_id, seconds=seconds, said=None, error=reason)
    return Observation(id=case_id, seconds=perf_counter() - started, said=said)


def _reports(questions: QuestionSet, default_report: str, catalogue: Catalogue) -> dict[str, str]:
    """The report of every case by its id; raises UserError that names the line."""
    indexed = catalogue.report_ids()
    places: dict[str, set[Place]] = {}
    reports = {}
    for line, case in zip(questions.lines, questions.cases, strict=True):
        where = f"{questions.path}, line {line}"
        try:
            report = report_of(case, default_report, indexed)
        except UserError as error:
            raise UserError(f"{where}: {error}") from error
        if report not in places:
            places[report] = {place_of(passage) for passage in catalogue.passages(report)}
        absent = sorted(gold_of(case, report) - places[report])
        if absent:
            raise UserError(
                f"{where}: the gold {absent[0].name} of {case.id!r} does not exist in {report}. "
                "Correct the line."
            )
        reports[case.id] = report
    return reports
