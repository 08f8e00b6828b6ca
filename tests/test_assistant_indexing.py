import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from ingest_samples import OTHER_REPORT
from vectorstore_fixtures import FakeEmbedder

from assistant import cli, index_plan, indexing, reading, sources
from assistant.errors import UserError
from assistant.indexing import index_paths, remove_report
from assistant.settings import Settings
from ingest.identity import sha256_of
from vectorstore.catalogue import open_catalogue
from vectorstore.errors import UnknownReport
from vectorstore.generations import IndexFolder

WESTMARSH = "vale-of-westmarsh-2022-12"
SANDWELL = "sandwell-2025-10"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A home of its own and a model that needs no weights."""
    fake = FakeEmbedder()
    monkeypatch.setattr(indexing, "find_weights", lambda _: fake)
    monkeypatch.setattr(indexing, "load_embedder", lambda _: fake)
    return Settings(home=tmp_path / "home", _env_file=None)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


@pytest.fixture
def other(folder):
    return write(folder / "other's report, 2022.txt", OTHER_REPORT)


@pytest.fixture
def requests(monkeypatch):
    """The names of the files that were read, in one list for each run."""
    runs = []

    def read_files(requests, on_read):
        runs.append(sorted(request.name for request in requests))
        return reading.read_files(requests, on_read)

    monkeypatch.setattr(indexing, "read_files", read_files)
    return runs


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def report_of(place, words="Plans are short."):
    """The text of the report of an authority of its own."""
    text = OTHER_REPORT.replace("Westmarsh", f"Area {'ABCDEFGHIJ'[place]}")
    return text.replace("Plans are short.", words)


def indexed(settings):
    return open_catalogue(settings.home).report_ids()


def source_of(settings, report):
    return open_catalogue(settings.home).document(report).source


def kept(settings):
    """What is kept of reports, by digest."""
    folder = settings.home / "sources"
    return {path.name for path in folder.iterdir()} - {"write.lock", "records.json"}


def digests(settings):
    return {source.sha256 for source in open_catalogue(settings.home).manifest.sources}


def outcomes(report):
    return {result.path.name: result.outcome for result in report.files}


def test_without_a_path_the_default_report_is_indexed(settings):
    report = index_paths(settings, [])
    assert report.sync.added == (SANDWELL,)
    assert indexed(settings) == (SANDWELL,)
    assert outcomes(report) == {"sandwell-2025-10.txt": "added"}


def test_the_first_index_holds_the_default_report_beside_what_was_named(settings, other):
    index_paths(settings, [other])
    assert indexed(settings) == (SANDWELL, WESTMARSH)


def test_a_report_that_was_removed_stays_out_until_it_is_asked_for(settings, other):
    index_paths(settings, [other])
    remove_report(settings, SANDWELL)
    index_paths(settings, [other])
    assert indexed(settings) == (WESTMARSH,)
    index_paths(settings, [])
    assert indexed(settings) == (SANDWELL, WESTMARSH)


def test_the_default_report_never_takes_the_place_of_another_file(settings, folder):
    ours = next(indexing.CORPUS.glob("*.txt")).read_text(encoding="utf-8")
    given = write(folder / "our copy.txt", ours.replace("are well supported", "are supported"))
    report = index_paths(settings, [given])
    assert outcomes(report) == {"our copy.txt": "added", "sandwell-2025-10.txt": "unchanged"}
    report = index_paths(settings, [])
    assert source_of(settings, SANDWELL) == "our copy.txt"
    assert [result.note for result in report.files] == ["our copy.txt stays"]
    report = index_paths(settings, [indexing.CORPUS])
    assert [result.note for result in report.files] == ["replaces our copy.txt"]
    assert source_of(settings, SANDWELL) == "sandwell-2025-10.txt"


def test_one_unreadable_file_does_not_stop_the_rest(settings, other, monkeypatch):
    write(other.with_name("bad.txt"), "A shopping list.")
    write(other.with_name("zero.pdf"), "")
    write(other.with_name("locked.txt"), OTHER_REPORT)
    write(other.with_name("big.txt"), "x" * 4000)
    digest = index_plan.sha256_of_file

    def refuse(path):
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return digest(path)

    monkeypatch.setattr(index_plan, "sha256_of_file", refuse)
    monkeypatch.setattr(index_plan, "SIZE_LIMIT_BYTES", 3000)
    report = index_paths(settings, [other.parent, other.parent / "none.txt"])
    reasons = {result.path.name: result.reason for result in report.files if result.reason}
    assert "is not an inspection report" in reasons.pop("bad.txt")
    assert "holds no text" in reasons.pop("zero.pdf")
    assert "cannot be read: Permission denied" in reasons.pop("locked.txt")
    assert "at most 0 MB are read" in reasons.pop("big.txt")
    assert "does not exist" in reasons.pop("none.txt")
    assert reasons == {}
    assert report.declined
    assert indexed(settings) == (SANDWELL, WESTMARSH)


def test_a_file_removed_between_listing_and_reading_is_one_line(settings, other, monkeypatch):
    gone = write(other.with_name("gone.txt"), report_of(1))
    read_files = indexing.read_files

    def remove_first(*words):
        gone.unlink()
        return read_files(*words)

    monkeypatch.setattr(indexing, "read_files", remove_first)
    report = index_paths(settings, [other.parent])
    assert outcomes(report)["gone.txt"] == "declined"
    assert indexed(settings) == (SANDWELL, WESTMARSH)
    assert kept(settings) == digests(settings)


def test_a_second_time_nothing_is_read_and_nothing_is_built(settings, other, requests):
    write(other.with_name("bad.txt"), "A shopping list.")
    write(other.with_name("copy.txt"), OTHER_REPORT)
    write(other.with_name("zz changed.txt"), report_of(1))
    write(other.with_name("zz changed twice.txt"), report_of(1, "Plans are long."))
    first = index_paths(settings, [other.parent])
    again = index_paths(settings, [other.parent])
    assert not again.sync.built
    assert requests[1:] == [[]]
    names = outcomes(first) | {"copy.txt": "unchanged", "zz changed twice.txt": "unchanged"}
    del names["sandwell-2025-10.txt"]
    assert outcomes(again) == names
    reasons = [result.reason for result in first.files if result.reason]
    assert [result.reason for result in again.files if result.reason] == reasons


def test_only_the_new_file_of_a_folder_is_read(settings, folder, requests):
    for place in range(3):
        write(folder / f"{place}.txt", report_of(place))
    index_paths(settings, [folder])
    write(folder / "3.txt", report_of(3))
    report = index_paths(settings, [folder])
    assert requests[-1] == ["3.txt"]
    assert report.totals == {"unchanged": 3, "added": 1}


def test_a_declined_file_is_read_again_under_another_name(settings, other, requests):
    bad = write(other.with_name("bad.txt"), "A shopping list.")
    index_paths(settings, [other, bad])
    bad.rename(bad.with_name("worse.txt"))
    report = index_paths(settings, [bad.with_name("worse.txt")])
    assert requests[-1] == ["worse.txt"]
    assert report.files[0].reason.startswith("worse.txt is not")


def test_what_went_wrong_once_is_tried_again(settings, other, monkeypatch):
    worker = Path(__file__).with_name("awkward_worker.py")
    hanging = write(other.with_name("hangs.txt"), report_of(1, "HANG"))
    dying = write(other.with_name("dies.txt"), report_of(2, "DIE"))
    with monkeypatch.context() as patch:
        patch.setattr(reading, "WORKER_COMMAND", (sys.executable, str(worker)))
        patch.setattr(indexing, "TIME_LIMIT_SECONDS", 1.0)
        report = index_paths(settings, [hanging, dying, other])
    assert report.totals == {"declined": 2, "added": 2}
    report = index_paths(settings, [hanging, dying, other])
    assert report.totals == {"added": 2, "unchanged": 1}


def test_the_same_bytes_twice_are_one_report(settings, other, folder):
    copy = write(folder / "copy.txt", OTHER_REPORT)
    report = index_paths(settings, [other, copy])
    assert outcomes(report)["copy.txt"] == "added"
    (duplicate,) = (result for result in report.files if result.outcome == "duplicate")
    assert duplicate.note == "the same file as copy.txt"
    assert not report.declined
    report = index_paths(settings, [other])
    assert [result.note for result in report.files] == ["indexed as copy.txt"]


def test_a_report_published_again_with_the_same_words_stays_as_it_is(settings, other, requests):
    index_paths(settings, [other])
    again = write(other.with_name("again.txt"), f"{OTHER_REPORT}\n\n")
    report = index_paths(settings, [again])
    assert outcomes(report) == {"again.txt": "duplicate"}
    assert report.files[0].note == "says the same as other's report, 2022.txt, which stays"
    assert not report.sync.built
    assert kept(settings) == digests(settings)
    index_paths(settings, [again])
    assert requests[-1] == []


def test_two_texts_of_one_report_in_one_run_are_said_by_name(settings, other):
    changed = write(other.with_name("zz.txt"), OTHER_REPORT.replace("short", "long"))
    report = index_paths(settings, [changed, other])
    (reason,) = (result.reason for result in report.files if result.reason)
    assert "zz.txt is another text of vale-of-westmarsh-2022-12, which " in reason
    assert "other's report, 2022.txt gave already" in reason
    assert kept(settings) == digests(settings)


def test_a_different_file_for_an_indexed_report_replaces_it_and_says_so(settings, other):
    index_paths(settings, [other])
    changed = write(other.with_name("new.txt"), OTHER_REPORT.replace("short", "long"))
    report = index_paths(settings, [changed])
    assert outcomes(report) == {"new.txt": "refreshed"}
    assert report.files[0].note == "replaces other's report, 2022.txt"
    assert source_of(settings, WESTMARSH) == "new.txt"
    assert kept(settings) == digests(settings)


def test_the_bytes_of_what_is_indexed_are_kept_until_it_is_removed(settings, other):
    index_paths(settings, [other])
    digest = sha256_of(other.read_bytes())
    assert (settings.home / "sources" / digest).read_bytes() == other.read_bytes()
    assert kept(settings) == digests(settings)
    remove_report(settings, WESTMARSH)
    assert kept(settings) == digests(settings)
    records = json.loads((settings.home / "sources" / "records.json").read_text())
    assert [record["report"] for record in records.values()] == [SANDWELL]


def spoil(home, how):
    index = IndexFolder(home)
    folder = index.folder(index.current())
    if how == "another format":
        manifest = folder / "manifest.json"
        content = json.loads(manifest.read_text())
        manifest.write_text(json.dumps(content | {"schema_version": 0}))
    elif how == "damaged":
        (folder / "documents" / f"{WESTMARSH}.json").write_text("{")
    else:
        shutil.rmtree(home / "index")


@pytest.mark.parametrize("how", ["another format", "damaged", "gone"])
def test_an_index_that_cannot_be_read_is_made_again_from_what_was_kept(settings, other, how):
    index_paths(settings, [other])
    before = open_catalogue(settings.home).document(WESTMARSH)
    other.unlink()
    spoil(settings.home, how)
    report = index_paths(settings, [])
    assert report.sync.built
    assert ("other's report, 2022.txt", "refreshed") in outcomes(report).items()
    assert indexed(settings) == (SANDWELL, WESTMARSH)
    assert open_catalogue(settings.home).document(WESTMARSH) == before
    assert kept(settings) == digests(settings)


def test_a_report_that_was_removed_does_not_come_back(settings, other):
    index_paths(settings, [other])
    remove_report(settings, WESTMARSH)
    spoil(settings.home, "another format")
    index_paths(settings, [])
    assert indexed(settings) == (SANDWELL,)


def test_a_kept_file_that_was_altered_is_not_read(settings, other):
    index_paths(settings, [other])
    (settings.home / "sources" / sha256_of(other.read_bytes())).write_text(report_of(1))
    spoil(settings.home, "another format")
    report = index_paths(settings, [])
    (reason,) = (result.reason for result in report.files if result.reason)
    assert reason.startswith("The copy that was kept of other's report, 2022.txt is damaged.")
    assert not report.declined
    assert indexed(settings) == (SANDWELL,)
    index_paths(settings, [other])
    assert indexed(settings) == (SANDWELL, WESTMARSH)
    assert kept(settings) == digests(settings)


def newer_reader(monkeypatch, version=2):
    monkeypatch.setattr(sources, "READER_VERSION", version)
    monkeypatch.setattr(indexing, "READER_VERSION", version)


def test_a_newer_reader_reads_everything_again_once(settings, other, requests, monkeypatch):
    index_paths(settings, [other])
    other.unlink()
    newer_reader(monkeypatch)
    report = index_paths(settings, [])
    assert requests[-1] == ["other's report, 2022.txt", "sandwell-2025-10.txt"]
    assert outcomes(report) == dict.fromkeys(requests[-1], "unchanged")
    index_paths(settings, [])
    assert requests[-1] == []


def test_a_report_that_a_newer_reader_names_otherwise_is_not_there_twice(
    settings, other, monkeypatch
):
    index_paths(settings, [other])
    newer_reader(monkeypatch)
    worker = write(
        other.with_name("worker.py"),
        "from assistant import reading_worker as w\n"
        "from dataclasses import replace\n"
        "read = w.read_report\n"
        "def suffixed(data, source):\n"
        "    document = read(data, source)\n"
        "    return replace(document, report=document.report + '-focused-visit')\n"
        "w.read_report = suffixed\n"
        "w.main()\n",
    )
    monkeypatch.setattr(reading, "WORKER_COMMAND", (sys.executable, str(worker)))
    index_paths(settings, [])
    assert indexed(settings) == (f"{SANDWELL}-focused-visit", f"{WESTMARSH}-focused-visit")
    assert kept(settings) == digests(settings)


def test_a_file_that_is_given_goes_before_the_one_that_was_kept(settings, other, monkeypatch):
    index_paths(settings, [other])
    newer_reader(monkeypatch)
    changed = write(other.with_name("new.txt"), OTHER_REPORT.replace("short", "long"))
    report = index_paths(settings, [changed])
    assert outcomes(report) == {"new.txt": "refreshed", "sandwell-2025-10.txt": "unchanged"}
    assert source_of(settings, WESTMARSH) == "new.txt"


def test_stopped_while_reading_or_building_nothing_is_half_indexed(settings, folder):
    for place in range(4):
        write(folder / f"{place}.txt", report_of(place))
    index_paths(settings, [])

    def interrupt(*_):
        raise KeyboardInterrupt

    for where in ("on_read", "progress"):
        with pytest.raises(KeyboardInterrupt):
            index_paths(settings, [folder], **{where: interrupt})
        assert indexed(settings) == (SANDWELL,)
    report = index_paths(settings, [folder])
    assert report.totals == {"added": 4}
    assert kept(settings) == digests(settings)


def test_what_a_stopped_run_left_is_swept_by_the_next(settings, other):
    index_paths(settings, [])
    for name in ("e" * 64, f"{'f' * 64}.new"):
        write(settings.home / "sources" / name, "left")
    index_paths(settings, [])
    assert kept(settings) == digests(settings)
    assert other.exists()


def test_records_that_cannot_be_read_cost_a_second_reading_and_no_report(settings, other, requests):
    index_paths(settings, [other])
    write(settings.home / "sources" / "records.json", "{")
    index_paths(settings, [other])
    assert requests[-1] == ["other's report, 2022.txt"]
    assert indexed(settings) == (SANDWELL, WESTMARSH)
    assert kept(settings) == digests(settings)


def test_nothing_readable_changes_nothing(settings, other):
    index_paths(settings, [])
    other.write_text("Nothing.")
    report = index_paths(settings, [other])
    assert not report.sync.built
    assert indexed(settings) == (SANDWELL,)


def test_a_path_that_is_not_there_or_holds_nothing_is_said(settings, tmp_path):
    with pytest.raises(UserError, match="does not exist"):
        index_paths(settings, [tmp_path / "none"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match=r"holds no reports \(\.docx"):
        index_paths(settings, [tmp_path / "empty"])
    index_paths(settings, [])
    with pytest.raises(UnknownReport, match="nowhere-2020-01"):
        remove_report(settings, "nowhere-2020-01")


def test_every_run_leaves_a_log_and_the_last_twenty_stay(settings, other, monkeypatch):
    bad = write(other.with_name("bad.txt"), "A shopping list.")
    monkeypatch.setattr("assistant.run_log.LOGS_KEPT", 2)
    for _ in range(3):
        index_paths(settings, [other, bad])
    logs = sorted((settings.home / "logs").iterdir())
    assert len(logs) == 2
    log = json.loads(logs[-1].read_text(encoding="utf-8"))
    assert set(log) == {"started", "finished", "files", "passed_over", "warnings"}
    declined, unchanged = log["files"]
    assert declined["path"] == str(bad)
    assert declined["outcome"] == "declined"
    assert "is not an inspection report" in declined["reason"]
    assert unchanged["report"] == WESTMARSH
    assert unchanged["sha256"] == sha256_of(other.read_bytes())


def test_a_log_that_cannot_be_written_is_a_warning(settings):
    settings.home.mkdir()
    write(settings.home / "logs", "a file")
    report = index_paths(settings, [])
    assert "The log of this run could not be written" in report.warnings[-1]
    assert indexed(settings) == (SANDWELL,)


def test_the_command_says_by_its_exit_code_whether_a_file_was_declined(
    settings, other, monkeypatch, capsys
):
    monkeypatch.setenv("SANDWELL_HOME", str(settings.home))
    bad = write(other.with_name("bad.txt"), "A shopping list.")
    assert cli.index([other.parent]) == 2
    out, err = capsys.readouterr()
    assert "2 added, 0 refreshed, 0 unchanged, 1 declined, 0 passed over" in out
    assert err.strip().splitlines()[-1].startswith("sandwell: bad.txt is not an inspection")
    bad.unlink()
    assert cli.index([other.parent]) == 0
    assert capsys.readouterr().out.startswith("0 added, 0 refreshed, 1 unchanged, 0 declined")


def test_a_file_whose_name_is_no_text_is_indexed_all_the_same(settings, folder):
    path = write(Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")), OTHER_REPORT)
    report = index_paths(settings, [path])
    assert source_of(settings, WESTMARSH) == "caf\ufffd.txt"
    assert report.warnings == ()


@pytest.mark.timeout(300)
@hypothesis_settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(6)))
def test_the_order_of_the_files_does_not_matter(settings, folder, order):
    texts = [report_of(0), report_of(0), report_of(0, "Else."), report_of(1), "no", report_of(2)]
    for place, text in enumerate(texts):
        write(folder / f"{place}.txt", text)
    shutil.rmtree(settings.home, ignore_errors=True)
    report = index_paths(settings, [folder / f"{place}.txt" for place in order])
    assert outcomes(report) == {
        "0.txt": "added",
        "1.txt": "duplicate",
        "2.txt": "declined",
        "3.txt": "added",
        "4.txt": "declined",
        "5.txt": "added",
        "sandwell-2025-10.txt": "added",
    }
    assert source_of(settings, "vale-of-area-a-2022-12") == "0.txt"
