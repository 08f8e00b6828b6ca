"""Two runs side by side: how far each measure moved, and which questions flipped.

Runs of the same questions are compared question by question, which tells far smaller differences
than two separate intervals do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scipy import stats

from assistant.errors import UserError
from eval.measures import MEASURES, OVERALL, Measure
from eval.statistics import Difference, estimate, paired_difference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.scoring import CaseScore

_SIGNIFICANT = 0.05

Verdict = Literal["better", "worse", "no clear change", "the same", "not comparable"]


@dataclass(frozen=True)
class Change:
    """How one measure moved over the questions of one kind, or over all of them.

    ``first`` and ``second`` are the figures over the ``n`` questions that both runs have scored;
    they can differ from those of scores.json, which counts what one run alone has scored.
    ``p_adjusted`` is the p-value corrected for the number of changes looked at (Benjamini and
    Hochberg 1995); None where there is no test.
    """

    measure: Measure
    kind: str
    first: float | None
    second: float | None
    difference: Difference
    n: int
    p_adjusted: float | None

    @property
    def verdict(self) -> Verdict:
        """Better or worse only where chance is an unlikely reason."""
        value = self.difference.value
        if value is None:
            return "not comparable"
        if value == 0:
            return "the same"
        if self.p_adjusted is None or self.p_adjusted >= _SIGNIFICANT:
            return "no clear change"
        return "better" if (value > 0) == self.measure.more_is_better else "worse"


@dataclass(frozen=True)
class Flip:
    """A question that one run answers rightly and the other does not (see ``CaseScore.right``)."""

    first: CaseScore
    second: CaseScore

    @property
    def for_the_worse(self) -> bool:
        """Whether it was right in the first run."""
        return bool(self.first.right)


@dataclass(frozen=True)
class Comparison:
    """Changes in the order of MEASURES, over all first and then kind by kind; flips worse first.

    ``left_out`` are the ids of questions that only one of the runs has, or has not scored.
    """

    first: str
    second: str
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]
    left_out: tuple[str, ...]

    @property
    def worse(self) -> tuple[Change, ...]:
        """What became worse beyond chance."""
        return tuple(change for change in self.changes if change.verdict == "worse")


def compare(
    first_name: str, first: Sequence[CaseScore], second_name: str, second: Sequence[CaseScore]
) -> Comparison:
    """How the second run differs from the first.

    Questions belong together by id, and only if they are the same question with the same gold.
    Raises UserError where the runs share none.
    """
    before = {row.case.id: row for row in first}
    after = {row.case.id: row for row in second}
    pairs = [
        (before[id_], after[id_])
        for id_ in before
        if id_ in after and _same_question(before[id_], after[id_])
    ]
    scored = [pair for pair in pairs if pair[0].said and pair[1].said]
    if not scored:
        raise UserError(
            f"{first_name} and {second_name} share no question that both have answered. "
            "Compare two runs of the same question set."
        )
    paired = {row.case.id for row, _ in scored}
    left_out = [id_ for id_ in {**before, **after} if id_ not in paired]
    flips = [Flip(*pair) for pair in scored if pair[0].right != pair[1].right]
    return Comparison(
        first=first_name,
        second=second_name,
        changes=_changes(scored),
        flips=tuple(sorted(flips, key=lambda flip: not flip.for_the_worse)),
        left_out=tuple(left_out),
    )


def _same_question(first: CaseScore, second: CaseScore) -> bool:
    # Which split it is in does not make it another question.
    one, other = (row.case.model_copy(update={"split": None}) for row in (first, second))
    return one == other and first.report == second.report


def _changes(pairs: Sequence[tuple[CaseScore, CaseScore]]) -> tuple[Change, ...]:
    groups: dict[str, list[tuple[CaseScore, CaseScore]]] = {OVERALL: list(pairs)}
    for pair in pairs:
        groups.setdefault(pair[0].case.kind, []).append(pair)
    judged = {name for pair in pairs for row in pair for name in row.values}
    moved = [
        (measure, kind, *_difference(measure, group))
        for kind, group in groups.items()
        for measure in MEASURES
        if not measure.by_judge or measure.value in judged
    ]
    # The figures over all questions are one family of tests, those by kind another: many small
    # kinds must not hide what all questions show together.
    p_values = {(measure.name, kind): found.p for measure, kind, found, *_ in moved}
    adjusted = {
        **_adjusted({name: p for name, p in p_values.items() if name[1] == OVERALL}),
        **_adjusted({name: p for name, p in p_values.items() if name[1] != OVERALL}),
    }
    return tuple(
        Change(
            measure=measure,
            kind=kind,
            first=first,
            second=second,
            difference=difference,
            n=n,
            p_adjusted=adjusted.get((measure.name, kind)),
        )
        for measure, kind, difference, first, second, n in moved
    )


def _difference(
    measure: Measure, pairs: Sequence[tuple[CaseScore, CaseScore]]
) -> tuple[Difference, float | None, float | None, int]:
    """The difference, the figure of each run, and over how many questions."""
    both = [
        (before, after)
        for one, other in pairs
        if (before := one.values.get(measure.value)) is not None
        and (after := other.values.get(measure.value)) is not None
    ]
    first, second = [before for before, _ in both], [after for _, after in both]
    difference = paired_difference(measure.statistic, first, second)
    if measure.unit == "seconds":
        # What else the machine did slows many answers together; no test by question sees that.
        difference = difference._replace(p=None)
    figures = estimate(measure.statistic, first).value, estimate(measure.statistic, second).value
    return difference, *figures, len(both)


def _adjusted(p_values: Mapping[tuple[str, str], float | None]) -> dict[tuple[str, str], float]:
    tested = {name: p for name, p in p_values.items() if p is not None}
    if not tested:
        return {}
    adjusted = stats.false_discovery_control(list(tested.values()))
    return dict(zip(tested, map(float, adjusted), strict=True))
