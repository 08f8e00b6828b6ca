"""What a judge has said of a run's answers: verdicts.jsonl, one line a case, added as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import UserError
from vectorstore.disk import replace_file

if TYPE_CHECKING:
    from pathlib import Path

VERDICTS = "verdicts.jsonl"


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Ruling(_Record):
    """Whether the key fact ``text`` is stated, or the sentence ``text`` borne out."""

    text: str
    holds: bool


class Verdict(_Record):
    """What the model ``judge``, asked with these ``prompts`` (SHA-256 by name), says of a case.

    ``facts`` and ``sentences`` are the rulings behind ``fact_recall`` and ``support``: None where
    the part is unscored, for the reason in ``error``; empty where there was nothing to judge.
    """

    id: str
    judge: str
    prompts: dict[str, str]
    fact_recall: float | None
    support: float | None
    facts: tuple[Ruling, ...] | None
    sentences: tuple[Ruling, ...] | None
    error: str | None = None

    @property
    def judged_by(self) -> tuple[str, dict[str, str]]:
        """Another prompt makes another judge: their verdicts do not belong into one figure."""
        return self.judge, self.prompts

    @property
    def values(self) -> dict[str, float | None]:
        """The scores by the name of the value; None where there is nothing to score."""
        scored: dict[str, float | None] = {}
        if self.facts is not None:
            scored["fact_recall"] = self.fact_recall
        if self.sentences is not None:
            scored["support"] = self.support
        return scored


def judged_values(folder: Path) -> dict[str, dict[str, float | None]]:
    """What is scored of each case of the run in ``folder``, by case id.

    "fact_recall" is the share of the key facts stated, "support" that of the sentences borne out:
    None where there is nothing to score, absent where it is unscored. Of several judges the one
    who was asked last counts. {} where nothing was judged. Raises UserError for a damaged file.
    """
    verdicts = _read(folder / VERDICTS)
    return {v.id: v.values for v in verdicts if v.judged_by == verdicts[-1].judged_by}


def resume_judging(folder: Path, judge: str, prompts: dict[str, str]) -> dict[str, Verdict]:
    """The judge's latest verdicts by case id, put after all others in the file.

    The judge who is asked last is the one who counts, even with nothing left to ask. A last line
    that was cut short is dropped. Raises UserError for a damaged file or where the disk refuses.
    """
    path = folder / VERDICTS
    verdicts = _read(path)
    own = {v.id: v for v in verdicts if v.judged_by == (judge, prompts)}
    others = [v for v in verdicts if v.judged_by != (judge, prompts)]
    if path.exists():
        lines = "".join(v.model_dump_json() + "\n" for v in (*others, *own.values()))
        try:
            replace_file(path, lines.encode())
        except OSError as error:
            raise _unwritable(path, error) from error
    return own


def add_verdict(folder: Path, verdict: Verdict) -> None:
    """Add a line; raises UserError where the disk refuses."""
    path = folder / VERDICTS
    try:
        with path.open("ab") as file:
            file.write(verdict.model_dump_json().encode() + b"\n")
    except OSError as error:
        raise _unwritable(path, error) from error


def _read(path: Path) -> list[Verdict]:
    """The verdicts of all whole lines: a last line that was cut short is none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}). Check the path.") from error
    lines = content.split(b"\n")[:-1]
    return [_verdict(path, number, line) for number, line in enumerate(lines, start=1)]


def _verdict(path: Path, number: int, line: bytes) -> Verdict:
    try:
        return Verdict.model_validate_json(line)
    except ValidationError as error:
        raise UserError(
            f"{path}, line {number}: {error.errors()[0]['msg']}. Remove the line and judge the "
            "run again: it continues."
        ) from error


def _unwritable(path: Path, error: OSError) -> UserError:
    return UserError(
        f"{path} cannot be written ({error.strerror}). Make room, or make it writable."
    )
