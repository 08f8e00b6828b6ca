"""A JSON file for each run of ``sandwell index``, for whoever wants to know later what happened."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assistant.folders import shown
from vectorstore.disk import replace_file, writing

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.index_report import FileResult, IndexReport

LOGS_KEPT = 20


def write_log(home: Path, report: IndexReport) -> Path:
    """Write ``logs/index-<time>.json`` below ``home`` and remove all but the last LOGS_KEPT.

    Raises StorageError.
    """
    folder = home / "logs"
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"index-{report.started:%Y%m%dT%H%M%S.%fZ}.json"
        content = json.dumps(_as_json(report), ensure_ascii=False, indent=1)
        replace_file(path, content.encode())
        for old in sorted(folder.glob("index-*.json"))[:-LOGS_KEPT]:
            old.unlink(missing_ok=True)
    return path


def _as_json(report: IndexReport) -> dict[str, Any]:
    return {
        "started": report.started.isoformat(),
        "finished": report.finished.isoformat(),
        "files": [_file(result) for result in report.files],
        "passed_over": dict(sorted(report.passed_over.items())),
        "warnings": list(report.warnings),
    }


def _file(result: FileResult) -> dict[str, Any]:
    return {
        "path": shown(result.path),
        "sha256": result.sha256,
        "outcome": result.outcome,
        "report": result.report,
        "note": result.note,
        "warnings": list(result.warnings),
        "reason": result.reason,
        "seconds": round(result.seconds, 3),
    }
