"""Searching the rows of several reports by comparing the question with each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

from vectorstore.errors import REBUILD, IndexDamaged
from vectorstore.hits import Hit
from vectorstore.rows import COLLECTIONS, Collection

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from vectorstore.rows import Row

_SPANS_FILE = "rows.json"
_VECTORS_FILE = "rows.npy"
_SPANS = TypeAdapter(dict[Collection, list[tuple[str, int, int]]])


@dataclass(frozen=True)
class ReportRows:
    """A report's rows by collection, in reading order.

    ``spans`` are locator, start and end; ``vectors`` are (rows, dimension) float32, unit length.
    """

    spans: dict[Collection, list[tuple[str, int, int]]]
    vectors: dict[Collection, np.ndarray]


def write_rows(folder: Path, rows: Sequence[Row], vectors: np.ndarray) -> None:
    """Write a report's rows and their ``vectors``, (rows, dimension) float32, into ``folder``."""
    numbers = {
        collection: [n for n, row in enumerate(rows) if row.collection == collection]
        for collection in COLLECTIONS
    }
    spans = {
        collection: [(rows[n].locator, rows[n].start, rows[n].end) for n in own]
        for collection, own in numbers.items()
    }
    (folder / _SPANS_FILE).write_bytes(_SPANS.dump_json(spans))
    np.save(folder / _VECTORS_FILE, vectors[[n for own in numbers.values() for n in own]])


def read_rows(folder: Path) -> ReportRows:
    """What ``write_rows`` wrote; raises IndexDamaged where it did not."""
    try:
        spans = _SPANS.validate_json((folder / _SPANS_FILE).read_bytes())
        vectors = np.load(folder / _VECTORS_FILE)
    except (OSError, ValueError) as error:
        raise IndexDamaged(
            f"The vectors in {folder} cannot be read ({error}). {REBUILD}"
        ) from error
    ends = np.cumsum([len(spans[collection]) for collection in COLLECTIONS])
    return ReportRows(spans, dict(zip(COLLECTIONS, np.split(vectors, ends[:-1]), strict=True)))


def scan(
    reports: Mapping[str, ReportRows], collection: Collection, vector: list[float], k: int
) -> list[Hit]:
    """The ``k`` nearest rows by cosine similarity, best first; equals by report, in reading order.

    ``vector`` has unit length.
    """
    question = np.asarray(vector, dtype=np.float32)
    scores = np.concatenate([rows.vectors[collection] @ question for rows in reports.values()])
    names = list(reports)
    ends = np.cumsum([len(rows.spans[collection]) for rows in reports.values()])
    hits = []
    for index in np.argsort(-scores, kind="stable")[:k].tolist():
        which = int(np.searchsorted(ends, index, side="right"))
        spans = reports[names[which]].spans[collection]
        locator, start, end = spans[index - int(ends[which]) + len(spans)]
        hits.append(Hit(names[which], locator, start, end, float(scores[index])))
    return hits
