"""The vectors of a generation, a folder for each report: searched alone, or together.

One report is searched by the backend. Several are searched row by row, which is exact and takes
milliseconds; a graph over all of them would have to change with each (docs/decisions/008).
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from vectorstore.copies import PrivateCopy
from vectorstore.errors import REBUILD, IndexDamaged

if TYPE_CHECKING:
    from collections.abc import Collection as AnyOf
    from collections.abc import Sequence
    from pathlib import Path

    from vectorstore.hits import Hit
    from vectorstore.rows import Collection
    from vectorstore.store import Backend, Searcher

# Each costs some 8 MB of memory, 2 MB of disk, 5 threads and 16 file descriptors.
_MOST_OPEN = 8


@dataclass(frozen=True)
class _Opened:
    """A report's own searcher, on a private copy of its folder."""

    searcher: Searcher
    copy: PrivateCopy

    def close(self) -> None:
        self.searcher.close()
        self.copy.close()


class Vectors:
    """The vectors of ``reports`` below ``folder``; safe to use from several threads.

    All rows are read at once, so that searches outlive the removal of the folder. A report's own
    searcher is opened on a private copy when the report is first searched alone; of many, the one
    not used for longest is closed. Raises IndexDamaged for what cannot be read.
    """

    def __init__(self, folder: Path, reports: AnyOf[str], backend: Backend) -> None:
        # numpy costs 0.1 s to import, which those who only look up paragraphs should not pay
        from vectorstore.scan import read_rows

        self._folder = folder
        self._backend = backend
        self._rows = {report: read_rows(folder / report) for report in sorted(reports)}
        self._lock = Lock()
        self._open: OrderedDict[str, _Opened] = OrderedDict()
        self._finalizer = weakref.finalize(self, _close_all, self._open)

    def search(
        self,
        collection: Collection,
        vectors: Sequence[list[float]],
        k: int,
        reports: AnyOf[str] = (),
    ) -> list[list[Hit]]:
        """For each vector at most ``k`` rows, best first; only those of ``reports`` if any.

        Raises StorageError where there is no room to open a report.
        """
        from vectorstore.scan import scan

        wanted = set(reports)
        chosen = {r: rows for r, rows in self._rows.items() if not wanted or r in wanted}
        if k < 1 or not chosen:
            return [[] for _ in vectors]
        if len(chosen) == 1:
            with self._lock:
                opened = self._opened(*chosen)
                if opened:
                    return opened.searcher.search(collection, vectors, k)
        return [scan(chosen, collection, vector, k) for vector in vectors]

    def counts(self, report: str) -> dict[str, int]:
        """A report's rows by collection, as its own searcher counts them."""
        with self._lock:
            opened = self._opened(report)
            if opened is None:
                raise IndexDamaged(f"{self._folder / report} is missing. {REBUILD}")
            return opened.searcher.counts()

    def close(self) -> None:
        """Let go of the reports that are open."""
        self._finalizer()

    def _opened(self, report: str) -> _Opened | None:
        """None where the folder went when a newer generation took its place."""
        if report in self._open:
            self._open.move_to_end(report)
            return self._open[report]
        try:
            copy = PrivateCopy(self._folder / report)
        except FileNotFoundError:
            return None
        try:
            searcher = self._backend.open(copy.path)
        except BaseException:
            copy.close()
            raise
        while len(self._open) >= _MOST_OPEN:
            self._open.popitem(last=False)[1].close()
        self._open[report] = _Opened(searcher, copy)
        return self._open[report]


def _close_all(opened: OrderedDict[str, _Opened]) -> None:
    while opened:
        opened.popitem()[1].close()
