import pytest
from ingest_samples import OTHER_REPORT
from vectorstore_fixtures import FakeEmbedder

from assistant import indexing
from assistant.errors import UserError
from assistant.indexing import index_paths, remove_report
from assistant.settings import Settings
from vectorstore.catalogue import open_catalogue
from vectorstore.errors import UnknownReport


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A home of its own and a model that needs no weights."""
    fake = FakeEmbedder()
    monkeypatch.setattr(indexing, "find_weights", lambda _: fake)
    monkeypatch.setattr(indexing, "load_embedder", lambda _: fake)
    return Settings(home=tmp_path / "home", _env_file=None)


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "other's report, 2022.txt"
    path.write_text(OTHER_REPORT, encoding="utf-8")
    return path


def indexed(settings):
    return open_catalogue(settings.home).report_ids()


def test_without_a_path_the_default_report_is_indexed(settings):
    report = index_paths(settings, [])
    assert report.sync.added == ("sandwell-2025-10",)
    assert indexed(settings) == ("sandwell-2025-10",)


def test_a_second_time_nothing_is_built(settings):
    index_paths(settings, [])
    again = index_paths(settings, [])
    assert not again.sync.built
    assert again.sync.unchanged == ("sandwell-2025-10",)


def test_the_first_index_holds_the_default_report_beside_what_was_named(settings, other):
    index_paths(settings, [other])
    assert indexed(settings) == ("sandwell-2025-10", "vale-of-westmarsh-2022-12")


def test_a_report_that_was_removed_stays_out_until_it_is_asked_for(settings, other):
    index_paths(settings, [other])
    remove_report(settings, "sandwell-2025-10")
    index_paths(settings, [other])
    assert indexed(settings) == ("vale-of-westmarsh-2022-12",)
    index_paths(settings, [])
    assert indexed(settings) == ("sandwell-2025-10", "vale-of-westmarsh-2022-12")


def test_one_unreadable_file_does_not_stop_the_rest(settings, other):
    bad = other.with_name("bad.txt")
    bad.write_text("A shopping list.")
    report = index_paths(settings, [other.parent])
    errors = {result.path.name: result.error for result in report.files}
    assert "is not an inspection report" in errors["bad.txt"]
    assert "vale-of-westmarsh-2022-12" in indexed(settings)


def test_the_same_report_twice_is_read_once_and_another_text_of_it_is_declined(settings, other):
    copy = other.with_name("copy.txt")
    copy.write_bytes(other.read_bytes())
    changed = other.with_name("zz changed.txt")
    changed.write_text(OTHER_REPORT.replace("Plans are short.", "Plans are long."))
    report = index_paths(settings, [copy, other, changed])
    errors = [result.error for result in report.files if result.error]
    assert len(errors) == 1
    assert "zz changed.txt is another text of vale-of-westmarsh-2022-12" in errors[0]


def test_nothing_readable_changes_nothing(settings, other):
    index_paths(settings, [])
    other.write_text("Nothing.")
    report = index_paths(settings, [other])
    assert report.sync is None
    assert indexed(settings) == ("sandwell-2025-10",)


def test_a_path_that_is_not_there_or_holds_nothing_is_said(settings, tmp_path):
    with pytest.raises(UserError, match="does not exist"):
        index_paths(settings, [tmp_path / "none"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match=r"holds no \.txt files"):
        index_paths(settings, [tmp_path / "empty"])
    index_paths(settings, [])
    with pytest.raises(UnknownReport, match="nowhere-2020-01"):
        remove_report(settings, "nowhere-2020-01")
