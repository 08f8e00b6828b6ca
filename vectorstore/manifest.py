"""The record in each generation of what built it and of every file in it."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from typing import TYPE_CHECKING

from pydantic import AwareDatetime, BaseModel, ConfigDict

from vectorstore.disk import reading, sha256_of_file
from vectorstore.errors import REBUILD, IndexDamaged, IndexForeign, IndexMismatch
from vectorstore.rows import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Raise it with every change to what a generation holds: Document, Passage, rows, keywords.
SCHEMA_VERSION = 2
FILE_NAME = "manifest.json"
BUILDING = ".building"


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileStamp(_Record):
    """Enough to notice that a file was cut short or altered."""

    size: int
    sha256: str


class Source(_Record):
    """The file that a report was read from."""

    report: str
    source: str
    sha256: str


class Manifest(_Record):
    """What a generation is; ``rows`` are counted by report and collection, ``files`` by path.

    Of the files the manifest itself is not one.

    ``built_with`` are versions of the libraries whose files it holds: another version may not read
    them, and then the repair must not find that nothing has changed.
    """

    schema_version: int
    generation: str
    built_at: AwareDatetime
    built_with: dict[str, str]
    embedding_model: str
    embedding_digest: str
    dimension: int
    sources: tuple[Source, ...]
    rows: dict[str, dict[str, int]]
    files: dict[str, FileStamp]

    @property
    def counts(self) -> dict[str, int]:
        """Rows of all reports by collection."""
        return {
            collection: sum(counts[collection] for counts in self.rows.values())
            for collection in COLLECTIONS
        }


def library_versions() -> dict[str, str]:
    """``built_with`` for a generation built now."""
    return {name: version(name) for name in ("bm25s", "chromadb", "PyStemmer")}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it last: a generation without a manifest is not one."""
    (folder / FILE_NAME).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation in ``folder``.

    Raises IndexForeign where there is none, IndexMismatch where another version wrote it,
    IndexDamaged where it cannot be understood.
    """
    path = folder / FILE_NAME
    with reading(path):
        if not folder.is_dir():
            raise IndexDamaged(f"{folder} is missing; it should hold the index. {REBUILD}")
        if not path.is_file():
            raise IndexForeign(
                f"{folder} has no {FILE_NAME}; expected an index that sandwell built. {REBUILD}"
            )
        content = path.read_bytes()
    try:
        loaded = json.loads(content)
        found = loaded["schema_version"]
        if found == SCHEMA_VERSION:
            manifest = Manifest.model_validate(loaded)
            if manifest.generation == folder.name.removesuffix(BUILDING):
                return manifest
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{path} is incomplete or altered. {REBUILD}") from error
    if found != SCHEMA_VERSION:
        raise IndexMismatch(
            f"The index in {folder} has format {found!r}; this version of sandwell reads "
            f"format {SCHEMA_VERSION}. {REBUILD}"
        )
    raise IndexDamaged(f"{path} is of another index, {manifest.generation}. {REBUILD}")


def report_of(name: str) -> str:
    """The report to which a file of a generation belongs: ``<kind>/<report>[.json][/…]``."""
    return name.split("/")[1].removesuffix(".json")


def stamps_of(folder: Path, known: Mapping[str, FileStamp]) -> dict[str, FileStamp]:
    """Size and digest of every file below ``folder``, by relative path with forward slashes.

    Those of ``known`` are believed, so that the cost is that of the other files.
    """
    paths = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / FILE_NAME
    }
    return {name: known[name] if name in known else _stamp(path) for name, path in paths.items()}


def _stamp(path: Path) -> FileStamp:
    return FileStamp(size=path.stat().st_size, sha256=sha256_of_file(path))


def read_verified(folder: Path, manifest: Manifest, name: str) -> bytes:
    """The bytes of one recorded file; raises IndexDamaged unless they are as recorded."""
    path = folder / name
    with reading(path):
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise IndexDamaged(f"{path} is missing. {REBUILD}") from error
    _compare(path, manifest.files[name], len(content), hashlib.sha256(content).hexdigest())
    return content


def verify_files(folder: Path, manifest: Manifest, below: str = "") -> None:
    """Raise IndexDamaged unless all files whose path starts with ``below`` are as recorded."""
    for name, stamp in manifest.files.items():
        if name.startswith(below):
            path = folder / name
            with reading(path):
                try:
                    size, digest = path.stat().st_size, sha256_of_file(path)
                except FileNotFoundError as error:
                    raise IndexDamaged(f"{path} is missing. {REBUILD}") from error
            _compare(path, stamp, size, digest)


def _compare(path: Path, stamp: FileStamp, size: int, digest: str) -> None:
    if size != stamp.size:
        raise IndexDamaged(f"{path} has {size} bytes, expected {stamp.size}. {REBUILD}")
    if digest != stamp.sha256:
        raise IndexDamaged(f"{path} was altered since it was written. {REBUILD}")
