"""A manifest says what a generation is, and notices when it is no longer that."""

import json
import os
from datetime import UTC, datetime

import pytest

from vectorstore.errors import IndexDamaged, IndexForeign, IndexMismatch
from vectorstore.manifest import (
    SCHEMA_VERSION,
    Manifest,
    Source,
    library_versions,
    read_manifest,
    read_verified,
    stamps_of,
    verify_files,
    write_manifest,
)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "20260101T000000-00000000"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "sandwell-2025-10.json").write_text("{}")
    (folder / "vectors.bin").write_bytes(bytes(1000))
    return folder


@pytest.fixture
def manifest(folder):
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        generation=folder.name,
        built_at=datetime.now(UTC),
        built_with=library_versions(),
        embedding_model="fake",
        embedding_digest="f" * 64,
        dimension=32,
        sources=(Source(report="sandwell-2025-10", source="a.txt", sha256="0" * 64),),
        rows={"sandwell-2025-10": {"passages": 1, "sentences": 2}},
        files=stamps_of(folder, {}),
    )
    write_manifest(folder, manifest)
    return manifest


def rewrite(folder, **changes):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_what_was_written_is_read(folder, manifest):
    assert read_manifest(folder) == manifest
    assert set(manifest.files) == {"documents/sandwell-2025-10.json", "vectors.bin"}
    verify_files(folder, manifest)


def test_a_folder_without_a_manifest_is_not_ours(folder):
    with pytest.raises(IndexForeign, match=r"no manifest\.json.*Run: sandwell index"):
        read_manifest(folder)


def test_a_missing_folder_is_damage(tmp_path):
    with pytest.raises(IndexDamaged, match="is missing"):
        read_manifest(tmp_path / "20260101T000000-00000000")


@pytest.mark.usefixtures("manifest")
@pytest.mark.parametrize("content", ["", "{", "[]", "null", "{}", '{"schema_version": 2}', "\x00"])
def test_an_unreadable_manifest_is_damage(folder, content):
    (folder / "manifest.json").write_text(content)
    with pytest.raises(IndexDamaged, match="incomplete or altered"):
        read_manifest(folder)


@pytest.mark.usefixtures("manifest")
def test_unknown_keys_are_refused(folder):
    rewrite(folder, surprise=1)
    with pytest.raises(IndexDamaged):
        read_manifest(folder)


@pytest.mark.usefixtures("manifest")
def test_another_schema_is_a_mismatch_whatever_else_it_says(folder):
    rewrite(folder, schema_version=SCHEMA_VERSION + 1, surprise=1)
    with pytest.raises(IndexMismatch, match=r"format 3; this .* format 2\. Run: sandwell index"):
        read_manifest(folder)


@pytest.mark.usefixtures("manifest")
def test_the_manifest_of_another_generation_is_damage(folder):
    rewrite(folder, generation="20260101T000000-11111111")
    with pytest.raises(IndexDamaged, match="of another index"):
        read_manifest(folder)


def test_a_file_cut_short_is_noticed(folder, manifest):
    os.truncate(folder / "vectors.bin", 400)
    with pytest.raises(IndexDamaged, match=r"vectors\.bin has 400 bytes, expected 1000"):
        verify_files(folder, manifest)


def test_a_single_altered_byte_is_noticed(folder, manifest):
    (folder / "vectors.bin").write_bytes(bytes(999) + b"\1")
    with pytest.raises(IndexDamaged, match=r"vectors\.bin was altered"):
        verify_files(folder, manifest)


def test_a_missing_file_is_noticed(folder, manifest):
    (folder / "vectors.bin").unlink()
    with pytest.raises(IndexDamaged, match=r"vectors\.bin is missing"):
        verify_files(folder, manifest)
    verify_files(folder, manifest, below="documents/")


def test_reading_one_file_verifies_it(folder, manifest):
    name = "documents/sandwell-2025-10.json"
    assert read_verified(folder, manifest, name) == b"{}"
    (folder / name).write_text("[]")
    with pytest.raises(IndexDamaged, match="was altered"):
        read_verified(folder, manifest, name)
    (folder / name).unlink()
    with pytest.raises(IndexDamaged, match="is missing"):
        read_verified(folder, manifest, name)
