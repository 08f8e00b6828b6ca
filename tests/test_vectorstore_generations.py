"""Generations side by side: one current, switched at once, old and unfinished ones swept."""

import errno
import threading
import time

import portalocker
import pytest

from vectorstore.errors import IndexBusy, IndexDamaged, IndexForeign, IndexMissing, StorageError
from vectorstore.generations import IndexFolder, current_generation

OLD = "20260101T000000-00000000"
NEW = "20260102T000000-11111111"


@pytest.fixture
def index(tmp_path):
    return IndexFolder(tmp_path)


@pytest.fixture
def published(index):
    with index.write_lock(0, pytest.fail):
        (index.begin(OLD) / "manifest.json").write_text("{}")
        index.publish(OLD)
    return index


def names(index):
    return sorted(path.name for path in index.generations.iterdir())


def test_nothing_is_indexed_in_a_new_home(index, tmp_path):
    with pytest.raises(IndexMissing, match=r"No reports are indexed.*Run: sandwell index"):
        index.current()
    assert current_generation(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_published_generation_is_current(published, tmp_path):
    assert published.current() == current_generation(tmp_path) == OLD
    assert published.complete() == names(published) == [OLD]


def test_an_unfinished_one_is_neither_current_nor_complete(published):
    published.begin(NEW)
    assert published.current() == OLD
    assert published.complete() == [OLD]


def test_pruning_keeps_the_current_one_alone(published):
    published.begin(NEW)
    published.folder("20251231T000000-00000000").mkdir()
    (published.root / "current.new").write_text("half")
    assert published.prune(OLD) == []
    assert names(published) == [OLD]
    assert sorted(path.name for path in published.root.iterdir()) == [
        "current",
        "generations",
        "write.lock",
    ]


def test_pruning_without_a_current_one_takes_only_what_is_unfinished(published):
    published.begin(NEW)
    published.prune(None)
    assert names(published) == [OLD]


def test_pruning_leaves_what_is_not_ours(published):
    (published.generations / "notes").mkdir()
    published.prune(OLD)
    assert names(published) == [OLD, "notes"]


def test_a_failed_build_is_discarded_wherever_it_stopped(published):
    published.begin(NEW)
    published.discard(NEW)
    published.folder(NEW).mkdir()
    published.discard(NEW)
    assert names(published) == [OLD]


def test_a_build_that_became_current_is_not_discarded(published):
    published.discard(OLD)
    assert names(published) == [OLD]


def test_new_names_sort_after_old_ones(index):
    name = index.new_name()
    assert name > NEW or name[:4] < "2026"
    assert name != index.new_name()


@pytest.mark.parametrize("content", [b"", b"\n", b"../../etc", b"20260101T000000", b"\xff\x00"])
def test_a_spoilt_pointer_is_damage(published, content, tmp_path):
    (published.root / "current").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"expected the name of a generation\. Run: sandwell"):
        published.current()
    assert current_generation(tmp_path) is None


def test_a_pointer_that_cannot_be_read_tells_pollers_nothing(published, tmp_path):
    (published.root / "current").unlink()
    (published.root / "current").mkdir()
    with pytest.raises(StorageError, match="cannot be read"):
        published.current()
    assert current_generation(tmp_path) is None


def test_somebody_elses_folder_is_refused_and_left_alone(index):
    index.root.mkdir()
    (index.root / "letter.doc").write_text("mine")
    with pytest.raises(IndexForeign, match=r"holds 'letter\.doc'.*set SANDWELL_HOME"):
        index.current()
    with pytest.raises(IndexForeign), index.write_lock(0, pytest.fail):
        pass
    assert [path.name for path in index.root.iterdir()] == ["letter.doc"]


def test_a_file_in_place_of_the_folder_is_refused(index):
    index.root.write_text("mine")
    with pytest.raises(IndexForeign, match=r"is not an index of sandwell \(it is a file\)"):
        index.current()


def test_a_stray_file_beside_our_own_does_no_harm(published):
    (published.root / "notes.txt").write_text("mine")
    assert published.current() == OLD


def test_an_empty_folder_may_be_used(index):
    index.root.mkdir()
    (index.root / ".DS_Store").write_bytes(b"")
    with index.write_lock(0, pytest.fail):
        assert names(index) == []


def test_a_second_writer_is_told_at_once_when_it_will_not_wait(index, tmp_path):
    with index.write_lock(0, pytest.fail):
        start = time.monotonic()
        with (
            pytest.raises(IndexBusy, match="Another process is building the index"),
            IndexFolder(tmp_path).write_lock(0, pytest.fail),
        ):
            pass
        assert time.monotonic() - start < 1


def test_a_second_writer_waits_and_says_so_once(index, tmp_path):
    told = []
    done = threading.Event()

    def second():
        with IndexFolder(tmp_path).write_lock(30, lambda: told.append("waiting")):
            done.set()

    with index.write_lock(0, pytest.fail):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.7)
        assert not done.is_set()
    thread.join(10)
    assert done.is_set()
    assert told == ["waiting"]


def test_a_disk_that_knows_no_locks_is_one_clear_line(index, monkeypatch):
    def unsupported(*_):
        raise portalocker.LockException(OSError(errno.ENOLCK), "No locks available")

    monkeypatch.setattr(portalocker, "lock", unsupported)
    with (
        pytest.raises(StorageError, match=r"write\.lock cannot be written \(No locks available\)"),
        index.write_lock(0, pytest.fail),
    ):
        pass


def test_waiting_ends(index, tmp_path):
    told = []
    with (
        index.write_lock(0, pytest.fail),
        pytest.raises(IndexBusy),
        IndexFolder(tmp_path).write_lock(0.3, lambda: told.append("waiting")),
    ):
        pass
    assert told == ["waiting"]
