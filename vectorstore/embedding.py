"""The embedding model: texts to vectors of unit length."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, Protocol, cast

from langchain_core.embeddings import Embeddings

from vectorstore.adapter import add_adapter
from vectorstore.errors import WeightsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentence_transformers import SentenceTransformer

    from vectorstore.weights import Weights

# Tokens: as many as the model reads while it goes through its layers once more (3.5 ms, .2 each).
_FILLING_WORTH_A_TURN = 16


class ModelIdentity(Protocol):
    """What tells one embedding model from another; Weights and Embedders both have it."""

    @property
    def name(self) -> str:
        """The model as the settings name it."""

    @property
    def digest(self) -> str:
        """Of the weights; two models with one digest give the same vectors."""


class Embedder(ModelIdentity, Protocol):
    """A LangChain ``Embeddings`` that says what it is and how much it reads.

    ``digest`` is that of the weights that embed documents.
    """

    @property
    def query_digest(self) -> str:
        """Of the weights that embed questions: the adapter's, or ``digest`` where there is none."""

    @property
    def dimension(self) -> int:
        """The length of each vector."""

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text the model takes in; it ignores the rest."""

    def count_tokens(self, text: str) -> int:
        """The tokens of the whole text, counted as for ``max_tokens``."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of unit length per text, in order."""

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, comparable with those of documents."""

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """Those of several questions, in order, in less time than one by one."""


class SentenceTransformerEmbedder(Embeddings):
    """Any sentence-transformers model from a folder; safe to use from several threads.

    With an adapter there are two models: the base embeds documents, the adapted one questions.
    Each is loaded when it is first wanted, since a process rarely needs both.
    """

    def __init__(self, weights: Weights) -> None:
        """Load the model of questions, which takes seconds; raises WeightsError."""
        self._weights = weights
        self.name = weights.name
        self.digest = weights.digest
        self.query_digest = weights.adapter.digest if weights.adapter else weights.digest
        # Read once by huggingface_hub when it is imported. Without it every start asks a hub
        # that many networks block, and waits for the time-out.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        # Seconds to import, which only those who embed should pay
        import torch
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model = self._load()
        self._model.eval()
        if weights.adapter:
            add_adapter(self._model, weights.adapter)
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise WeightsError(
                f"The embedding model in {weights.folder} does not say how long its vectors are. "
                "Set SANDWELL_EMBEDDING_MODEL to another model"
            )
        self.dimension: int = dimension
        tokenizer = cast("Any", self._model.tokenizer)
        limit = self._model.max_seq_length or tokenizer.model_max_length
        self.max_tokens: int = limit - tokenizer.num_special_tokens_to_add()
        # Fast tokenizers raise "Already borrowed" when two threads use one.
        self._lock = threading.Lock()
        self._threads = torch.get_num_threads()
        self._document_model = None if weights.adapter else self._model

    def _load(self) -> SentenceTransformer:
        # 5 to 10 s to import, which only those who embed should pay
        from sentence_transformers import SentenceTransformer

        folder = self._weights.folder
        try:
            return SentenceTransformer(str(folder), local_files_only=True)
        # OSError, ValueError, KeyError, errors of safetensors: any file of the folder may be bad.
        except Exception as error:
            raise WeightsError(
                f"The embedding model in {folder} does not load "
                f"({type(error).__name__}). Check SANDWELL_EMBEDDING_MODEL, or install it again"
            ) from error

    def count_tokens(self, text: str) -> int:
        """The tokens of the whole text, without the marks at its ends."""
        with self._lock:
            tokens = cast("Any", self._model.tokenizer)(
                text, add_special_tokens=False, truncation=False, verbose=False
            )
        return len(tokens["input_ids"])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of unit length per text, in order."""
        if not texts:
            return []
        with self._lock:
            if self._document_model is None:
                self._document_model = self._load()
            _use_threads(self._threads)
            vectors = self._document_model.encode_document(
                texts, normalize_embeddings=True, show_progress_bar=False
            )
        return vectors.tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question; models with a question prompt get it."""
        return self.embed_queries([text])[0]

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """The vectors of questions, in order; [] for none."""
        if not texts:
            return []
        # Bytes that are no UTF-8 come from a command line as surrogates, which tokenizers refuse.
        plain = [text.encode("utf-8", "replace").decode() for text in texts]
        with self._lock:
            # More threads gain little on so short a text, and go on spinning while Chroma searches.
            _use_threads(1)
            return _encode_questions(self._model, plain)


def _encode_questions(model: SentenceTransformer, texts: list[str]) -> list[list[float]]:
    """What ``encode_query`` gives, an eighth sooner: that goes through every weight first.

    And fills every text up to the longest: a question and its four parts take half the time in
    turns of like length.
    """
    import torch
    from sentence_transformers.util import batch_to_device

    with torch.inference_mode():
        read = model.preprocess(texts, prompt=model.prompts.get("query"), task="query")
        features = batch_to_device(read, model.device)
        lengths = features["attention_mask"].sum(dim=1).tolist()
        vectors = torch.empty(len(texts), model.get_embedding_dimension() or 0)
        for group in of_like_length(lengths):
            longest = lengths[group[0]]
            part = {
                name: value[group, :longest] if isinstance(value, torch.Tensor) else value
                for name, value in features.items()
            }
            vectors[group] = model(part, task="query")["sentence_embedding"]
        vectors = torch.nn.functional.normalize(vectors, dim=1)
    return vectors.tolist()


def of_like_length(lengths: Sequence[int]) -> list[list[int]]:
    """The places of texts to embed together, longest first; [] for none."""
    groups: list[list[int]] = []
    filling = 0
    for place in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        filling += lengths[groups[-1][0]] - lengths[place] if groups else 0
        if not groups or filling > _FILLING_WORTH_A_TURN:
            groups.append([])
            filling = 0
        groups[-1].append(place)
    return groups


def _use_threads(count: int) -> None:
    import torch

    if torch.get_num_threads() != count:
        torch.set_num_threads(count)
