"""Private copies leave nothing behind, whoever was killed."""

import multiprocessing
import os
import shutil
import time

import pytest

from vectorstore import copies
from vectorstore.copies import PrivateCopy
from vectorstore.errors import StorageError


@pytest.fixture
def source(tmp_path):
    source = tmp_path / "chroma"
    (source / "segment").mkdir(parents=True)
    (source / "chroma.sqlite3").write_bytes(b"database")
    (source / "segment" / "data.bin").write_bytes(b"vectors")
    return source


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_copy_is_whole_private_and_gone_when_closed(source, private_tmp):
    copy = PrivateCopy(source)
    assert contents(copy.path) == contents(source)
    assert copy.path.parent.stat().st_mode & 0o777 == 0o700
    copy.close()
    copy.close()
    assert list(private_tmp.iterdir()) == []


def test_a_forgotten_copy_goes_with_its_owner(source, private_tmp):
    PrivateCopy(source)
    assert list(private_tmp.iterdir()) == []


@pytest.mark.usefixtures("private_tmp")
def test_the_copy_of_a_read_only_folder_can_be_written(source):
    for path in (source / "segment", source):
        path.chmod(0o555)
    copy = PrivateCopy(source)
    for path in (source, source / "segment"):
        path.chmod(0o755)
    assert copy.path.stat().st_mode & 0o200
    assert (copy.path / "segment").stat().st_mode & 0o200
    copy.close()


def test_a_copy_is_gone_before_its_lock_is_free(source, private_tmp, monkeypatch):
    """Else its next owner could lock it just before it is removed."""
    copy = PrivateCopy(source)
    seen = []
    close = os.close
    monkeypatch.setattr(os, "close", lambda fd: (seen.append(copy.path.parent.exists()), close(fd)))
    copy.close()
    assert not seen[-1]
    assert list(private_tmp.iterdir()) == []


def hold_a_copy(source, tmp, ready):
    copies.tempfile.tempdir = tmp
    copy = PrivateCopy(source)
    ready.set()
    time.sleep(60)
    copy.close()


def test_copies_in_use_stay_and_those_of_killed_readers_go(source, private_tmp):
    context = multiprocessing.get_context("forkserver")
    readers = []
    for _ in range(2):
        ready = context.Event()
        reader = context.Process(target=hold_a_copy, args=(source, str(private_tmp), ready))
        reader.start()
        assert ready.wait(30)
        readers.append(reader)
    assert len(list(private_tmp.iterdir())) == 2
    readers[0].kill()
    readers[0].join()
    PrivateCopy(source).close()
    assert len(list(private_tmp.iterdir())) == 1
    readers[1].kill()
    readers[1].join()
    PrivateCopy(source).close()
    assert list(private_tmp.iterdir()) == []


def make_copies(source, tmp, outcome):
    copies.tempfile.tempdir = tmp
    for _ in range(150):
        copy = PrivateCopy(source)
        if contents(copy.path) != contents(source):
            outcome.put("torn")
            return
        copy.close()
    outcome.put("whole")


def test_many_readers_at_once_do_not_sweep_each_other(source, private_tmp):
    context = multiprocessing.get_context("forkserver")
    outcome = context.Queue()
    readers = [
        context.Process(target=make_copies, args=(source, str(private_tmp), outcome))
        for _ in range(3)
    ]
    for reader in readers:
        reader.start()
    assert [outcome.get(timeout=60) for _ in readers] == ["whole"] * 3
    for reader in readers:
        reader.join()
    assert list(private_tmp.iterdir()) == []


def test_what_only_looks_like_a_copy_is_left_alone(source, private_tmp, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    (private_tmp / "sandwell-index-link").symlink_to(elsewhere)
    (private_tmp / "other-folder").mkdir()
    PrivateCopy(source).close()
    assert (elsewhere / "mine.txt").read_text() == "mine"
    assert {p.name for p in private_tmp.iterdir()} == {"sandwell-index-link", "other-folder"}


def test_a_missing_source_is_told_as_such(tmp_path, private_tmp):
    with pytest.raises(FileNotFoundError):
        PrivateCopy(tmp_path / "missing")
    assert list(private_tmp.iterdir()) == []


def test_no_room_for_a_copy_is_one_clear_line(source, private_tmp, monkeypatch):
    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(StorageError, match=r"No copy of the index.*No space left.*set TMPDIR"):
        PrivateCopy(source)
    assert list(private_tmp.iterdir()) == []


def test_a_missing_temporary_folder_is_one_clear_line(source, tmp_path, monkeypatch):
    monkeypatch.setattr(copies.tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(StorageError, match="set TMPDIR"):
        PrivateCopy(source)
