"""The embedding cache saves time, never costs an answer, and knows no questions."""

import multiprocessing
import os
import sqlite3
import time
from contextlib import contextmanager

import pytest
from vectorstore_fixtures import FakeEmbedder

from vectorstore.cache import CachedEmbedder, VectorCache


@pytest.fixture
def path(tmp_path):
    return tmp_path / "embeddings.sqlite3"


@contextmanager
def cached(path, embedder=None):
    with VectorCache(path) as cache:
        yield CachedEmbedder(embedder or FakeEmbedder(), cache)


def test_a_text_goes_to_the_model_once_for_good(path):
    with cached(path) as first:
        vectors = first.embed_documents(["a", "b", "a"])
        assert first.embedded == 2
    with cached(path) as second:
        assert second.embed_documents(["b", "a"]) == [vectors[1], vectors[0]]
        assert second.embedded == 0


def test_vectors_are_those_of_the_model_in_the_order_asked_for(path):
    texts = [f"text {n}" for n in range(1200)]
    with cached(path) as first:
        first.embed_documents(texts[::3])
        assert first.embed_documents(texts) == FakeEmbedder().embed_documents(texts)


def test_another_model_shares_nothing(path):
    with cached(path) as first:
        first.embed_documents(["a"])
    with cached(path, FakeEmbedder(digest="0" * 64)) as other:
        other.embed_documents(["a"])
        assert other.embedded == 1


def test_questions_leave_no_trace(path):
    with cached(path) as embedder:
        before = path.read_bytes()
        assert embedder.embed_query("a secret") == FakeEmbedder().embed_query("a secret")
        assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_no_text_is_stored_only_its_hash(path):
    with cached(path) as embedder:
        embedder.embed_documents(["recognisable words"])
    assert b"recognisable" not in path.read_bytes()


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 99, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_broken_file_is_set_aside_and_begun_again(path, content):
    path.write_bytes(content)
    with cached(path) as embedder:
        vectors = embedder.embed_documents(["a"])
    assert vectors == FakeEmbedder().embed_documents(["a"])
    assert [w for w in embedder._cache.warnings if "set aside as embeddings.sqlite3.damaged" in w]
    assert path.with_name("embeddings.sqlite3.damaged").read_bytes() == content
    with cached(path) as again:
        again.embed_documents(["a"])
    assert (again.embedded, again._cache.warnings) == (0, [])


def test_a_file_that_was_cut_short_costs_only_time(path):
    texts = [f"text {n}" for n in range(500)]
    with cached(path) as embedder:
        vectors = embedder.embed_documents(texts)
    os.truncate(path, path.stat().st_size // 2)
    with cached(path) as embedder:
        assert embedder.embed_documents(texts) == vectors
        assert embedder.embed_documents(["more"]) == FakeEmbedder().embed_documents(["more"])
    assert len(embedder._cache.warnings) == 1
    with cached(path) as again:
        assert again.embed_documents(texts) == vectors
    assert again._cache.warnings == []


def test_somebody_elses_database_is_kept(path):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE vectors (mine TEXT)")
    database.close()
    with cached(path) as embedder:
        embedder.embed_documents(["a"])
    assert "not a cache of ours" in embedder._cache.warnings[0]
    with sqlite3.connect(path.with_name("embeddings.sqlite3.damaged")) as kept:
        assert kept.execute("SELECT count(*) FROM vectors").fetchone() == (0,)
    kept.close()


def test_a_damaged_vector_is_made_again(path):
    with cached(path) as embedder:
        vectors = embedder.embed_documents(["a", "b"])
    with sqlite3.connect(path) as database:
        database.execute("UPDATE vectors SET vector = zeroblob(128) WHERE rowid = 1")
        database.execute("UPDATE vectors SET vector = x'00' WHERE rowid = 2")
    database.close()
    with cached(path) as embedder:
        assert embedder.embed_documents(["a", "b"]) == vectors
        assert embedder.embedded == 2


def test_a_place_that_cannot_hold_a_file_is_done_without(tmp_path):
    with cached(tmp_path / "missing" / "embeddings.sqlite3") as embedder:
        assert embedder.embed_documents(["a"]) == FakeEmbedder().embed_documents(["a"])
    assert "cannot be used" in embedder._cache.warnings[0]


def test_a_full_disk_is_done_without(path):
    with cached(path) as embedder:
        embedder._cache._database.execute("PRAGMA max_page_count = 4")
        texts = [f"text {n}" for n in range(500)]
        assert embedder.embed_documents(texts) == FakeEmbedder().embed_documents(texts)
        assert embedder.embed_documents(texts) == FakeEmbedder().embed_documents(texts)
    assert len(embedder._cache.warnings) == 1
    assert "full" in embedder._cache.warnings[0]


def write_until_killed(path, started):
    with cached(path) as embedder:
        database = embedder._cache._database
        database.execute("PRAGMA cache_spill = 1")
        database.execute("PRAGMA cache_size = 1")
        with database:
            for n in range(1000):
                database.execute(
                    "INSERT INTO vectors VALUES ('x', ?, zeroblob(4000))", (str(n).encode(),)
                )
            started.set()
            time.sleep(60)


def test_a_kill_in_the_middle_of_a_write_is_undone_at_the_next_opening(path):
    with cached(path) as embedder:
        embedder.embed_documents(["a"])
    context = multiprocessing.get_context("forkserver")
    started = context.Event()
    writer = context.Process(target=write_until_killed, args=(path, started))
    writer.start()
    assert started.wait(30)
    writer.kill()
    writer.join()
    assert path.with_name("embeddings.sqlite3-journal").exists()
    with cached(path) as embedder:
        embedder.embed_documents(["a"])
    assert (embedder.embedded, embedder._cache.warnings) == (0, [])
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def embed_range(path, first):
    with cached(path) as embedder:
        for start in range(first, first + 200, 10):
            embedder.embed_documents([f"text {n}" for n in range(start, start + 10)])
        if embedder._cache.warnings:
            raise AssertionError(embedder._cache.warnings)


def test_two_processes_write_at_once(path):
    context = multiprocessing.get_context("forkserver")
    workers = [context.Process(target=embed_range, args=(path, n)) for n in (0, 100)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    with cached(path) as embedder:
        embedder.embed_documents([f"text {n}" for n in range(300)])
        assert embedder.embedded == 0
