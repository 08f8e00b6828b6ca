"""Good enough or not: a run's scores against thresholds.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.errors import UserError
from eval.measures import MEASURES, OVERALL
from eval.wording import figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from eval.runs import Run
    from eval.scoring import Estimate, Scores

_MEASURES = {measure.name: measure for measure in MEASURES}


class Limit(BaseModel):
    """Where a figure must lie, ends included; one end is enough."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _has_an_end(self) -> Limit:
        if self.at_least is None and self.at_most is None:
            raise ValueError("give at_least or at_most")
        return self

    def broken_by(self, value: float) -> str | None:
        """The end that the value lies beyond, in words; None where it lies within."""
        if self.at_least is not None and value < self.at_least:
            return f"at least {self.at_least:g} is required"
        if self.at_most is not None and value > self.at_most:
            return f"at most {self.at_most:g} is allowed"
        return None


class Thresholds(BaseModel):
    """Limits by measure, over all questions and by kind.

    ``questions_sha256`` and ``split`` name the questions that they were set for.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    questions_sha256: str
    split: str
    overall: dict[str, Limit]
    by_kind: dict[str, dict[str, Limit]] = {}

    @model_validator(mode="after")
    def _names_measures(self) -> Thresholds:
        names = [*self.overall, *(name for limits in self.by_kind.values() for name in limits)]
        unknown = [name for name in names if name not in _MEASURES]
        if unknown:
            raise ValueError(f"no measure is called {unknown[0]!r}; there are {list(_MEASURES)}")
        return self


@dataclass(frozen=True)
class GateResult:
    """``failures`` say why the run is not good enough, a line each; empty means that it passed.

    ``notes`` are what a reader should know all the same.
    """

    failures: tuple[str, ...]
    notes: tuple[str, ...]
    checked: int

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


def load_thresholds(path: Path) -> Thresholds:
    """Read a thresholds file; raises UserError that names what is wrong with it."""
    try:
        return Thresholds.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path} is not TOML: {error}. Mend it.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise UserError(f"{path}: {where}: {first['msg']}. Mend it.") from error


def check(run: Run, scores: Scores, thresholds: Thresholds) -> GateResult:
    """Hold the scores against every limit; what was not measured has not passed."""
    failures = [
        *_unanswered(run),
        *_broken(OVERALL, scores.overall, thresholds.overall),
    ]
    for kind, limits in thresholds.by_kind.items():
        failures += _broken(kind, scores.by_kind.get(kind, {}), limits)
    checked = len(thresholds.overall) + sum(map(len, thresholds.by_kind.values()))
    return GateResult(tuple(failures), tuple(_notes(run, thresholds)), checked)


def _unanswered(run: Run) -> Iterator[str]:
    failed = [seen for seen in run.observations.values() if seen.error]
    if failed:
        yield (
            f"{len(failed)} of {len(run.cases)} questions were not answered, first "
            f"{failed[0].id}: {failed[0].error}"
        )


def _broken(
    kind: str, estimates: Mapping[str, Estimate], limits: Mapping[str, Limit]
) -> Iterator[str]:
    for name, limit in limits.items():
        found = estimates.get(name)
        if found is None or found.mean is None:
            yield f"{name} ({kind}) was not measured: no question of the run has it"
        elif broken := limit.broken_by(found.mean):
            yield f"{name} ({kind}) is {figure(found.mean, _MEASURES[name], digits=4)}; {broken}"


def _notes(run: Run, thresholds: Thresholds) -> Iterator[str]:
    if run.record.questions_sha256 != thresholds.questions_sha256:
        yield "The thresholds were set for another question set than this run asked."
    if run.record.split != thresholds.split:
        yield (
            f"The thresholds were set for the split {thresholds.split!r}; "
            f"this run is of {run.record.split or 'all questions'!r}."
        )
