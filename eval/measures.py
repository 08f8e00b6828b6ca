"""The measures: what each is called, made of, and whether more of it is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.refusal_measures import (
    ANSWERED,
    ANSWERED_WRONGLY,
    REFUSED,
    REFUSED_WRONGLY,
    false_refusal_rate,
    refusal_f1,
    refusal_precision,
    refusal_recall,
)
from eval.statistics import Statistic, mean, percentile

if TYPE_CHECKING:
    from collections.abc import Iterable

OVERALL = "all questions"


@dataclass(frozen=True)
class Measure:
    """A figure over questions.

    ``value`` names the number of each question that ``statistic`` is taken of. The figure rests on
    those questions whose number is among ``rests_on``, or on all. ``meaning`` is a sentence for
    readers who do not know the name.
    """

    name: str
    value: str
    meaning: str
    statistic: Statistic = mean
    more_is_better: bool = True
    unit: str = "share"
    by_judge: bool = False
    rests_on: frozenset[float] | None = None

    def count(self, values: Iterable[float]) -> int:
        """How many of these numbers the figure rests on."""
        return sum(1 for value in values if self.rests_on is None or value in self.rests_on)


MEASURES: tuple[Measure, ...] = (
    Measure("hit@5", "hit@5", "A right paragraph is among the first five that were found."),
    Measure("recall@5", "recall@5", "Share of the right paragraphs among the first five."),
    Measure("mrr@10", "mrr@10", "One over the rank of the first right paragraph, up to rank ten."),
    Measure("ndcg@10", "ndcg@10", "How near the right paragraphs are to the top ten's best order."),
    Measure(
        "citation_precision",
        "citation_precision",
        "Share of the cited paragraphs that are right to cite.",
    ),
    Measure(
        "citation_recall",
        "citation_recall",
        "Share of the right paragraphs that the answer cites.",
    ),
    Measure(
        "quote_recall",
        "quote_recall",
        "Share of the sentences that answer which the answer quotes.",
    ),
    Measure(
        "refusal_precision",
        "refusal",
        "Of the questions refused, the share that the report really leaves open.",
        refusal_precision,
        rests_on=frozenset({REFUSED, REFUSED_WRONGLY}),
    ),
    Measure(
        "refusal_recall",
        "refusal",
        "Of the questions that the report leaves open, the share refused.",
        refusal_recall,
        rests_on=frozenset({REFUSED, ANSWERED_WRONGLY}),
    ),
    Measure(
        "refusal_f1",
        "refusal",
        "Both of these in one figure.",
        refusal_f1,
        rests_on=frozenset({REFUSED, REFUSED_WRONGLY, ANSWERED_WRONGLY}),
    ),
    Measure(
        "false_refusal_rate",
        "refusal",
        "Of the questions that the report answers, the share refused.",
        false_refusal_rate,
        more_is_better=False,
        rests_on=frozenset({ANSWERED, REFUSED_WRONGLY}),
    ),
    Measure(
        "latency_p50",
        "seconds",
        "Half of the answers took at most this long.",
        percentile(50),
        more_is_better=False,
        unit="seconds",
    ),
    Measure(
        "latency_p95",
        "seconds",
        "Nineteen of twenty answers took at most this long.",
        percentile(95),
        more_is_better=False,
        unit="seconds",
    ),
    Measure(
        "fact_recall",
        "fact_recall",
        "Share of the key facts that the answer states, as a model judged.",
        by_judge=True,
    ),
    Measure(
        "support",
        "support",
        "Share of the answer's sentences that their citations bear out, as a model judged.",
        by_judge=True,
    ),
)
