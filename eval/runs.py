"""A run's folder: what was run, the questions, and what was said.

run.json            RunRecord: everything that could change an answer
cases.jsonl         the questions of the run
observations.jsonl  one line an answer, in the order of the questions, added as they come
scores.json, report.md, report.html   made from the above, at any time again

run.json and cases.jsonl are there before the first answer, so that a run which was cut short can
be told from another one and continued.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue, ValidationError

from assistant.errors import UserError
from assistant.settings import PROJECT_ROOT
from eval.cases import Case, load_cases
from eval.names import Split, SystemName
from eval.observation import Observation
from prompts import Texts
from vectorstore.disk import replace_file
from vectorstore.manifest import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.settings import Settings
    from eval.cases import QuestionSet
    from vectorstore.manifest import Manifest

RUN_FORMAT = 1
RUN, CASES, OBSERVATIONS = "run.json", "cases.jsonl", "observations.jsonl"
_CODE = ("ingest", "vectorstore", "assistant")
_JUDGES_PROMPTS = "judge_"
_ANOTHER = "Choose another --out, or remove that folder"


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class IndexRecord(_Record):
    """The index that answered; two built from the same sources in the same way are the same."""

    schema_version: int
    built_with: dict[str, str]
    embedding_model: str
    embedding_digest: str
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """What of a manifest decides the answers."""
        return cls.model_validate(manifest.model_dump())


class RunRecord(_Record):
    """Everything that could change an answer, and when and where the run was started.

    ``code`` is a digest of the program's own files; ``reports`` maps each case to its report.
    """

    format_version: int = RUN_FORMAT
    started_at: AwareDatetime
    machine: str
    version: str
    code: str
    system: SystemName
    split: Split | None
    questions: str
    questions_sha256: str
    settings: dict[str, JsonValue]
    prompts: dict[str, str]
    index: IndexRecord
    reports: dict[str, str]

    @classmethod
    def of(
        cls,
        *,
        system: SystemName,
        questions: QuestionSet,
        split: Split | None,
        settings: Settings,
        manifest: Manifest,
        reports: dict[str, str],
    ) -> Self:
        """The record of a run that starts now."""
        return cls(
            started_at=datetime.now(UTC).replace(microsecond=0),
            machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
            f"Python {platform.python_version()}",
            version=version("sandwell-practice-assistant"),
            code=_code_digest(),
            system=system,
            split=split,
            questions=questions.path.name,
            questions_sha256=questions.sha256,
            settings=settings.model_dump(mode="json", exclude={"home", "model_api_key"}),
            prompts={
                name: digest
                for name, digest in Texts(settings.prompts).fingerprints().items()
                if not name.startswith(_JUDGES_PROMPTS)
            },
            index=IndexRecord.of(manifest),
            reports=reports,
        )

    def differences(self, other: RunRecord) -> tuple[str, ...]:
        """The fields in which two runs could not have given the same answers."""
        apart = {"started_at", "machine"}
        mine, theirs = self.model_dump(exclude=apart), other.model_dump(exclude=apart)
        return tuple(name for name in mine if mine[name] != theirs[name])


@dataclass(frozen=True)
class Run:
    """A run as far as it has come; ``observations`` are by case id, without any that are lost."""

    folder: Path
    record: RunRecord
    cases: tuple[Case, ...]
    observations: dict[str, Observation]

    @property
    def name(self) -> str:
        """The folder's name, by which people tell runs apart."""
        return self.folder.name

    @property
    def missing(self) -> tuple[Case, ...]:
        """The questions that have no observation yet, in order."""
        return tuple(case for case in self.cases if case.id not in self.observations)


def start_run(folder: Path, record: RunRecord, cases: Sequence[Case]) -> Run:
    """A new run in ``folder``, or the same one where it was cut short.

    Raises UserError, and changes nothing, where the folder holds anything else.
    """
    if (folder / RUN).exists():
        run = read_run(folder)
        differing = run.record.differences(record)
        if differing:
            raise UserError(
                f"{folder} holds a run with other {', '.join(differing)}, which cannot be "
                f"continued. {_ANOTHER}."
            )
        return run
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder} holds something that is not a run. {_ANOTHER}.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lines = "".join(case.model_dump_json() + "\n" for case in cases)
        replace_file(folder / CASES, lines.encode())
        replace_file(folder / RUN, record.model_dump_json(indent=1).encode())
    except OSError as error:
        raise _unwritable(folder, error) from error
    return Run(folder, record, tuple(cases), {})


def add_observation(folder: Path, observation: Observation) -> None:
    """Add a line; raises UserError where the disk refuses."""
    path = folder / OBSERVATIONS
    try:
        with path.open("ab") as file:
            file.write(observation.model_dump_json().encode() + b"\n")
    except OSError as error:
        raise _unwritable(path, error) from error


def read_run(folder: Path) -> Run:
    """A run, finished or not.

    A last line that was cut short is dropped from the file: its question is asked again. Raises
    UserError where the folder holds no run, one of another format, or a damaged one.
    """
    record = _read_record(folder)
    cases = load_cases(folder / CASES)
    path = folder / OBSERVATIONS
    if not path.exists():
        return Run(folder, record, cases, {})
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        replace_file(path, whole)
    observations = [
        _read_observation(path, number, line)
        for number, line in enumerate(whole.decode("utf-8", "replace").split("\n")[:-1], start=1)
    ]
    known = {case.id for case in cases}
    return Run(folder, record, cases, {seen.id: seen for seen in observations if seen.id in known})


def list_runs(folder: Path) -> tuple[Path, ...]:
    """The folders of runs directly below ``folder``, in the order of their names."""
    return tuple(sorted(path.parent for path in folder.glob(f"*/{RUN}")))


def _read_record(folder: Path) -> RunRecord:
    path = folder / RUN
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(
            f"{folder} holds no run: {RUN} is missing. Name a folder that sandwell eval run wrote."
        ) from error
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read ({error}). Run the evaluation again.") from error
    found = written.get("format_version") if isinstance(written, dict) else None
    if found != RUN_FORMAT:
        raise UserError(
            f"{path} has format {found!r}; this version reads {RUN_FORMAT}. "
            "Run the evaluation again."
        )
    try:
        return RunRecord.model_validate(written)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise UserError(f"{path} is damaged at {where!r}. Run the evaluation again.") from error


def _read_observation(path: Path, number: int, line: str) -> Observation:
    try:
        return Observation.model_validate_json(line)
    except ValidationError as error:
        raise UserError(
            f"{path}, line {number}: {error.errors()[0]['msg']}. Remove the line and run the "
            "evaluation again: it continues."
        ) from error


def _unwritable(path: Path, error: OSError) -> UserError:
    return UserError(f"{path} cannot be written ({error.strerror}). Name another folder.")


def _code_digest() -> str:
    digest = hashlib.sha256()
    for package in _CODE:
        for path in sorted((PROJECT_ROOT / package).rglob("*")):
            if path.suffix in (".py", ".json", ".toml", ".txt", ".md"):
                digest.update(path.relative_to(PROJECT_ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
