"""Sync brings the index to what was asked for, or leaves it exactly as it was."""

import json
import os
import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vectorstore_fixtures import BruteForce, FakeEmbedder, make_document, reworded

from ingest.models import Block, Paragraph
from vectorstore.catalogue import open_catalogue
from vectorstore.errors import IndexForeign, IndexMissing, UnknownReport, WeightsError
from vectorstore.index import open_index
from vectorstore.sync import sync

SANDWELL = "sandwell-2025-10"
WALSALL = "walsall-2024-05"


@pytest.fixture(autouse=True)
def no_copies_left(private_tmp):
    yield
    assert list(private_tmp.iterdir()) == []


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def run(home, documents=(), remove=(), embedder=None, **options):
    embedder = embedder or FakeEmbedder()
    options.setdefault("backend", BruteForce())
    return sync(home, embedder, lambda: embedder, documents, remove, **options)


def model_must_not_load():
    raise AssertionError("the model was loaded")


def generations(home):
    return sorted(path.name for path in (home / "index" / "generations").iterdir())


def tree(home):
    return {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_the_first_report_is_added(home):
    report = run(home, [make_document()])
    assert (report.added, report.replaced, report.unchanged, report.removed) == (
        (SANDWELL,),
        (),
        (),
        (),
    )
    assert report.built
    assert report.warnings == ()
    assert generations(home) == [report.generation] == [open_catalogue(home).generation]
    assert report.embedded_texts + report.cached_texts == sum(
        open_catalogue(home).manifest.counts.values()
    )


def test_nothing_is_done_twice(home):
    first = run(home, [make_document()])
    before = tree(home)
    second = sync(home, FakeEmbedder(), model_must_not_load, [make_document()])
    assert (second.unchanged, second.built, second.generation) == (
        (SANDWELL,),
        False,
        first.generation,
    )
    assert tree(home) == before


def test_adding_one_report_costs_that_report_alone(home):
    run(home, [make_document()])
    embedder = FakeEmbedder()
    report = run(home, [make_document(WALSALL, seed=1)], embedder=embedder)
    assert (report.added, report.unchanged) == ((WALSALL,), (SANDWELL,))
    assert report.embedded_texts == len(embedder.texts)
    assert not any("of 0:" in text for text in embedder.texts)


def test_a_changed_report_is_replaced(home):
    run(home, [make_document(), make_document(WALSALL)])
    report = run(home, [reworded(make_document())])
    assert (report.replaced, report.unchanged) == ((SANDWELL,), (WALSALL,))
    # The new paragraph, and the one sentence it has in the context of its heading.
    assert report.embedded_texts == 2
    passage = open_catalogue(home).passage(SANDWELL, "p1")
    assert passage.text == "Quite other words."


def test_a_report_can_be_removed_even_the_last(home):
    run(home, [make_document(), make_document(WALSALL)])
    assert run(home, remove=[SANDWELL]).removed == (SANDWELL,)
    assert open_catalogue(home).report_ids() == (WALSALL,)
    run(home, remove=[WALSALL], backend=None)
    with open_index(home, FakeEmbedder()) as index:
        assert index.catalogue.reports() == ()
        assert index.search("passages", [FakeEmbedder().embed_query("x")], 5)[0] == []
        assert index.search_keywords("children", 5) == []


def test_removing_what_is_not_there_changes_nothing(home):
    run(home, [make_document()])
    before = tree(home)
    with pytest.raises(UnknownReport, match=r"'dudley-2020-01'.*there are: sandwell-2025-10"):
        run(home, [make_document(WALSALL)], remove=["dudley-2020-01"])
    assert tree(home) == before


def test_a_report_taken_out_and_given_again_is_there(home):
    run(home, [make_document()])
    report = run(home, [reworded(make_document())], remove=[SANDWELL])
    assert (report.replaced, report.removed) == ((SANDWELL,), ())


def test_two_files_of_one_report_are_told_and_the_later_one_counts(home):
    other = replace(reworded(make_document()), source="other.txt")
    report = run(home, [make_document(), other])
    assert open_catalogue(home).document(SANDWELL) == other
    assert report.warnings == (
        "sandwell-2025-10.txt and other.txt are both sandwell-2025-10; the index holds other.txt.",
    )


def test_other_passages_of_the_same_document_are_noticed(home, monkeypatch):
    """A new version of the parser reaches an index without a change of any file."""
    run(home, [make_document()])
    import vectorstore.sync as module

    real = module.passages_of
    monkeypatch.setattr(module, "passages_of", lambda document: real(document)[1:])
    assert run(home).replaced == (SANDWELL,)
    assert open_catalogue(home).passage(SANDWELL, "header") is None


def test_two_passages_with_one_locator_are_refused(home):
    document = make_document()
    twice = replace(document, paragraphs=(*document.paragraphs, Paragraph(1, Block("Again."))))
    with pytest.raises(ValueError, match="share a locator"):
        run(home, [twice])


def test_a_report_id_that_is_no_file_name_is_refused(home):
    with pytest.raises(ValueError, match="lower-case"):
        run(home, [make_document("../../escape")])
    assert generations(home) == []


def test_another_model_rebuilds_with_the_same_reports(home):
    run(home, [make_document()])
    other = FakeEmbedder(digest="0" * 64, dimension=16)
    report = run(home, embedder=other)
    assert (report.built, report.unchanged, report.warnings) == (True, (SANDWELL,), ())
    assert open_catalogue(home).manifest.embedding_digest == other.digest


def test_a_library_of_another_version_rebuilds(home, monkeypatch):
    """Its files may not be read any more, and the repair that is named must repair."""
    import vectorstore.sync as module

    run(home, [make_document()])
    monkeypatch.setattr(module, "library_versions", lambda: {"chromadb": "99"})
    report = run(home, [make_document()])
    assert (report.built, report.unchanged) == (True, (SANDWELL,))


def test_an_embedder_of_another_model_is_a_mistake(home):
    with pytest.raises(ValueError, match="expected fake"):
        sync(home, FakeEmbedder(), lambda: FakeEmbedder(digest="0" * 64), [make_document()])
    assert generations(home) == []


def test_progress_goes_through_the_stages_in_order(home):
    seen = []
    run(home, [make_document()], progress=lambda *step: seen.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in seen)) == [
        "loading the model",
        "embedding",
        "keywords",
        "checking",
    ]
    assert all(0 <= done <= total for _, done, total in seen)


