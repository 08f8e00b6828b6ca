"""Documents and their passages as the files of a generation, one of each per report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from ingest.models import Document, Passage
from vectorstore.errors import REBUILD, IndexDamaged

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = "documents/"
PASSAGES = "passages/"

_SAFE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_DOCUMENT = TypeAdapter(Document)
_PASSAGES = TypeAdapter(tuple[Passage, ...])


def document_file(report: str) -> str:
    """The document's path within a generation."""
    return f"{DOCUMENTS}{report}.json"


def passages_file(report: str) -> str:
    """The path of the document's passages within a generation."""
    return f"{PASSAGES}{report}.json"


def write_report(folder: Path, document: Document, passages: tuple[Passage, ...]) -> None:
    """Write both files; raises ValueError for a report id that could not name one."""
    if not _SAFE_ID.fullmatch(document.report):
        raise ValueError(f"report id {document.report!r} is not lower-case words joined by hyphens")
    for name, content in (
        (document_file(document.report), _DOCUMENT.dump_json(document)),
        (passages_file(document.report), _PASSAGES.dump_json(passages)),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def parse_document(content: bytes) -> Document:
    """The document in a file's bytes; raises IndexDamaged."""
    try:
        return _DOCUMENT.validate_json(content)
    except ValidationError as error:
        raise IndexDamaged(f"A stored report is not what we wrote. {REBUILD}") from error


def parse_passages(content: bytes) -> tuple[Passage, ...]:
    """The passages in a file's bytes, in the order of the report; raises IndexDamaged."""
    try:
        return _PASSAGES.validate_json(content)
    except ValidationError as error:
        raise IndexDamaged(f"The passages of a report are not what we wrote. {REBUILD}") from error
