"""What a run's report says, before it is HTML or Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eval.charts import MAIN_MEASURES
from eval.evidence import Evidence, missed_evidence
from eval.measures import MEASURES, Measure
from eval.paragraph_map import FIRST_FOUND, ParagraphMap, paragraph_maps
from eval.places import acceptable_of, gold_of, places_of
from eval.wording import (
    ALL,
    counted,
    figure,
    interval,
    kind_words,
    measure_words,
    no_figure_words,
    place_words,
    places_words,
    split_words,
    system_words,
    when_words,
)
from eval.worst_questions import FAULTS, Fault, WorstQuestion, worst_questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from eval.places import Place
    from eval.runs import Run
    from eval.scoring import CaseScore, Estimate, Scores
    from ingest.models import Passage

Verdict = Literal["right", "not wrong", "not right"]


@dataclass(frozen=True)
class Figure:
    """An estimate in words; where there is no figure, ``value`` says why."""

    measure: Measure
    title: str
    value: str
    interval: str
    estimate: Estimate


@dataclass(frozen=True)
class KindRow:
    """The figures of one kind of question, or of all, in the order of MAIN_MEASURES."""

    kind: str
    questions: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class WorstAnswer:
    """A question that went wrong, with what one needs to see why; any of it may be empty.

    ``found`` are the places among the first five passages; ``cited`` come with their verdict.
    """

    row: CaseScore
    fault: Fault
    kind: str
    needed: str
    found: tuple[str, ...]
    cited: tuple[tuple[str, Verdict], ...]
    missed: tuple[tuple[str, Evidence], ...]


@dataclass(frozen=True)
class ReportContent:
    """All that both files say, in the order in which they say it."""

    name: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    main: tuple[Figure, ...]
    measures: tuple[Figure, ...]
    kinds: tuple[KindRow, ...]
    worst: Mapping[Fault, Sequence[WorstAnswer]]
    maps: tuple[ParagraphMap, ...]
    unscored: tuple[tuple[CaseScore, str], ...]


def content_of(
    run: Run, rows: Sequence[CaseScore], scores: Scores, passages: Mapping[str, Sequence[Passage]]
) -> ReportContent:
    """The report of a run; ``passages`` are by report id.

    A report that ``passages`` lacks has no paragraph map, and none of its text is shown.
    """
    own = {row.report: passages[row.report] for row in rows if row.report in passages}
    worst = [_worst_answer(each, own.get(each.row.report, ())) for each in worst_questions(rows)]
    return ReportContent(
        name=run.name,
        subtitle=f"{system_words(run.record.system)}: {counted(len(rows), 'question')}, "
        f"{when_words(run.record.started_at)}.",
        facts=tuple(_facts(run, rows)),
        main=_figures(MAIN_MEASURES, scores.overall),
        measures=_figures(MEASURES, scores.overall),
        kinds=tuple(_kinds(rows, scores)),
        worst={
            fault: found
            for fault in FAULTS
            if (found := [answer for answer in worst if answer.fault == fault])
        },
        maps=paragraph_maps(rows, own),
        unscored=tuple((row, _reason(row)) for row in rows if row.said is None),
    )


def _facts(run: Run, rows: Sequence[CaseScore]) -> Iterator[tuple[str, str]]:
    record = run.record
    writers = dict.fromkeys(row.said.answered_by for row in rows if row.said)
    settings = (f"{name} = {value}" for name, value in record.settings.items())
    yield "System", f"{system_words(record.system)} ({record.system})"
    yield "Answers by", ", ".join(writers) or "nothing"
    yield "Questions", f"{split_words(record.split)} ({len(rows)})"
    yield "Question set", f"{record.questions}, SHA-256 {record.questions_sha256}"
    yield "Started", when_words(record.started_at)
    yield "Version", f"{record.version}, program files SHA-256 {record.code}"
    yield "Embedding model", f"{record.index.embedding_model}, {record.index.embedding_digest}"
    for source in record.index.sources:
        yield "Report in the index", f"{source.report}: {source.source}, SHA-256 {source.sha256}"
    yield "Settings", ", ".join(settings) or "none"
    yield "Machine", record.machine


def _figures(measures: Iterable[Measure], estimates: Mapping[str, Estimate]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            measure=measure,
            title=measure_words(measure),
            value=no_figure_words(found) if found.mean is None else figure(found.mean, measure),
            interval=interval(found, measure),
            estimate=found,
        )
        for measure in measures
        if (found := estimates.get(measure.name))
    )


def _kinds(rows: Sequence[CaseScore], scores: Scores) -> Iterator[KindRow]:
    yield KindRow(ALL, len(rows), _figures(MAIN_MEASURES, scores.overall))
    for kind, estimates in scores.by_kind.items():
        questions = sum(row.case.kind == kind for row in rows)
        yield KindRow(kind_words(kind), questions, _figures(MAIN_MEASURES, estimates))


def _worst_answer(worst: WorstQuestion, passages: Sequence[Passage]) -> WorstAnswer:
    row, said = worst.row, worst.row.said
    gold, acceptable = gold_of(row.case, row.report), acceptable_of(row.case, row.report)

    def named(place: Place) -> str:
        name = place_words(place)
        return name if place.report == row.report else f"{name} of {place.report}"

    def judged(place: Place) -> Verdict:
        if place in gold:
            return "right"
        return "not wrong" if place in acceptable else "not right"

    return WorstAnswer(
        row=row,
        fault=worst.fault,
        kind=kind_words(row.case.kind),
        needed=places_words(gold),
        found=tuple(map(named, places_of(said.retrieved[:FIRST_FOUND]))) if said else (),
        cited=tuple((named(p), judged(p)) for p in places_of(said.citations)) if said else (),
        missed=tuple((named(each.place), each) for each in missed_evidence(row, passages)),
    )


def _reason(row: CaseScore) -> str:
    """Why a question has no answer."""
    return (row.observation and row.observation.error) or "It was not asked."