class Interrupted(BaseException):
    pass


@pytest.mark.parametrize("stage", ["loading the model", "embedding", "keywords", "checking"])
@pytest.mark.parametrize("error", [RuntimeError, Interrupted])
def test_a_build_stopped_at_any_stage_leaves_the_old_index_alone(home, stage, error):
    first = run(home, [make_document()])

    def stop(at, done, total):
        if at == stage and done < total:
            raise error

    with pytest.raises(error):
        run(home, [make_document(seed=1)], progress=stop)
    assert generations(home) == [first.generation]
    assert open_catalogue(home).document(SANDWELL) == make_document()


def test_weights_that_do_not_load_leave_the_old_index_alone(home):
    first = run(home, [make_document()])

    def broken():
        raise WeightsError("no weights")

    with pytest.raises(WeightsError):
        sync(home, FakeEmbedder(), broken, [make_document(seed=1)])
    assert generations(home) == [first.generation]


def test_debris_of_killed_builds_is_swept_even_when_nothing_changes(home):
    first = run(home, [make_document()])
    folder = home / "index" / "generations"
    (folder / "20260101T000000-00000000.building" / "chroma").mkdir(parents=True)
    shutil.copytree(folder / first.generation, folder / "20260101T000000-00000000")
    (home / "index" / "current.new").write_text("half")
    assert not run(home, [make_document()]).built
    assert generations(home) == [first.generation]
    assert not (home / "index" / "current.new").exists()


def spoil_manifest(folder):
    (folder / "manifest.json").write_text("{")


def remove_manifest(folder):
    (folder / "manifest.json").unlink()


def spoil_vectors(folder):
    os.truncate(next(folder.glob("vectors/*/rows.npy")), 10)


def remove_passages(folder):
    shutil.rmtree(folder / "passages")


