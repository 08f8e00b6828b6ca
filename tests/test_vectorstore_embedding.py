"""The bundled model, for real: unit vectors, offline, quiet, and safe across threads."""

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vectorstore_fixtures import FakeEmbedder, make_document

from vectorstore.embedding import SentenceTransformerEmbedder, _reads_side_by_side
from vectorstore.errors import WeightsError
from vectorstore.index import open_index
from vectorstore.sync import sync
from vectorstore.weights import BUNDLED_MODEL, Weights, resolve_weights


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    return resolve_weights(BUNDLED_MODEL, tmp_path_factory.mktemp("stamps") / "weights.json")


@pytest.fixture(scope="module")
def bundled(weights):
    return SentenceTransformerEmbedder(weights)


def test_vectors_have_unit_length_and_mean_something(bundled):
    vectors = np.array(
        bundled.embed_documents(
            [
                "Young people leaving care are visited.",
                "Care leavers get visits.",
                "The M5 is shut.",
            ]
        )
    )
    assert vectors.shape == (3, bundled.dimension) == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert vectors[0] @ vectors[1] > 0.5 > 0.2 > vectors[0] @ vectors[2]


def test_a_question_is_embedded_as_its_words_would_be(bundled):
    assert bundled.embed_query("Who visits?") == pytest.approx(
        bundled.embed_documents(["Who visits?"])[0], abs=1e-5
    )


def test_questions_have_the_vectors_that_the_library_gives_them_prompt_included(weights):
    from sentence_transformers import SentenceTransformer

    long = "How often do personal advisers see care leavers over 21, and what if they move away?"
    questions = ["Who visits?", "", long, "And who else?"]
    embedder = SentenceTransformerEmbedder(weights)
    plain = SentenceTransformer(str(weights.folder), local_files_only=True)
    for prompt in ("", "Represent this question: "):
        embedder._model.prompts["query"] = plain.prompts["query"] = prompt
        expected = plain.encode_query(questions, normalize_embeddings=True)
        assert np.allclose(embedder.embed_queries(questions), expected, atol=1e-6)


def test_only_a_bert_whose_tokens_are_averaged_reads_side_by_side(bundled):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, StaticEmbedding

    reader, *_ = bundled._model
    first = SentenceTransformer(modules=[reader, Pooling(bundled.dimension, pooling_mode="cls")])
    static = StaticEmbedding(bundled._model.tokenizer.backend_tokenizer, embedding_dim=8)
    assert _reads_side_by_side(bundled._model)
    assert not _reads_side_by_side(first)
    assert not _reads_side_by_side(SentenceTransformer(modules=[static]))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(st.sampled_from("ab c?"), max_size=400), min_size=1, max_size=5))
def test_no_question_changes_the_vector_of_another(bundled, texts):
    together = np.array(bundled.embed_queries(texts))
    alone = bundled._model.encode_query(texts, batch_size=1, normalize_embeddings=True)
    assert together == pytest.approx(alone, abs=1e-5)


@pytest.mark.parametrize("text", ["", "\x00\x1b[31m", "caf\udce9 \ud800", "word " * 5000, "😀"])
def test_any_text_at_all_has_a_vector(bundled, text):
    assert np.linalg.norm(bundled.embed_query(text)) == pytest.approx(1, abs=1e-5)


def test_nothing_to_embed_gives_nothing(bundled):
    assert bundled.embed_documents([]) == []


def test_tokens_are_counted_beyond_what_the_model_reads(bundled):
    assert bundled.max_tokens == 254
    assert bundled.count_tokens("care home") == 2
    assert bundled.count_tokens("word " * 1000) == 1000


def test_threads_share_one_model(bundled):
    texts = [f"Sentence {n} about a child." for n in range(12)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(bundled.embed_query, texts))
        counts = list(pool.map(bundled.count_tokens, texts))
    assert np.array(together) == pytest.approx(
        np.array([bundled.embed_query(text) for text in texts]), abs=1e-5
    )
    assert counts == [bundled.count_tokens(text) for text in texts]


def test_loading_and_embedding_open_no_connection_and_print_nothing(weights, monkeypatch, capfd):
    def refuse(*_):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    SentenceTransformerEmbedder(weights).embed_query("Who visits?")
    assert capfd.readouterr() == ("", "")


def test_a_folder_that_does_not_load_is_one_clear_line(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    (tmp_path / "config.json").write_text('{"model_type": "bert"}')
    broken = Weights("broken", tmp_path, "0" * 64, bundled=False)
    with pytest.raises(WeightsError, match=r"does not load .*SANDWELL_EMBEDDING_MODEL") as caught:
        SentenceTransformerEmbedder(broken)
    assert "\n" not in str(caught.value)
    assert caught.value.__cause__ is not None


def test_a_copy_of_the_weights_in_a_folder_gives_the_same_vectors(weights, bundled):
    copy = SentenceTransformerEmbedder(replace(weights, name=str(weights.folder), bundled=False))
    assert copy.embed_query("Who visits?") == bundled.embed_query("Who visits?")


@pytest.mark.usefixtures("private_tmp")
def test_a_report_is_indexed_and_found_with_the_bundled_model(tmp_path, weights, bundled):
    document = make_document(long_paragraph=2)
    sync(tmp_path, weights, lambda: bundled, [document])
    with open_index(tmp_path, weights) as index:
        assert index.manifest.embedding_model == BUNDLED_MODEL
        assert index.manifest.dimension == 384
        assert index.manifest.counts["passages"] > len(index.catalogue.passages(document.report))
        hits = index.search("passages", [bundled.embed_query("How fast do leaders act?")], 3)[0]
        assert hits[0].locator == "improvements.1"


def test_a_sync_without_changes_loads_no_model_and_no_store(tmp_path, weights):
    document = make_document()
    embedder = FakeEmbedder(digest=weights.digest)
    sync(tmp_path, weights, lambda: embedder, [document])
    script = f"""
import pathlib, sys
from vectorstore_fixtures import FakeEmbedder, make_document
from vectorstore.sync import sync
from vectorstore.weights import resolve_weights
home = pathlib.Path({str(tmp_path)!r})
weights = resolve_weights({BUNDLED_MODEL!r}, home / "weights.json")
assert not sync(home, weights, None, [make_document()]).built
heavy = {{"torch", "chromadb", "langchain_chroma", "sentence_transformers", "bm25s"}}
sys.exit(", ".join(heavy & set(sys.modules)) or 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(path or "." for path in sys.path)},
    )
    assert (done.returncode, done.stderr) == (0, "")
