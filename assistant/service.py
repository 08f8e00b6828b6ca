"""The assistant as a running thing: its models, and the index in use until there is a newer."""

from __future__ import annotations

import logging
from threading import Lock
from typing import TYPE_CHECKING

from assistant.answering import answer
from assistant.prose import Finished
from assistant.understanding import understand
from vectorstore.errors import VectorStoreError
from vectorstore.generations import current_generation
from vectorstore.index import Index, open_index

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from assistant.chat_model import ChatModel
    from assistant.models import Answer, Question
    from assistant.prose import Step, Writer
    from assistant.understanding import Reader
    from vectorstore.catalogue import Catalogue
    from vectorstore.embedding import Embedder

logger = logging.getLogger(__name__)


class Assistant:
    """Answers questions from the index in ``home``; safe to use from several threads."""

    def __init__(
        self,
        home: Path,
        embedder: Embedder,
        default_report: str,
        writer: Writer | None = None,
    ) -> None:
        """Open the index; without a ``writer`` answers are quotes.

        Raises VectorStoreError where the index is missing or cannot be used.
        """
        self._writer = writer
        self._home = home
        self._embedder = embedder
        self._default_report = default_report
        self._lock = Lock()
        self._index = open_index(home, embedder)
        self._declined: str | None = None

    @property
    def model(self) -> ChatModel | None:
        """The language model that writes; None where answers are quotes."""
        return self._writer.model if self._writer else None

    def answer(self, question: Question) -> Answer:
        """The answer, from the newest index that can be used; raises as ``answering.answer``."""
        *_, last = self.steps(question)
        assert isinstance(last, Finished)
        return last.answer

    def steps(self, question: Question) -> Generator[Step, None, None]:
        """The answer as it comes about: sentences as they are checked, at last the whole answer.

        Without a language model the whole answer is the only step. Whoever closes the iterator
        before its end stops the model. Raises as ``answering.answer``.
        """
        index = self._newest()

        def quotes(question: Question, read: Reader) -> Answer:
            return answer(question, index, self._embedder, self._default_report, read)

        if self._writer is None:
            yield Finished(quotes(question, understand))
        else:
            yield from self._writer.steps(question, quotes, index.catalogue)

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
