"""Searches in one report and across several, whatever the order in which they were indexed."""

import shutil

import numpy as np
import pytest
from vectorstore_fixtures import FakeEmbedder, make_document

from ingest.passages import passages_of
from vectorstore import vectors
from vectorstore.index import open_index
from vectorstore.rows import COLLECTIONS, rows_of
from vectorstore.sync import sync

TOWNS = [f"town-{n}-2025-10" for n in range(5)]
DOCUMENTS = {town: make_document(town, seed=n) for n, town in enumerate(TOWNS)}

pytestmark = pytest.mark.usefixtures("private_tmp")


def built(home, embedder, *steps):
    """An open index made in these steps, each a list of towns."""
    for towns in steps:
        sync(home, embedder, lambda: embedder, [DOCUMENTS[town] for town in towns])
    return open_index(home, embedder)


def everything(index, embedder):
    """What the searches find, alone, in some and in all."""
    found = []
    for question in ("late visits", "homeless children", "care leavers"):
        vector = embedder.embed_query(question)
        for reports in ([TOWNS[0]], [TOWNS[3]], TOWNS[:2], []):
            for collection in COLLECTIONS:
                hits = index.search(collection, [vector], 30, reports)[0]
                found.append([(h.report, h.locator, h.start, round(h.score, 4)) for h in hits])
            hits = index.search_keywords(question, 30, reports)
            found.append([(h.report, h.locator, h.start, round(h.score, 4)) for h in hits])
    return found


def test_an_index_built_in_one_go_and_one_built_step_by_step_find_the_same(tmp_path):
    embedder = FakeEmbedder()
    with (
        built(tmp_path / "once", embedder, TOWNS) as once,
        built(tmp_path / "steps", embedder, TOWNS[3:], TOWNS[1:2], TOWNS) as steps,
    ):
        assert everything(once, embedder) == everything(steps, embedder)


def test_searches_across_reports_are_exact(tmp_path):
    embedder = FakeEmbedder()
    rows = [
        row
        for document in DOCUMENTS.values()
        for passage in passages_of(document)
        for row in rows_of(passage, embedder.count_tokens, embedder.max_tokens)
        if row.collection == "sentences"
    ]
    table = np.array(embedder.embed_documents([row.text for row in rows]))
    vector = embedder.embed_query("late visits")
    nearest = sorted((-(table @ np.array(vector))).tolist())[:60]
    with built(tmp_path, embedder, TOWNS) as index:
        hits = index.search("sentences", [vector], 60)[0]
    assert [-hit.score for hit in hits] == pytest.approx(nearest, abs=1e-5)


def test_search_can_be_limited_to_reports(tmp_path):
    embedder = FakeEmbedder()
    vector = embedder.embed_query("a question")
    with built(tmp_path, embedder, TOWNS) as index:
        for reports in (TOWNS[:1], TOWNS[1:3], set(TOWNS)):
            hits = index.search("sentences", [vector], 5000, reports)[0]
            assert {hit.report for hit in hits} == set(reports)
        assert index.search("sentences", [vector], 5, ["birmingham-2023-03"])[0] == []
        assert index.search("sentences", [vector], 0)[0] == []


def test_only_some_reports_are_open_at_a_time_and_all_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "_MOST_OPEN", 2)
    embedder = FakeEmbedder()
    vector = embedder.embed_query("a question")
    with built(tmp_path, embedder, TOWNS) as index:
        for town in [*TOWNS, *TOWNS]:
            assert index.search("passages", [vector], 1, [town])[0][0].report == town
        assert len(index._vectors._open) == 2


def test_searches_outlive_the_generation(tmp_path):
    embedder = FakeEmbedder()
    vector = embedder.embed_query("a question")
    with built(tmp_path, embedder, TOWNS) as index:
        before = [index.search("passages", [vector], 5, [town])[0] for town in TOWNS]
        shutil.rmtree(tmp_path / "index" / "generations")
        after = [index.search("passages", [vector], 5, [town])[0] for town in TOWNS]
    assert [[h.passage_id for h in hits] for hits in after] == [
        [h.passage_id for h in hits] for hits in before
    ]


def test_adding_a_report_takes_the_others_over_as_they_stand(tmp_path):
    embedder = FakeEmbedder()
    built(tmp_path, embedder, TOWNS[:4]).close()
    (old,) = (tmp_path / "index" / "generations").iterdir()
    kept = {path.relative_to(old): path.stat().st_ino for path in old.rglob("*") if path.is_file()}
    embedder.texts.clear()
    built(tmp_path, embedder, TOWNS).close()
    (new,) = (tmp_path / "index" / "generations").iterdir()
    inodes = {path.relative_to(new): path.stat().st_ino for path in new.rglob("*")}
    shared = {name for name, inode in kept.items() if inodes.get(name) == inode}
    assert {str(name) for name in kept} - {str(name) for name in shared} == {"manifest.json"}
    own = {
        row.text
        for passage in passages_of(DOCUMENTS[TOWNS[4]])
        for row in rows_of(passage, embedder.count_tokens, embedder.max_tokens)
    }
    assert set(embedder.texts) <= own
