import threading
from datetime import UTC, datetime

import pytest

from assistant import sources
from assistant.sources import Record, SourceFolder
from ingest.identity import READER_VERSION
from vectorstore.errors import IndexBusy, StorageError

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def record(**fields):
    return Record(name="a.pdf", read_at=NOW, reader_version=READER_VERSION, **fields)


def test_records_are_as_written_and_only_what_is_wanted_is_kept(tmp_path):
    folder = SourceFolder(tmp_path)
    with folder.lock(0, pytest.fail):
        for digest in ("a" * 64, "b" * 64):
            folder.path(digest).write_bytes(b"report")
        records = {
            "a" * 64: record(report="x-2020-01", content="c" * 64),
            "d" * 64: record(reason="d.pdf is not an inspection report."),
        }
        folder.update(records, {"a" * 64})
    assert folder.records() == records
    assert folder.path("a" * 64).is_file()
    assert not folder.path("b" * 64).exists()


def test_nothing_yet_is_no_records(tmp_path):
    assert SourceFolder(tmp_path).records() == {}
    assert list(tmp_path.iterdir()) == []


def test_a_record_of_another_reader_is_not_current(monkeypatch):
    assert record().current
    monkeypatch.setattr(sources, "READER_VERSION", READER_VERSION + 1)
    assert not record().current


def test_a_second_run_waits_says_so_once_and_goes_on(tmp_path):
    folder = SourceFolder(tmp_path)
    waits = []
    with folder.lock(0, pytest.fail):
        release = threading.Event()
        entered = threading.Event()

        def second():
            with SourceFolder(tmp_path).lock(10, lambda: (waits.append(1), release.set())):
                entered.set()

        thread = threading.Thread(target=second)
        thread.start()
        assert release.wait(5)
        assert not entered.is_set()
    thread.join(10)
    assert entered.is_set()
    assert waits == [1]


def test_a_second_run_that_waits_too_long_is_told(tmp_path):
    with (
        SourceFolder(tmp_path).lock(0, pytest.fail),
        pytest.raises(IndexBusy, match="Another process is adding reports"),
        SourceFolder(tmp_path).lock(0.1, lambda: None),
    ):
        pass


def test_a_home_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "home").write_text("a file")
    with (
        pytest.raises(StorageError, match="cannot be written"),
        SourceFolder(tmp_path / "home").lock(0, pytest.fail),
    ):
        pass
