"""A sync killed at any moment leaves the old index or the new one, and nothing to clean up."""

import collections
import contextlib
import multiprocessing
import os
import random
import shutil
import tempfile
import threading
import time

import pytest
from tqdm import tqdm
from vectorstore_fixtures import FakeEmbedder, make_document

from vectorstore.catalogue import open_catalogue
from vectorstore.errors import IndexBusy, IndexMissing
from vectorstore.index import open_index
from vectorstore.sync import sync

OLD = make_document(paragraphs=25)
NEW = make_document(paragraphs=25, seed=1)
SECONDS = {"rename": 0.15, "replace": 0.15, "rmtree": 0.1, "fsync": 0.005, "unlink": 0.01}
# The share of kills that wait for the last steps: the new name, the pointer, the pruning.
LATE = 0.7


@pytest.fixture(scope="module")
def processes():
    """Children that have imported everything before they are asked to do anything."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["vectorstore_fixtures", "vectorstore.sync", "langchain_chroma", "bm25s"]
    )
    return context


def slow_down(module, name, tell):
    real = getattr(module, name)

    def slowly(*args, **options):
        tell(name)
        time.sleep(SECONDS[name])
        result = real(*args, **options)
        time.sleep(SECONDS[name])
        return result

    setattr(module, name, slowly)


def sync_slowly(home, tmp, document, stages):
    """What is killed: a whole sync with real Chroma, its last steps drawn out."""
    tempfile.tempdir = tmp
    # Its own lock would be a semaphore that outlives the killed process.
    tqdm.set_lock(threading.RLock())
    for name in SECONDS:
        slow_down(shutil if name == "rmtree" else os, name, stages.send)
    embedder = FakeEmbedder()
    stages.send("started")
    sync(
        home,
        embedder,
        lambda: embedder,
        [document],
        progress=lambda *step: stages.send(step[0]),
    )
    stages.send("done")


def kill_once(processes, rng, home, tmp, document):
    """Give the step that the sync was last heard of in."""
    receive, send = processes.Pipe(duplex=False)
    child = processes.Process(target=sync_slowly, args=(home, str(tmp), document, send))
    child.start()
    send.close()
    late = rng.random() < LATE
    awaited = rng.choice(["rename", "replace"]) if late else "started"
    while receive.recv() != awaited:
        pass
    time.sleep(rng.uniform(0, 0.8 if late else 1.2))
    child.kill()
    child.join()
    last = awaited
    with contextlib.suppress(EOFError):
        while True:
            last = receive.recv()
    return last


def assert_old_or_new(home, expected):
    embedder = FakeEmbedder()
    with open_index(home, embedder) as index:
        document = index.catalogue.document(OLD.report)
        assert document in expected
        passage = index.catalogue.passages(OLD.report)[5]
        vector = embedder.embed_query(passage.text)
        assert index.search("passages", [vector], 1)[0][0].passage_id == passage.id
        assert index.search_keywords("child family", 3)
        return document


def assert_no_debris(home, tmp):
    assert sorted(path.name for path in home.iterdir()) == ["embeddings.sqlite3", "index"]
    assert sorted(path.name for path in (home / "index").iterdir()) == [
        "current",
        "generations",
        "write.lock",
    ]
    generations = [path.name for path in (home / "index" / "generations").iterdir()]
    assert generations == [open_catalogue(home).generation]
    assert list(tmp.iterdir()) == []


@pytest.mark.parametrize(
    "kills",
    [6, pytest.param(120, marks=[pytest.mark.slow, pytest.mark.timeout(900)])],
)
def test_kills_leave_a_whole_index_and_no_debris(processes, kills, tmp_path, private_tmp):
    rng = random.Random(kills)
    home = tmp_path / "home"
    embedder = FakeEmbedder()
    sync(home, embedder, lambda: embedder, [OLD])
    before = OLD
    stages = []
    for _ in range(kills):
        after = NEW if before == OLD else OLD
        stages.append(kill_once(processes, rng, home, private_tmp, after))
        found = assert_old_or_new(home, (before, after))
        if rng.random() < 0.5:
            # Else the next kill falls on the debris of this one.
            report = sync(home, embedder, lambda: embedder, [found])
            assert report.warnings == ()
            assert not report.built
            assert_no_debris(home, private_tmp)
        before = found
    sync(home, embedder, lambda: embedder, [before])
    assert_no_debris(home, private_tmp)
    print("killed at", collections.Counter(stages))
    assert len(set(stages)) > 2


def test_kills_of_the_very_first_sync_leave_none_or_the_first_index(
    processes, tmp_path, private_tmp
):
    rng = random.Random(1)
    embedder = FakeEmbedder()
    for attempt in range(3):
        home = tmp_path / f"home-{attempt}"
        kill_once(processes, rng, home, private_tmp, NEW)
        with contextlib.suppress(IndexMissing):
            assert_old_or_new(home, (NEW,))
        assert sync(home, embedder, lambda: embedder, [NEW]).warnings == ()
        assert_no_debris(home, private_tmp)


def sync_at_once(home, tmp, document, wait_seconds, outcome):
    tempfile.tempdir = tmp
    embedder = FakeEmbedder()
    told = []
    try:
        report = sync(
            home,
            embedder,
            lambda: embedder,
            [document],
            wait_seconds=wait_seconds,
            on_wait=lambda: told.append("waited"),
            progress=lambda *_: time.sleep(0.2),
        )
        outcome.put(("built" if report.built else "unchanged", told))
    except IndexBusy as error:
        outcome.put((str(error), told))


@pytest.mark.parametrize("wait_seconds", [0, 60])
def test_two_syncs_at_once_are_one_after_the_other(processes, wait_seconds, tmp_path, private_tmp):
    home = tmp_path / "home"
    outcome = processes.Queue()
    other = make_document("walsall-2024-05")
    children = [
        processes.Process(
            target=sync_at_once, args=(home, str(private_tmp), document, wait_seconds, outcome)
        )
        for document in (OLD, other)
    ]
    for child in children:
        child.start()
    outcomes = sorted((outcome.get(timeout=60) for _ in children), key=str)
    for child in children:
        child.join()
    reports = open_catalogue(home).report_ids()
    if wait_seconds:
        assert outcomes == [("built", ["waited"]), ("built", [])]
        assert reports == (OLD.report, other.report)
    else:
        assert outcomes[0][0].startswith("Another process is building the index")
        assert outcomes[1] == ("built", [])
        assert len(reports) == 1
    assert_no_debris(home, private_tmp)
