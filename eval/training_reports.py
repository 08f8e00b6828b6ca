"""A folder of reports as published → the paragraphs that training needs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UserError
from assistant.folders import list_files
from assistant.reading import read_files
from assistant.reading_worker import TIME_LIMIT_SECONDS, Request
from ingest.passages import passages_of
from vectorstore.adaptation.questions import TrainingReport

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.models import Document


def read_training_reports(
    folder: Path, on_read: Callable[[str, int, int], None] = lambda *_: None
) -> dict[str, TrainingReport]:
    """Every inspection report in ``folder`` by its id; other files are passed over.

    Raises UserError where there is no report.
    """
    listing = list_files([folder])
    with tempfile.TemporaryDirectory() as kept:
        readings = read_files(
            [Request(path, path.name, Path(kept), TIME_LIMIT_SECONDS) for path in listing.files],
            on_read,
        )
    reports = {
        reading.document.report: _training_report(reading.document)
        for reading in readings
        if reading.document
    }
    if not reports:
        raise UserError(
            f"{folder} holds no inspection reports. Give the folder of the reports that the "
            "training questions are about: make train REPORTS=FOLDER"
        )
    return reports


def _training_report(document: Document) -> TrainingReport:
    numbered = (passage for passage in passages_of(document) if passage.paragraph is not None)
    return TrainingReport(document.report, document.authority, tuple(numbered))
