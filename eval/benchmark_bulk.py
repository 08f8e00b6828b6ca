"""What it costs to index many reports, beside the least that it could cost.

The floor is reading the text of every file and embedding every text in one call, and nothing else:
no structure, no store, no checks. Run as a program, this module embeds for the floor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter
from typing import TYPE_CHECKING

import pypdfium2

from assistant.build import load_catalogue, load_embedder
from assistant.folders import list_files
from assistant.settings import CORPUS, Settings, load_settings
from eval.benchmark_command import Figure, command
from ingest.identity import sha256_of
from vectorstore.catalogue import open_catalogue
from vectorstore.rows import rows_of
from vectorstore.sync import CACHE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def bulk_figures(folder: Path, reports: Path) -> Iterator[Figure]:
    """Figures of indexing ``reports``, one after the other; ``folder`` is empty and stays ours."""
    everything, alone = folder / "everything", folder / "alone"
    first = command(everything, "index", str(reports), may_decline=True)
    catalogue = open_catalogue(everything)
    ids = catalogue.report_ids()
    count = sum(len(catalogue.passages(report)) for report in ids)
    yield Figure(f"index all {len(ids)} reports of a folder, first time", first.seconds, "s")
    yield Figure("passages a second", count / first.seconds, "")
    if first.memory_bytes is not None:
        yield Figure("memory of all its processes at the most", first.memory_bytes / 1e6, "MB")
    again = command(everything, "index", str(reports), may_decline=True)
    yield Figure("index it again, unchanged", again.seconds, "s")
    yield Figure("of the first time", again.seconds / first.seconds * 100, "%")

    reading = _read_all(reports)
    yield Figure("the floor: read the text of all files", reading, "s")
    loading, embedding, texts = _embed_all(everything)
    yield Figure("the floor: load the model", loading, "s")
    yield Figure(f"the floor: embed all {texts} texts", embedding, "s")
    floor = reading + loading + embedding
    yield Figure("index all, in times of the floor", first.seconds / floor, "×")

    digests = {sha256_of(path.read_bytes()): path for path in list_files([reports]).files}
    source = next(source for source in catalogue.manifest.sources if source.sha256 in digests)
    path = str(digests[source.sha256])
    command(alone, "index", str(CORPUS))
    own = command(alone, "index", path)
    yield Figure(f"add {source.report} to the default report", own.seconds, "s")
    command(everything, "remove", source.report)
    # Its texts are new again.
    (everything / CACHE_NAME).unlink()
    added = command(everything, "index", path)
    yield Figure("add it to all the others", added.seconds, "s")


def _read_all(reports: Path) -> float:
    paths = [path for path in list_files([reports]).files if path.suffix.lower() == ".pdf"]
    started = perf_counter()
    with ProcessPoolExecutor() as processes:
        list(processes.map(_text_length, paths))
    return perf_counter() - started


def _text_length(path: Path) -> int:
    """The letters of a PDF, for which it has to be read; 0 where it is none."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    with document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def _embed_all(home: Path) -> tuple[float, float, int]:
    """Seconds to load the model and to embed, and how many texts; in a process of its own."""
    printed = subprocess.run(
        [sys.executable, "-m", "eval.benchmark_bulk"],
        env=os.environ | {"SANDWELL_HOME": str(home)},
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    loading, embedding, texts = json.loads(printed)
    return loading, embedding, texts


def _embed_texts(settings: Settings) -> tuple[float, float, int]:
    started = perf_counter()
    embedder = load_embedder(settings)
    loaded = perf_counter()
    catalogue = load_catalogue(settings)
    texts = {
        row.text
        for report in catalogue.report_ids()
        for passage in catalogue.passages(report)
        for row in rows_of(passage, embedder.count_tokens, embedder.max_tokens)
    }
    ready = perf_counter()
    embedder.embed_documents(sorted(texts))
    return loaded - started, perf_counter() - ready, len(texts)


if __name__ == "__main__":
    print(json.dumps(_embed_texts(load_settings())))
