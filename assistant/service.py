"""The assistant as a running thing: one model, the index in use, and its change for a newer one."""

from __future__ import annotations

import logging
from threading import Lock
from typing import TYPE_CHECKING

from assistant.answering import answer
from vectorstore.errors import VectorStoreError
from vectorstore.generations import current_generation
from vectorstore.index import Index, open_index

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.models import Answer, Question
    from vectorstore.catalogue import Catalogue
    from vectorstore.embedding import Embedder

logger = logging.getLogger(__name__)


class Assistant:
    """Answers questions from the index in ``home``; safe to use from several threads."""

    def __init__(self, home: Path, embedder: Embedder, default_report: str) -> None:
        """Open the index. Raises VectorStoreError where it is missing or cannot be used."""
        self._home = home
        self._embedder = embedder
        self._default_report = default_report
        self._lock = Lock()
        self._index = open_index(home, embedder)
        self._declined: str | None = None

    def answer(self, question: Question) -> Answer:
        """The answer, from the newest index that can be used; raises as ``answering.answer``."""
        return answer(question, self._newest(), self._embedder, self._default_report)

    def answer_in_quotes(self, question: Question) -> Answer:
        """The same without any language model, so that it costs next to nothing to try out."""
        return answer(question, self._newest(), self._embedder, self._default_report)

    def catalogue(self) -> Catalogue:
        """The reports of the index that answers now."""
        return self._newest().catalogue

    def _newest(self) -> Index:
        """Move to a newer index once; one that cannot be opened leaves the old one in use.

        The old index is not closed here: another thread may be answering from it. It lets go of
        its copy when the last of them is done.
        """
        current = current_generation(self._home)
        with self._lock:
            if current not in (None, self._index.generation, self._declined):
                try:
                    self._index = open_index(self._home, self._embedder)
                except VectorStoreError as error:
                    self._declined = current
                    logger.warning("The new index is not used: %s", error)
            return self._index
