"""An index is opened only if it is whole and of the model in use; each fault has its own line."""

import json
import os
import shutil

import pytest
from vectorstore_fixtures import BruteForce, FakeEmbedder, make_document

from vectorstore.errors import (
    IndexDamaged,
    IndexForeign,
    IndexMismatch,
    IndexMissing,
    VectorStoreError,
)
from vectorstore.index import open_index
from vectorstore.sync import sync

REPORT = "sandwell-2025-10"


@pytest.fixture
def home(tmp_path, embedder, private_tmp):
    home = tmp_path / "home"
    sync(home, embedder, lambda: embedder, [make_document(), make_document("walsall-2024-05")])
    yield home
    assert list(private_tmp.iterdir()) == []


def generation(home):
    return next((home / "index" / "generations").iterdir())


def test_a_paragraph_is_found_by_vector_by_sentence_and_by_keyword(home, embedder):
    with open_index(home, embedder) as index:
        passage = index.catalogue.passage(REPORT, "p3")
        sentence = passage.sentences[1]
        words = passage.text[sentence.start : sentence.end]
        whole = index.search("passages", [embedder.embed_query(passage.text)], 3)[0]
        asked = embedder.embed_query(f"{words} (Children who need help)")
        one = index.search("sentences", [asked], 3, [REPORT])[0]
        assert whole[0].passage_id == one[0].passage_id == passage.id
        assert (one[0].start, one[0].end) == (sentence.start, sentence.end)
        assert index.search_keywords(words, 3, [REPORT])[0].passage_id == passage.id
        assert index.manifest.embedding_model == "fake"
        assert index.generation == generation(home).name


def test_an_index_no_longer_referred_to_leaves_nothing(home, embedder, private_tmp):
    index = open_index(home, embedder)
    assert len(list(private_tmp.iterdir())) == 1
    del index
    assert list(private_tmp.iterdir()) == []


def test_an_open_index_answers_through_a_rebuild_and_a_new_one_sees_it(home, embedder):
    with open_index(home, embedder) as old:
        new = make_document(seed=7)
        sync(home, embedder, lambda: embedder, [new])
        assert old.search("passages", [embedder.embed_query("x")], 3)[0]
        assert old.catalogue.document(REPORT) == make_document()
        with open_index(home, embedder) as index:
            assert index.catalogue.document(REPORT) == new
            assert index.generation > old.generation or index.generation != old.generation


def test_nothing_below_home_is_written(home, embedder):
    before = {p: (p.stat().st_mtime_ns, p.is_file() and p.read_bytes()) for p in home.rglob("*")}
    with open_index(home, embedder) as index:
        index.search("passages", [embedder.embed_query("x")], 3)[0]
        index.search_keywords("children", 3)
    after = {p: (p.stat().st_mtime_ns, p.is_file() and p.read_bytes()) for p in home.rglob("*")}
    assert after == before


def test_a_missing_index(tmp_path, embedder):
    with pytest.raises(IndexMissing, match=r"Run: sandwell index"):
        open_index(tmp_path, embedder)


def test_another_model(home):
    with pytest.raises(
        IndexMismatch, match=r"model fake \(f{12}…\); the settings name fake \(0{12}…\)\. Run:"
    ):
        open_index(home, FakeEmbedder(digest="0" * 64))


def test_another_schema(home, embedder):
    path = generation(home) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema_version": 99}))
    with pytest.raises(IndexMismatch, match=r"format 99; .*Run: sandwell index"):
        open_index(home, embedder)


def test_a_folder_that_is_not_an_index(home, embedder):
    (generation(home) / "manifest.json").unlink()
    with pytest.raises(IndexForeign, match="Run: sandwell index"):
        open_index(home, embedder)


def test_a_missing_generation(home, embedder):
    shutil.rmtree(generation(home))
    with pytest.raises(IndexDamaged, match=r"is missing.*Run: sandwell index"):
        open_index(home, embedder)


def test_every_file_cut_short_or_missing_is_noticed_before_it_is_used(home, embedder):
    files = [p for p in generation(home).rglob("*") if p.is_file() and p.stat().st_size]
    assert len(files) > 12
    for path in files:
        content = path.read_bytes()
        for spoil in (lambda p: os.truncate(p, p.stat().st_size // 2), os.unlink):
            spoil(path)
            with pytest.raises((IndexDamaged, IndexForeign), match="Run: sandwell index") as caught:
                open_index(home, embedder)
            assert "\n" not in str(caught.value)
            path.write_bytes(content)
    open_index(home, embedder).close()


def test_a_foreign_store_in_the_generation_is_noticed(home, embedder, tmp_path):
    other = tmp_path / "other"
    sync(other, embedder, lambda: embedder, [make_document(seed=3)])
    store = generation(home) / "vectors" / REPORT / "chroma"
    shutil.rmtree(store)
    shutil.copytree(generation(other) / "vectors" / REPORT / "chroma", store)
    with pytest.raises(IndexDamaged):
        open_index(home, embedder)


def test_rows_that_do_not_add_up_are_noticed(tmp_path, embedder):
    class Forgetful(BruteForce):
        def create(self, folder, rows, embedder, progress):
            super().create(folder, rows[1:], embedder, progress)

    with pytest.raises(IndexDamaged, match=r"rows of .*, expected"):
        sync(tmp_path, embedder, lambda: embedder, [make_document()], backend=Forgetful())
    with pytest.raises(VectorStoreError):
        open_index(tmp_path, embedder)
