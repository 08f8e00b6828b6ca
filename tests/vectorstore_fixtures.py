"""Reports made by hand, and an embedder that needs no weights, for the tests of vectorstore."""

import hashlib
import json
import multiprocessing.util
import tempfile
from dataclasses import asdict, replace
from datetime import date

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from ingest.models import Block, Document, Improvement, Paragraph, Section
from vectorstore.hits import Hit
from vectorstore.rows import COLLECTIONS, Row

WORDS = (
    "child",
    "family",
    "home",
    "plan",
    "visit",
    "school",
    "worker",
    "manager",
    "risk",
    "review",
)


class FakeEmbedder(Embeddings):
    """Unit vectors by hash of the text: equal texts are 1.0 alike, others hardly at all."""

    def __init__(self, digest="f" * 64, dimension=32, max_tokens=60):
        self.name = "fake"
        self.digest = self.query_digest = digest
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.texts = []

    def count_tokens(self, text):
        return len(text.split())

    def embed_documents(self, texts):
        self.texts.extend(texts)
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text):
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).normal(size=self.dimension)
        return (vector / np.linalg.norm(vector)).astype("f4").tolist()

    def embed_queries(self, texts):
        return [self.embed_query(text) for text in texts]


def make_document(report="sandwell-2025-10", paragraphs=6, seed=0, long_paragraph=None):
    """A small report; its words depend on ``seed``, and paragraph ``long_paragraph`` is long."""
    rng = np.random.default_rng([seed, *report.encode()])

    def sentence(number):
        return f"Sentence {number} of {seed}: {' '.join(rng.choice(WORDS, size=8))}."

    texts = [
        " ".join(
            sentence(f"{number}-{item}") for item in range(30 if long_paragraph == number else 3)
        )
        for number in range(1, paragraphs + 1)
    ]
    return Document(
        report=report,
        authority="Sandwell",
        kind="inspection",
        start_date=date(2025, 10, 13),
        end_date=date(2025, 10, 24),
        lead_inspector="Monique Lindsay",
        header=Block("Inspection of Sandwell local authority children's services"),
        judgements=(),
        judgement_table=None,
        summary=(Block("Most services have improved."),),
        improvements=(Improvement(Block("The pace of leaders' actions."), "outcome 4"),),
        sections=(Section("Children who need help", "good", 1, paragraphs),),
        paragraphs=tuple(Paragraph(n, Block(text)) for n, text in enumerate(texts, start=1)),
        footnotes=(),
        about=None,
        source=f"{report}.txt",
        sha256=hashlib.sha256(repr((report, texts)).encode()).hexdigest(),
    )


def reworded(document, words="Quite other words."):
    """The same report with another first paragraph."""
    first = replace(document.paragraphs[0], block=Block(words))
    return replace(
        document,
        paragraphs=(first, *document.paragraphs[1:]),
        sha256=hashlib.sha256(words.encode()).hexdigest(),
    )


@pytest.fixture
def embedder():
    return FakeEmbedder()


@pytest.fixture
def document():
    return make_document()


class BruteForce:
    """A Backend that compares with every vector: the oracle for those that do not."""

    def create(self, folder, rows, embedder, progress):
        progress("embedding", 0, len(rows))
        vectors = embedder.embed_documents([row.text for row in rows])
        with folder.joinpath("vectors.json").open("w") as file:
            json.dump(
                [[asdict(row), vector] for row, vector in zip(rows, vectors, strict=True)], file
            )
        progress("embedding", len(rows), len(rows))

    def open(self, folder):
        entries = json.loads(folder.joinpath("vectors.json").read_text())
        return _BruteForceSearcher([(Row(**row), np.array(vector)) for row, vector in entries])


class _BruteForceSearcher:
    def __init__(self, entries):
        self.entries = entries

    def search(self, collection, vectors, k, reports=()):
        return [self._nearest(collection, vector, k, reports) for vector in vectors]

    def _nearest(self, collection, vector, k, reports):
        hits = [
            Hit(row.report, row.locator, row.start, row.end, float(own @ np.array(vector)))
            for row, own in self.entries
            if row.collection == collection and (not reports or row.report in reports)
        ]
        return sorted(hits, key=lambda hit: -hit.score)[: max(k, 0)]

    def counts(self):
        return {
            name: sum(row.collection == name for row, _ in self.entries) for name in COLLECTIONS
        }

    def close(self):
        self.entries = []


@pytest.fixture
def private_tmp(tmp_path, monkeypatch):
    """A temporary folder of this test's own, to see what readers leave there."""
    # multiprocessing would otherwise put its socket there, for the rest of the run.
    multiprocessing.util.get_temp_dir()
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder
