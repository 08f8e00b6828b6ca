"""What a bad file does to the process that reads it, and to nothing else."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ingest_samples import OTHER_REPORT

from assistant import reading
from assistant.reading import read_files
from assistant.reading_worker import Request
from ingest.identity import sha256_of
from ingest.report import read_report


@pytest.fixture
def kept(tmp_path):
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


@pytest.fixture
def processes(monkeypatch):
    """Every process that was started."""
    started = []

    class Counted(subprocess.Popen):
        def __init__(self, *words, **options):
            super().__init__(*words, **options)
            started.append(self)

    monkeypatch.setattr(reading.subprocess, "Popen", Counted)
    return started


@pytest.fixture
def awkward(monkeypatch):
    worker = Path(__file__).with_name("awkward_worker.py")
    monkeypatch.setattr(reading, "WORKER_COMMAND", (sys.executable, str(worker)))


def requests_for(tmp_path, kept, texts, limit_seconds=30):
    paths = [tmp_path / f"{place}.txt" for place in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [Request(path, path.name, kept, limit_seconds) for path in paths]


def reports(count):
    return [OTHER_REPORT.replace("3. Plans", f"3. {place} plans") for place in range(count)]


def test_files_are_read_as_in_this_process_and_in_their_order(tmp_path, kept):
    requests = requests_for(tmp_path, kept, reports(5))
    told = []
    readings = read_files(requests, lambda *words: told.append(words))
    expected = [read_report(request.path.read_bytes(), request.name) for request in requests]
    assert [reading.document for reading in readings] == expected
    assert sorted(name for name, _, _ in told) == [request.name for request in requests]
    assert [(done, total) for _, done, total in told] == [(n, 5) for n in range(1, 6)]


def test_the_bytes_of_a_report_are_kept_and_those_of_other_files_are_not(tmp_path, kept):
    requests = requests_for(tmp_path, kept, [OTHER_REPORT, "A shopping list.", ""])
    good, bad, empty = read_files(requests)
    data = requests[0].path.read_bytes()
    assert [path.name for path in kept.iterdir()] == [good.sha256] == [sha256_of(data)]
    assert (kept / good.sha256).read_bytes() == data
    assert "1.txt is not an inspection report" in bad.reason
    assert "2.txt holds no text" in empty.reason
    assert bad.final
    assert empty.final


def test_a_file_that_is_gone_is_one_line(tmp_path, kept):
    requests = requests_for(tmp_path, kept, reports(2))
    requests[0].path.unlink()
    gone, good = read_files(requests)
    assert gone.reason.startswith("0.txt cannot be read: No such file or directory.")
    assert not gone.final
    assert good.document


def test_no_files_start_no_process(processes):
    assert read_files([]) == []
    assert processes == []


@pytest.mark.usefixtures("awkward")
@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("HANG", "takes longer than 1 seconds to read"),
        ("DIE", "ended the process that read it; it may be damaged"),
        ("FAULT", "cannot be read (KeyError: 'page')"),
        ("GREEDY", "needs more than 1,536 MB of memory"),
    ],
)
def test_a_file_that_stops_its_reader_costs_itself_alone(tmp_path, kept, word, reason):
    texts = reports(6)
    texts[2] = word
    readings = read_files(requests_for(tmp_path, kept, texts, limit_seconds=1))
    assert [place for place, reading in enumerate(readings) if not reading.document] == [2]
    assert readings[2].reason.startswith(f"2.txt {reason}")
    assert "\n" not in readings[2].reason
    assert not readings[2].final


def test_the_time_limit_is_for_each_file_and_not_for_all(tmp_path, kept, monkeypatch):
    monkeypatch.setattr(reading, "MAX_PROCESSES", 1)
    requests = requests_for(tmp_path, kept, reports(3), limit_seconds=0.5)

    def wait(*_):
        time.sleep(0.6)

    assert all(reading.document for reading in read_files(requests, wait))


def test_a_process_that_was_killed_while_idle_costs_no_file(tmp_path, kept, monkeypatch, processes):
    monkeypatch.setattr(reading, "MAX_PROCESSES", 1)
    kill_after_each = reading._Process.read

    def read(process, request):
        result = kill_after_each(process, request)
        os.kill(process._running.pid, signal.SIGKILL)
        process._running.wait()
        return result

    monkeypatch.setattr(reading._Process, "read", read)
    assert all(result.document for result in read_files(requests_for(tmp_path, kept, reports(3))))
    assert len(processes) == 3


@pytest.mark.usefixtures("awkward")
def test_an_interrupt_ends_every_process_at_once(tmp_path, kept, processes):
    def interrupt(*_):
        raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        read_files(requests_for(tmp_path, kept, [OTHER_REPORT, "HANG", "HANG", "HANG"]), interrupt)
    assert time.monotonic() - started < 10
    assert all(process.poll() is not None for process in processes)


def test_a_module_in_the_current_folder_is_not_taken_for_ours(tmp_path, kept, monkeypatch):
    (tmp_path / "ingest").mkdir()
    (tmp_path / "ingest" / "__init__.py").write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path)
    (result,) = read_files(requests_for(tmp_path, kept, [OTHER_REPORT]))
    assert result.document
