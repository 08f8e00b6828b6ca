"""Keyword search finds passages by the stems of their words."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from vectorstore_fixtures import make_document, reworded

from ingest.passages import passages_of
from vectorstore.keywords import KeywordIndex


@pytest.fixture
def passages():
    walsall = replace(
        reworded(make_document(), "Bridges are painted by bridge painters."),
        report="walsall-2024-05",
    )
    sandwell = reworded(make_document(), "Homeless children are painting a bridge.")
    return passages_of(sandwell) + passages_of(walsall)


@pytest.fixture
def index(passages):
    return KeywordIndex.build(passages)


def test_words_are_found_by_their_stem_best_first(index):
    hits = index.search("Who painted the bridges?", 10)
    assert [hit.passage_id for hit in hits] == ["walsall-2024-05/p1", "sandwell-2025-10/p1"]
    assert hits[0].score > hits[1].score > 0


def test_a_hit_spans_the_whole_passage(index, passages):
    hit = index.search("homeless", 1)[0]
    passage = next(p for p in passages if p.id == hit.passage_id)
    assert passage.text[hit.start : hit.end] == passage.text


def test_headings_count_as_words_of_their_paragraphs(index):
    assert {hit.locator for hit in index.search("needs to improve", 50)} >= {"improvements.1"}


def test_search_can_be_limited_to_reports(index):
    hits = index.search("bridge", 10, ["sandwell-2025-10"])
    assert [hit.report for hit in hits] == ["sandwell-2025-10"]
    assert index.search("bridge", 10, ["birmingham-2023-03"]) == []


def test_other_reports_change_no_score_of_a_report(passages, index):
    alone = KeywordIndex.build([p for p in passages if p.report == "sandwell-2025-10"])
    for question in ("Who painted the bridges?", "homeless children", "improve"):
        assert index.search(question, 50, ["sandwell-2025-10"]) == alone.search(question, 50)


def test_fewer_are_given_when_fewer_are_asked_for(index):
    assert len(index.search("bridge", 1)) == 1
    assert index.search("bridge", 0) == []


@pytest.mark.parametrize("question", ["", "   ", "?!…", "the of and", "zyzzyva", "\x00\x1b[31m"])
def test_a_question_without_a_known_word_finds_nothing(index, question):
    assert index.search(question, 5) == []


def test_a_saved_index_finds_the_same(index, tmp_path):
    index.save(tmp_path / "keywords")
    loaded = KeywordIndex.load(tmp_path / "keywords", ["sandwell-2025-10", "walsall-2024-05"])
    assert loaded.search("painted bridges", 9) == index.search("painted bridges", 9)


@pytest.mark.parametrize("passages", [[], None], ids=["no passages", "no words"])
def test_an_index_of_nothing_saves_loads_and_finds_nothing(passages, tmp_path):
    if passages is None:
        part = next(p for p in passages_of(make_document()) if p.paragraph)
        passages = [replace(part, text="! ?", section=None, sentences=())]
    index = KeywordIndex.build(passages)
    index.save(tmp_path / "keywords")
    reports = {passage.report for passage in passages}
    assert KeywordIndex.load(tmp_path / "keywords", reports).search("bridge", 5) == []


def test_nothing_is_printed(passages, tmp_path, capfd):
    index = KeywordIndex.build(passages)
    index.save(tmp_path / "keywords")
    KeywordIndex.load(tmp_path / "keywords", ["sandwell-2025-10"]).search("bridge", 5)
    assert capfd.readouterr() == ("", "")


def test_many_threads_get_the_answers_that_one_gets(index):
    questions = ["painted bridges", "homeless children", "improve", "court record"] * 25
    alone = [index.search(question, 5) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda question: index.search(question, 5), questions)) == alone
