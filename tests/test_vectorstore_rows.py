"""What is embedded for a passage, and under which id."""

import hashlib
from dataclasses import replace
from typing import get_args

from vectorstore_fixtures import FakeEmbedder, make_document

from ingest.models import Part, Passage, Sentence
from ingest.passages import passages_of
from vectorstore.manifest import SCHEMA_VERSION
from vectorstore.rows import COLLECTIONS, heading_of, rows_of


def rows(document):
    embedder = FakeEmbedder()
    return [
        row
        for passage in passages_of(document)
        for row in rows_of(passage, embedder.count_tokens, embedder.max_tokens)
    ]


def test_rows_are_the_passage_as_it_stands_and_its_sentences_with_their_heading():
    passage = passages_of(make_document())[3]
    own = rows_of(passage, lambda text: len(text.split()), 60)
    assert passage.locator == "p1"
    assert [row.collection for row in own] == ["passages"] + ["sentences"] * 3
    assert own[0].id == f"sandwell-2025-10/p1#0-{len(passage.text)}"
    assert own[0].text == passage.text
    assert [row.text for row in own[1:]] == [
        f"{passage.text[s.start : s.end]} (Children who need help)" for s in passage.sentences
    ]


def test_ids_are_unique_within_a_collection_and_the_same_each_time():
    document = make_document(long_paragraph=2)
    for collection in COLLECTIONS:
        ids = [row.id for row in rows(document) if row.collection == collection]
        assert len(set(ids)) == len(ids)
    assert rows(document) == rows(document)


def test_spans_point_at_the_words_that_were_embedded():
    passages = {passage.locator: passage for passage in passages_of(make_document())}
    for row in rows(make_document()):
        assert row.text.startswith(passages[row.locator].text[row.start : row.end])


def test_a_window_is_not_longer_than_the_model_reads():
    for row in rows(make_document(long_paragraph=2)):
        assert row.collection == "sentences" or len(row.text.split()) <= 60


def test_parts_have_headings_of_their_own():
    by_locator = {passage.locator: passage for passage in passages_of(make_document())}
    assert heading_of(by_locator["improvements.1"]) == "What needs to improve"
    assert heading_of(by_locator["p1"]) == "Children who need help"


def test_a_paragraph_outside_any_section_has_no_heading():
    passage = replace(passages_of(make_document())[3], section=None)
    row = rows_of(passage, lambda text: len(text.split()), 60)[1]
    assert row.text == passage.text[row.start : row.end]


def test_other_rows_need_another_schema_version():
    """An index with other rows than the code makes must not be taken for a current one.

    When this fails, raise SCHEMA_VERSION in vectorstore/manifest.py and put both new values here.
    """
    text = "Short one. " + " ".join(f"word{n}" for n in range(40)) + "."
    paragraph = Passage(
        report="sandwell-2025-10",
        locator="p1",
        paragraph=1,
        part=None,
        section="Children in care",
        grade="good",
        page=None,
        text=text,
        sentences=(Sentence(0, 10), Sentence(11, len(text))),
    )
    parts = [
        replace(paragraph, locator=part, paragraph=None, part=part, section=None)
        for part in get_args(Part)
    ]
    made = [
        row
        for passage in (paragraph, *parts)
        for row in rows_of(passage, lambda words: len(words.split()), 30)
    ]
    digest = hashlib.sha256("\n".join(f"{row.id} {row.text}" for row in made).encode())
    assert (SCHEMA_VERSION, digest.hexdigest()[:16]) == (2, "7242110daac4a5bd")
