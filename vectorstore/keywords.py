"""Keyword search (BM25) over the passages' words in their heading's context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from vectorstore.hits import Hit
from vectorstore.rows import heading_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from ingest.models import Passage

_ENTRIES = "entries.json"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    report: str
    locator: str
    length: int


class _Entries(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    entries: tuple[_Entry, ...]


class KeywordIndex:
    """Words are stemmed and English stopwords dropped, in passages and in questions alike.

    The longer list of stopwords is used, which has the words that make a text a question.
    """

    def __init__(self, entries: tuple[_Entry, ...], bm25: Any | None) -> None:  # noqa: ANN401
        """For ``build`` and ``load``; no bm25 where there is nothing to find."""
        self._entries = entries
        self._bm25 = bm25

    @classmethod
    def build(cls, passages: Iterable[Passage]) -> KeywordIndex:
        """Index whole passages."""
        # 0.2 s to import, which those who only look up paragraphs should not pay
        import bm25s

        kept = tuple(passages)
        entries = tuple(
            _Entry(report=passage.report, locator=passage.locator, length=len(passage.text))
            for passage in kept
        )
        tokens = _tokens([f"{heading_of(p)}. {p.text}" for p in kept])
        if not any(tokens):
            return cls(entries, None)
        bm25 = bm25s.BM25(backend="numpy")
        bm25.index(tokens, show_progress=False)
        return cls(entries, bm25)

    @classmethod
    def load(cls, folder: Path) -> KeywordIndex:
        """What ``save`` wrote; raises OSError or ValueError where it did not."""
        import bm25s

        entries = _Entries.model_validate_json((folder / _ENTRIES).read_bytes()).entries
        if not (folder / "bm25").exists():
            return cls(entries, None)
        return cls(entries, bm25s.BM25.load(folder / "bm25", show_progress=False))

    def save(self, folder: Path) -> None:
        """Write into ``folder``, which is created."""
        folder.mkdir(parents=True)
        content = _Entries(entries=self._entries).model_dump_json()
        (folder / _ENTRIES).write_text(content, encoding="utf-8")
        if self._bm25 is not None:
            self._bm25.save(folder / "bm25", show_progress=False)

    def search(self, text: str, k: int, reports: Collection[str] = ()) -> list[Hit]:
        """At most ``k`` passages that share a word with ``text``, best first, equals in order.

        Only those of ``reports`` if any are named. Spans are whole passages.
        """
        if self._bm25 is None:
            return []
        known = [word for word in _tokens([text])[0] if word in self._bm25.vocab_dict]
        if not known:
            return []
        scores = self._bm25.get_scores(known)
        best = sorted(
            (
                index
                for index in scores.nonzero()[0].tolist()
                if not reports or self._entries[index].report in reports
            ),
            key=lambda index: (-scores[index], index),
        )
        return [self._hit(index, float(scores[index])) for index in best[:k]]

    def _hit(self, index: int, score: float) -> Hit:
        entry = self._entries[index]
        return Hit(entry.report, entry.locator, 0, entry.length, score)


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
