"""Keyword search (BM25) over the passages' words in their heading's context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from vectorstore.hits import Hit
from vectorstore.rows import heading_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from ingest.models import Passage

_ENTRIES = "entries.json"
_BM25 = "bm25"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    locator: str
    length: int


_STORED_ENTRIES = TypeAdapter(tuple[_Entry, ...])


@dataclass(frozen=True)
class _ReportKeywords:
    """The passages of one report; no bm25 where there is nothing to find."""

    entries: tuple[_Entry, ...]
    bm25: Any | None

    def scores(self, words: list[str]) -> list[tuple[_Entry, float]]:
        """The passages that share a word, in order."""
        known = [word for word in words if self.bm25 and word in self.bm25.vocab_dict]
        if not known or not self.bm25:
            return []
        scores = self.bm25.get_scores(known)
        return [(self.entries[n], float(scores[n])) for n in scores.nonzero()[0].tolist()]


class KeywordIndex:
    """BM25 within each report: how rare a word is, and how long passages are, is counted there.

    A report's scores are therefore the same whatever other reports are indexed. Across reports
    the scores are compared as they are: each says how much a passage stands out in its own.

    Words are stemmed and English stopwords dropped, in passages and in questions alike. The
    longer list of stopwords is used, which has the words that make a text a question.
    """

    def __init__(self, reports: dict[str, _ReportKeywords]) -> None:
        """For ``build`` and ``load``."""
        self._reports = reports

    @classmethod
    def build(cls, passages: Iterable[Passage]) -> KeywordIndex:
        """Index whole passages, of one or more reports."""
        by_report: dict[str, list[Passage]] = {}
        for passage in passages:
            by_report.setdefault(passage.report, []).append(passage)
        return cls({report: _build(kept) for report, kept in sorted(by_report.items())})

    @classmethod
    def load(cls, folder: Path, reports: Iterable[str]) -> KeywordIndex:
        """What ``save`` wrote of these reports; raises OSError or ValueError where it did not."""
        return cls({report: _load(folder / report) for report in sorted(reports)})

    def save(self, folder: Path) -> None:
        """Write each report into a folder of its name in ``folder``, which may have others."""
        for report, keywords in self._reports.items():
            own = folder / report
            own.mkdir(parents=True)
            (own / _ENTRIES).write_bytes(_STORED_ENTRIES.dump_json(keywords.entries))
            if keywords.bm25 is not None:
                keywords.bm25.save(own / _BM25, show_progress=False)

    def search(self, text: str, k: int, reports: Collection[str] = ()) -> list[Hit]:
        """At most ``k`` passages that share a word with ``text``, best first.

        Only those of ``reports`` if any are named. Spans are whole passages. Equals stand in the
        order of report ids, then of reading.
        """
        words = _tokens([text])[0]
        wanted = set(reports)
        hits = [
            Hit(report, entry.locator, 0, entry.length, score)
            for report, keywords in self._reports.items()
            if not wanted or report in wanted
            for entry, score in keywords.scores(words)
        ]
        return sorted(hits, key=lambda hit: -hit.score)[: max(k, 0)]


def _build(passages: Sequence[Passage]) -> _ReportKeywords:
    # 0.2 s to import, which those who only look up paragraphs should not pay
    import bm25s

    entries = tuple(_Entry(locator=p.locator, length=len(p.text)) for p in passages)
    tokens = _tokens([f"{heading_of(p)}. {p.text}" for p in passages])
    if not any(tokens):
        return _ReportKeywords(entries, None)
    bm25 = bm25s.BM25(backend="numpy")
    bm25.index(tokens, show_progress=False)
    return _ReportKeywords(entries, bm25)


def _load(folder: Path) -> _ReportKeywords:
    import bm25s

    entries = _STORED_ENTRIES.validate_json((folder / _ENTRIES).read_bytes())
    if not (folder / _BM25).exists():
        return _ReportKeywords(entries, None)
    return _ReportKeywords(entries, bm25s.BM25.load(folder / _BM25, show_progress=False))


def _tokens(texts: list[str]) -> list[list[str]]:
    import bm25s
    import Stemmer

    # A stemmer is made each time because one must not be used by two threads at once.
    tokens: list[list[str]] = bm25s.tokenize(
        texts,
        stopwords="english_plus",
        stemmer=Stemmer.Stemmer("english"),
        return_ids=False,
        show_progress=False,
    )
    return tokens
