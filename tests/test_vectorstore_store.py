"""Every backend stores the same vectors and finds the same rows."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from vectorstore_fixtures import BruteForce, FakeEmbedder, make_document

from ingest.passages import passages_of
from vectorstore.errors import IndexDamaged
from vectorstore.progress import silent
from vectorstore.rows import rows_of
from vectorstore.store import EmbeddedChroma

pytestmark = pytest.mark.usefixtures("private_tmp")


def rows_for(embedder, *documents):
    return [
        row
        for document in documents
        for passage in passages_of(document)
        for row in rows_of(passage, embedder.count_tokens, embedder.max_tokens)
    ]


@pytest.fixture(params=[BruteForce, EmbeddedChroma], ids=["brute force", "embedded Chroma"])
def backend(request):
    return request.param()


@pytest.fixture
def rows(embedder):
    return rows_for(embedder, make_document(long_paragraph=2))


@pytest.fixture
def searcher(backend, rows, embedder, tmp_path, private_tmp):
    folder = tmp_path / "generation"
    folder.mkdir()
    backend.create(folder, rows, embedder, silent)
    searcher = backend.open(folder)
    yield searcher
    searcher.close()
    assert list(private_tmp.iterdir()) == []


def test_each_row_is_found_by_its_own_text(searcher, rows, embedder):
    for row in rows:
        vector = embedder.embed_query(row.text)
        best = searcher.search(row.collection, [vector], 1)[0][0]
        assert best.score == pytest.approx(1.0, abs=1e-5)
        assert (best.report, best.locator, best.start, best.end) == (
            row.report,
            row.locator,
            row.start,
            row.end,
        )


def test_scores_are_cosine_similarities_best_first(searcher, rows, embedder, tmp_path):
    oracle = BruteForce()
    oracle.create(tmp_path, rows, embedder, silent)
    vector = embedder.embed_query("a question")
    for collection in ("passages", "sentences"):
        expected = oracle.open(tmp_path).search(collection, [vector], 10)[0]
        actual = searcher.search(collection, [vector], 10)[0]
        assert [hit.passage_id for hit in actual] == [hit.passage_id for hit in expected]
        assert [h.score for h in actual] == pytest.approx([h.score for h in expected], abs=1e-5)


def test_more_than_there_are_gives_all(searcher, rows, embedder):
    counts = {
        name: sum(row.collection == name for row in rows) for name in ("passages", "sentences")
    }
    assert searcher.counts() == counts
    for collection, count in counts.items():
        assert len(searcher.search(collection, [embedder.embed_query("x")], 10_000)[0]) == count
    assert searcher.search("passages", [embedder.embed_query("x")], 0)[0] == []


def test_several_vectors_find_what_each_finds_alone(searcher, embedder):
    vectors = [embedder.embed_query(f"question {n}") for n in range(5)]
    alone = [searcher.search("sentences", [vector], 5)[0] for vector in vectors]
    assert searcher.search("sentences", vectors, 5) == alone
    assert searcher.search("sentences", [], 5) == []


def test_many_threads_find_what_one_finds(searcher, embedder):
    vectors = [embedder.embed_query(f"question {n % 10}") for n in range(100)]
    alone = [searcher.search("sentences", [vector], 5)[0] for vector in vectors]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda vector: searcher.search("sentences", [vector], 5)[0], vectors))
    assert found == alone


def test_nothing_to_store_gives_an_empty_store(backend, embedder, tmp_path):
    backend.create(tmp_path, [], embedder, silent)
    searcher = backend.open(tmp_path)
    assert searcher.counts() == {"passages": 0, "sentences": 0}
    assert searcher.search("passages", [embedder.embed_query("x")], 5)[0] == []
    searcher.close()


def test_progress_grows_to_the_number_of_rows(backend, rows, embedder, tmp_path):
    seen = []
    backend.create(tmp_path, rows, embedder, lambda *step: seen.append(step))
    assert seen[-1] == ("embedding", len(rows), len(rows))
    assert [done for _, done, _ in seen] == sorted({done for _, done, _ in seen})


def test_each_text_is_embedded_once(rows, tmp_path):
    embedder = FakeEmbedder()
    EmbeddedChroma().create(tmp_path, rows, embedder, silent)
    assert sorted(embedder.texts) == sorted(row.text for row in rows)


def test_chroma_finds_the_true_neighbours_in_a_long_report(tmp_path):
    """HNSW is approximate; with what we set it up for, nothing worth showing is missed."""
    embedder = FakeEmbedder()
    rows = rows_for(embedder, make_document("town-2025-10", 190))
    oracle, chroma = BruteForce(), EmbeddedChroma()
    oracle.create(tmp_path, rows, embedder, silent)
    chroma.create(tmp_path, rows, embedder, silent)
    searcher = chroma.open(tmp_path)
    found = expected = 0
    for n in range(30):
        vector = embedder.embed_query(f"question {n}")
        truth = oracle.open(tmp_path).search("sentences", [vector], 50)[0]
        hits = searcher.search("sentences", [vector], 50)[0]
        found += len(
            {(h.passage_id, h.start) for h in truth} & {(h.passage_id, h.start) for h in hits}
        )
        expected += len(truth)
    searcher.close()
    assert found / expected > 0.99


def test_missing_or_foreign_vectors_are_damage(tmp_path, private_tmp):
    with pytest.raises(IndexDamaged, match=r"chroma is missing\. Run: sandwell index"):
        EmbeddedChroma().open(tmp_path)
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"not a database" * 500)
    with pytest.raises(IndexDamaged, match=r"Chroma cannot read .*Run: sandwell index"):
        EmbeddedChroma().open(tmp_path)
    assert list(private_tmp.iterdir()) == []


def test_chroma_is_given_one_worker(tmp_path, monkeypatch):
    """Two can freeze the whole process when the client is closed; see ``_new_client``."""
    monkeypatch.delenv("TOKIO_WORKER_THREADS", raising=False)
    EmbeddedChroma().create(tmp_path, [], FakeEmbedder(), silent)
    assert os.environ["TOKIO_WORKER_THREADS"] == "1"
