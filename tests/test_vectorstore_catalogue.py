"""What can be read of an index without a model, and quickly."""

import shutil
import subprocess
import sys

import pytest
from vectorstore_fixtures import BruteForce, FakeEmbedder, make_document

from ingest.passages import passages_of
from vectorstore.catalogue import open_catalogue
from vectorstore.errors import IndexDamaged, IndexMissing, UnknownReport
from vectorstore.sync import sync


@pytest.fixture
def home(tmp_path, embedder):
    home = tmp_path / "home"
    documents = [make_document("walsall-2024-05"), make_document()]
    sync(home, embedder, lambda: embedder, documents, backend=BruteForce())
    return home


def test_documents_and_passages_are_those_that_were_indexed(home):
    catalogue = open_catalogue(home)
    assert catalogue.report_ids() == ("sandwell-2025-10", "walsall-2024-05")
    assert catalogue.reports() == (make_document(), make_document("walsall-2024-05"))
    assert catalogue.passages("sandwell-2025-10") == passages_of(make_document())


def test_one_passage_can_be_looked_up(home):
    catalogue = open_catalogue(home)
    assert catalogue.passage("sandwell-2025-10", "p2").paragraph == 2
    assert catalogue.passage("sandwell-2025-10", "p99") is None


def test_an_unknown_report_is_refused_with_those_known(home):
    catalogue = open_catalogue(home)
    for ask in (catalogue.document, catalogue.passages, lambda r: catalogue.passage(r, "p1")):
        with pytest.raises(UnknownReport, match=r"'dudley-2020-01'.*sandwell-2025-10, walsall"):
            ask("dudley-2020-01")


def test_an_open_catalogue_survives_the_removal_of_its_generation(home):
    catalogue = open_catalogue(home)
    shutil.rmtree(home / "index")
    assert len(catalogue.reports()) == 2
    assert catalogue.passages("walsall-2024-05")


def test_an_altered_report_is_not_shown(home):
    path = next((home / "index" / "generations").glob("*/documents/sandwell-2025-10.json"))
    path.write_bytes(path.read_bytes().replace(b"Monique", b"Unknown"))
    with pytest.raises(IndexDamaged, match="was altered"):
        open_catalogue(home)


def test_a_home_without_an_index_says_how_to_get_one(tmp_path):
    with pytest.raises(IndexMissing, match="Run: sandwell index"):
        open_catalogue(tmp_path)


def test_a_generation_replaced_while_it_is_read_is_no_damage(home, monkeypatch):
    import vectorstore.catalogue as module

    real = module.read_manifest
    embedder = FakeEmbedder()

    def replaced_meanwhile(folder):
        manifest = real(folder)
        monkeypatch.setattr(module, "read_manifest", real)
        new = make_document(seed=1)
        sync(home, embedder, lambda: embedder, [new], backend=BruteForce())
        return manifest

    monkeypatch.setattr(module, "read_manifest", replaced_meanwhile)
    assert open_catalogue(home).document("sandwell-2025-10") == make_document(seed=1)


def test_opening_imports_no_model_no_store_and_no_sentence_splitter(home):
    script = f"""
import pathlib, sys
from vectorstore.catalogue import open_catalogue
from vectorstore.generations import current_generation
home = pathlib.Path({str(home)!r})
open_catalogue(home).passages("sandwell-2025-10")
assert current_generation(home)
heavy = {{"torch", "chromadb", "langchain_core", "langchain_chroma", "sentence_transformers",
         "transformers", "numpy", "bm25s", "sentencex"}}
sys.exit(", ".join(heavy & set(sys.modules)) or 0)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
