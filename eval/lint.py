"""Proves that a question set can be trusted: every finding at once, each with its line.

The rules themselves, and the reasons for their numbers, are in ``lint_rules``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from pydantic import ConfigDict, ValidationError

from assistant.errors import UserError
from assistant.json_lines import numbered_lines
from eval.cases import Case
from eval.lint_rules import (
    Finding,
    Line,
    copied_lines,
    line_findings,
    report_facts,
    set_findings,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.models import Document

__all__ = ["Finding", "LintReport", "describe", "lint"]

_PERCENTILES = (5, 25, 50, 75, 95)


@dataclass(frozen=True)
class LintReport:
    """What was found, by line and then about the set, and what the readable lines hold.

    ``by_kind`` is largest first; ``by_split`` is empty where no line has one. ``lengths`` are
    words at the 5th, 25th, 50th, 75th and 95th percentile, empty where no line could be read.
    """

    findings: tuple[Finding, ...]
    questions: int
    answerable: int
    four_word_runs: int
    by_kind: Mapping[str, int]
    by_split: Mapping[str, int]
    lengths: Mapping[int, int]


class _ExactCase(Case):
    """A case without unknown fields: what is passed over when read may be a slip of the pen."""

    model_config = ConfigDict(extra="forbid")


def lint(path: Path, documents: Mapping[str, Document], default_report: str) -> LintReport:
    """Judge the whole file; a line that cannot be read is a finding and counts for nothing else.

    ``documents`` are by report id; lines that name no report are about ``default_report``.
    Raises UserError where the file cannot be read at all: missing, not UTF-8, no lines.
    """
    numbered = numbered_lines(path)
    if not numbered:
        raise UserError(f"{path} holds no questions. Write one JSON object a line.")
    reports = {name: report_facts(name, document) for name, document in documents.items()}
    findings: list[Finding] = []
    lines: list[Line] = []
    for number, text in numbered:
        findings += _format_findings(number, text)
        case = _case(text)
        if case is not None:
            report_id = case.report or default_report
            lines.append(Line(number, case, report_id, reports.get(report_id)))
            findings += line_findings(lines[-1], reports)
    findings += set_findings(lines)
    # The sort is stable: on one line, the format comes first.
    findings.sort(key=lambda finding: (finding.line is None, finding.line or 0))
    return LintReport(
        findings=tuple(findings),
        questions=len(lines),
        answerable=sum(line.case.answerable for line in lines),
        four_word_runs=len(copied_lines(lines)),
        by_kind=dict(Counter(line.case.kind for line in lines).most_common()),
        by_split=dict(Counter(line.case.split for line in lines if line.case.split)),
        lengths=_length_percentiles(lines),
    )


def describe(report: LintReport) -> str:
    """The counts as a few lines of text."""
    parts = [
        f"{report.questions} questions, {report.answerable} of them answerable",
        "by kind: " + _counts(report.by_kind),
        f"sharing a run of four words with the report: {report.four_word_runs} answerable",
    ]
    if report.by_split:
        parts.insert(2, "by split: " + _counts(report.by_split))
    if report.lengths:
        lengths = ", ".join(f"{words} (p{at})" for at, words in report.lengths.items())
        parts.append(f"words a question: {lengths}")
    return "\n".join(parts)


def _format_findings(number: int, text: str) -> Iterator[Finding]:
    try:
        _ExactCase.model_validate_json(text)
    except ValidationError as error:
        for slip in error.errors():
            where = ".".join(str(part) for part in slip["loc"]) or "the line"
            if slip["type"] == "extra_forbidden":
                known = f"{where!r} is no field of a question. Correct its spelling or remove it."
                yield Finding(number, "unknown-field", known)
            else:
                yield Finding(number, "format", f"{where}: {slip['msg']}. Mend it.")


def _case(text: str) -> Case | None:
    try:
        return Case.model_validate_json(text)
    except ValidationError:
        return None


def _length_percentiles(lines: Sequence[Line]) -> dict[int, int]:
    if not lines:
        return {}
    lengths = [len(words_of(line.case.question)) for line in lines]
    at = np.percentile(lengths, _PERCENTILES, method="inverted_cdf")
    return {percent: int(words) for percent, words in zip(_PERCENTILES, at, strict=True)}


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())