@pytest.mark.parametrize("spoil", [spoil_manifest, remove_manifest, spoil_vectors, remove_passages])
def test_a_damaged_index_is_built_again_with_all_its_reports(home, spoil):
    first = run(home, [make_document(), make_document(WALSALL)])
    spoil(home / "index" / "generations" / first.generation)
    report = run(home, [make_document()])
    assert report.built
    assert len(report.warnings) == 1
    assert report.warnings[0].endswith("The index is built again.")
    assert open_catalogue(home).reports() == (make_document(), make_document(WALSALL))
    assert generations(home) == [report.generation]


def test_a_report_that_cannot_be_read_any_more_is_named(home):
    first = run(home, [make_document(), make_document(WALSALL)])
    path = home / "index" / "generations" / first.generation / "documents" / f"{WALSALL}.json"
    path.write_bytes(path.read_bytes().replace(b"Monique", b"Unknown"))
    report = run(home, [make_document()])
    assert report.warnings[1] == (
        "Report walsall-2024-05 could not be saved. Add it again: sandwell index FILE"
    )
    assert open_catalogue(home).report_ids() == (SANDWELL,)


@pytest.mark.parametrize("content", [b"", b"rubbish", None])
def test_a_lost_pointer_loses_no_report(home, content):
    run(home, [make_document(), make_document(WALSALL)])
    pointer = home / "index" / "current"
    pointer.unlink() if content is None else pointer.write_bytes(content)
    report = run(home, [make_document()])
    assert open_catalogue(home).report_ids() == (SANDWELL, WALSALL)
    assert len(report.warnings) == (0 if content is None else 1)
    assert generations(home) == [report.generation]


def test_an_index_of_another_format_is_built_again_from_what_is_given(home):
    first = run(home, [make_document(), make_document(WALSALL)])
    path = home / "index" / "generations" / first.generation / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema_version": 99}))
    report = run(home, [make_document()])
    assert "format 99" in report.warnings[0]
    assert report.warnings[0].endswith("The index is built again.")
    assert open_catalogue(home).report_ids() == (SANDWELL,)


def test_somebody_elses_folder_is_left_alone(home):
    (home / "index").mkdir(parents=True)
    (home / "index" / "letter.doc").write_text("mine")
    with pytest.raises(IndexForeign, match="Move it away or set SANDWELL_HOME"):
        run(home, [make_document()])
    assert [path.name for path in (home / "index").iterdir()] == ["letter.doc"]


def test_an_empty_sync_of_an_empty_home_is_an_empty_index(home):
    with pytest.raises(IndexMissing):
        open_catalogue(home)
    assert run(home).built
    assert open_catalogue(home).reports() == ()


def test_a_broken_cache_is_told_and_does_not_stop_the_build(home):
    home.mkdir()
    (home / "embeddings.sqlite3").write_bytes(b"rubbish" * 1000)
    report = run(home, [make_document()])
    assert "set aside" in report.warnings[0]
    assert open_catalogue(home).report_ids() == (SANDWELL,)


operations = st.lists(
    st.tuples(
        st.sampled_from(["give", "remove"]),
        st.sampled_from([SANDWELL, WALSALL, "dudley-2020-01"]),
        st.integers(0, 2),
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operations)
def test_after_any_history_the_index_holds_what_was_given_last(tmp_path_factory, operations):
    home = tmp_path_factory.mktemp("home")
    embedder = FakeEmbedder()
    expected = {}
    for action, report, seed in operations:
        if action == "give":
            expected[report] = make_document(report, paragraphs=2, seed=seed)
            run(home, [expected[report]], embedder=embedder)
        elif report in expected:
            del expected[report]
            run(home, remove=[report], embedder=embedder)
    run(home, list(expected.values()), embedder=embedder)
    with open_index(home, embedder, BruteForce()) as index:
        assert {d.report: d for d in index.catalogue.reports()} == expected
        hits = index.search("sentences", [embedder.embed_query("x")], 10_000)[0]
        assert len(set(hits)) == len(hits) == index.manifest.counts["sentences"]
    assert len(generations(home)) == 1
