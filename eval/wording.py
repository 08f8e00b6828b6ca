"""Figures in words, the same in the terminal, in reports and on the page."""

from __future__ import annotations

from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from eval.measures import Measure
    from eval.names import Kind, Split, SystemName
    from eval.places import Place
    from eval.scoring import Estimate

ALL = "All questions"

_TITLES = {
    "hit@5": "Questions with a right paragraph among the first five",
    "recall@5": "Right paragraphs found among the first five",
    "mrr@10": "How early the first right paragraph comes",
    "ndcg@10": "How near the right paragraphs are to the top",
    "citation_precision": "Cited paragraphs that are right to cite",
    "citation_recall": "Right paragraphs that are cited",
    "quote_recall": "Sentences that answer, and are quoted",
    "refusal_precision": "Refusals that are right",
    "refusal_recall": "Questions the report leaves open, and refused",
    "refusal_f1": "Refusals, both figures in one",
    "false_refusal_rate": "Questions the report answers, but refused",
    "latency_p50": "Half of the answers came within",
    "latency_p95": "Nineteen of twenty answers came within",
    "fact_recall": "Key facts that the answers state",
    "support": "Sentences that their citations bear out",
}
_KINDS: dict[Kind, str] = {
    "fact": "One fact",
    "multi": "Several paragraphs",
    "compare": "Comparison",
    "lookup": "Look-up",
    "grade": "Grades",
    "improve": "What must improve",
    "summary": "Summary",
    "followup": "Follow-up",
    "unanswerable": "Not in the report",
    "offtopic": "Off topic",
    "false_premise": "False premise",
    "adversarial": "Trick question",
}
_SYSTEMS: dict[SystemName, str] = {
    "full": "The assistant, as people use it",
    "dense": "Plain search by meaning, for comparison",
    "keyword": "Plain search by shared words, for comparison",
}
_SPLITS: dict[Split | None, str] = {
    "tuning": "The tuning questions",
    "test": "The test questions, on which nothing is tuned",
    None: "All questions of the set",
}
_PARTS = {
    "header": "About this inspection",
    "judgements": "Judgements",
    "summary": "Summary",
    "improvements": "Improvements",
    "footnote": "Footnotes",
    "about": "About this report",
}


def figure(value: float | None, measure: Measure, digits: int = 2) -> str:
    """Such as "0.83" or "0.012 s"; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:.3f} s" if measure.unit == "seconds" else f"{value:.{digits}f}"


def interval(estimate: Estimate, measure: Measure) -> str:
    """Such as "0.78 to 0.88"; a dash where there is none."""
    if estimate.low is None or estimate.high is None:
        return "–"
    return f"{figure(estimate.low, measure)} to {figure(estimate.high, measure)}"


def signed(value: float | None, measure: Measure) -> str:
    """Such as "+0.04" or "-0.003 s"; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:+.3f} s" if measure.unit == "seconds" else f"{value:+.2f}"


def no_figure_words(estimate: Estimate) -> str:
    """Why an estimate has no figure: there was nothing to score, or nothing was scored."""
    unscored = estimate.not_scored and not estimate.nothing_to_score
    return "not scored" if unscored else "nothing to score"


def measure_words(measure: Measure) -> str:
    """What the measure counts, as a title."""
    return _TITLES[measure.name]


def kind_words(kind: str) -> str:
    """A kind of question in plain English."""
    return _KINDS[cast("Kind", kind)]


def system_words(system: SystemName) -> str:
    """What answered."""
    return _SYSTEMS[system]


def split_words(split: Split | None) -> str:
    """Which of the questions were asked."""
    return _SPLITS[split]


def place_words(place: Place) -> str:
    """Such as "Paragraph 12" or "Improvements"."""
    return _PARTS.get(place.name) or f"Paragraph {place.name.removeprefix('p')}"


def places_words(places: Iterable[Place]) -> str:
    """Places of one report: "Improvements, paragraphs 3, 8 to 10"; empty where there are none.

    Parts come first; paragraphs that follow each other are taken together.
    """
    names = {place.name for place in places}
    numbers = sorted(int(name[1:]) for name in names - _PARTS.keys())
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), lambda at: at[1] - at[0])]
    spans = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    words = [words for name, words in _PARTS.items() if name in names]
    if spans:
        words.append(f"paragraph{'s' * (len(numbers) > 1)} " + ", ".join(spans))
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def when_words(moment: datetime) -> str:
    """Such as "24 November 2026, 04:41 UTC"."""
    utc = moment.astimezone(UTC)
    return f"{utc.day} {utc:%B %Y, %H:%M} UTC"


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 question", "2 questions"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
