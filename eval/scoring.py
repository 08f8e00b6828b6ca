"""Observations → scores: one row a question, then figures over all and by kind.

Three things stay apart: a score of 0, nothing to score (a question without gold has no recall),
and not scored (the system failed, or a judge's verdict could not be read).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from eval.answer_measures import citation_precision, citation_recall, quote_recall
from eval.measures import MEASURES, Measure
from eval.places import acceptable_of, gold_of, places_of
from eval.refusal_measures import refusal_code
from eval.retrieval_measures import retrieval_scores
from eval.statistics import estimate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.cases import Case
    from eval.observation import Observation, Said

SCORES_FORMAT = 1


class Estimate(BaseModel):
    """A figure over ``n`` questions with its bootstrap 95% interval; None where there is none.

    ``nothing_to_score`` and ``not_scored`` count the questions that are not among the ``n``.
    """

    model_config = ConfigDict(frozen=True)

    mean: float | None
    low: float | None
    high: float | None
    n: int
    nothing_to_score: int
    not_scored: int


class Scores(BaseModel):
    """The content of scores.json: estimates by measure, over all questions and by their kind."""

    model_config = ConfigDict(frozen=True)

    format_version: int = SCORES_FORMAT
    overall: Mapping[str, Estimate]
    by_kind: Mapping[str, Mapping[str, Estimate]]


@dataclass(frozen=True)
class CaseScore:
    """What one question is worth.

    ``values`` holds, by the name of the value, a number or None where there is nothing to score;
    it is empty where nothing was observed.
    """

    case: Case
    report: str
    observation: Observation | None
    values: Mapping[str, float | None]

    @property
    def said(self) -> Said | None:
        """The answer, if there is one."""
        return self.observation.said if self.observation else None

    @property
    def right(self) -> bool | None:
        """Whether the answer cites gold, or refuses what is left open; None if not observed."""
        said = self.said
        if said is None:
            return None
        if self.case.answerable:
            return not said.refused and bool(self.values["citation_recall"])
        return said.refused


def score_cases(
    cases: Sequence[Case],
    reports: Mapping[str, str],
    observations: Mapping[str, Observation],
    judged: Mapping[str, Mapping[str, float | None]],
) -> tuple[CaseScore, ...]:
    """A row for each case, in order.

    ``reports`` maps each id to the report it is about, ``judged`` to what a judge has scored.
    """
    said = {id_: seen.said for id_, seen in observations.items() if seen.said is not None}
    gold = {case.id: gold_of(case, reports[case.id]) for case in cases}
    ranked = retrieval_scores(
        {case.id: gold[case.id] for case in cases if case.id in said and gold[case.id]},
        {id_: answer.retrieved for id_, answer in said.items()},
    )
    rows = []
    for case in cases:
        observation = observations.get(case.id)
        values: dict[str, float | None] = {}
        if observation and observation.said:
            values = dict.fromkeys(("hit@5", "recall@5", "mrr@10", "ndcg@10"))
            values |= ranked.get(case.id, {})
            values |= _answer_values(case, reports[case.id], observation.said)
            values["seconds"] = observation.seconds
            values |= judged.get(case.id, {})
        rows.append(CaseScore(case, reports[case.id], observation, values))
    return tuple(rows)


def score(rows: Sequence[CaseScore]) -> Scores:
    """Figures over all rows and by kind, in the order of MEASURES."""
    kinds = dict.fromkeys(row.case.kind for row in rows)
    return Scores(
        overall=_estimates(rows),
        by_kind={kind: _estimates([r for r in rows if r.case.kind == kind]) for kind in kinds},
    )


def _estimates(rows: Sequence[CaseScore]) -> dict[str, Estimate]:
    judged = {name for row in rows for name in row.values}
    return {
        measure.name: _estimate(measure, rows)
        for measure in MEASURES
        if not measure.by_judge or measure.value in judged
    }


def _estimate(measure: Measure, rows: Sequence[CaseScore]) -> Estimate:
    values = list(scored(measure, rows))
    not_scored = sum(1 for row in rows if measure.value not in row.values)
    interval = estimate(measure.statistic, values)
    n = measure.count(values)
    return Estimate(
        mean=interval.value,
        low=interval.low,
        high=interval.high,
        n=n,
        nothing_to_score=len(rows) - n - not_scored,
        not_scored=not_scored,
    )


def scored(measure: Measure, rows: Iterable[CaseScore]) -> Iterable[float]:
    """The values that the measure's figure is made of, in the order of the rows."""
    for row in rows:
        value = row.values.get(measure.value)
        if value is not None:
            yield value


def _answer_values(case: Case, report: str, said: Said) -> dict[str, float | None]:
    values: dict[str, float | None] = {
        "citation_precision": None,
        "citation_recall": None,
        "quote_recall": None,
        "refusal": refusal_code(answerable=case.answerable, refused=said.refused),
    }
    if case.answerable:
        cited = frozenset(places_of(said.citations))
        gold = gold_of(case, report)
        values["citation_precision"] = citation_precision(cited, acceptable_of(case, report))
        values["citation_recall"] = citation_recall(cited, gold)
        # What a refusal quotes is no answer.
        values["quote_recall"] = quote_recall("" if said.refused else said.answer, case.gold_quotes)
    return values
