"""The embedding model: texts to vectors of unit length."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, Protocol, cast

from langchain_core.embeddings import Embeddings

from vectorstore.adapter import add_adapter
from vectorstore.errors import WeightsError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from vectorstore.weights import Weights


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
        self._side_by_side = _reads_side_by_side(self._model)
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
            if self._side_by_side:
                return _encode_side_by_side(self._model, plain)
            vectors = self._model.encode_query(
                plain, normalize_embeddings=True, show_progress_bar=False
            )
        return vectors.tolist()  # type: ignore[no-any-return]


def _reads_side_by_side(model: SentenceTransformer) -> bool:
    """Whether a vector is the mean over the tokens of a BERT, whose places are given from without.

    RoBERTa and others count from elsewhere.
    """
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling
    from transformers import BertModel

    modules = list(model)
    if len(modules) == 1:
        return False
    reader, pooling, *rest = modules
    return (
        isinstance(getattr(reader, "auto_model", None), BertModel)
        and isinstance(pooling, Pooling)
        and pooling.pooling_mode == "mean"
        and pooling.include_prompt
        and all(isinstance(each, Normalize) for each in rest)
    )


def _encode_side_by_side(model: SentenceTransformer, texts: list[str]) -> list[list[float]]:
    """What ``encode_query`` gives, a third sooner for a question and its parts.

    That fills every text up to the longest, and goes through every weight first. Here all stand in
    one row, each counted from its own beginning, and none looks at another.
    """
    import torch
    from sentence_transformers.util import batch_to_device

    with torch.inference_mode():
        features = model.preprocess(texts, prompt=model.prompts.get("query"), task="query")
        read = batch_to_device(features, model.device)
        used = read["attention_mask"].bool()
        lengths = used.sum(dim=1)
        text_of = torch.repeat_interleave(lengths)
        places = used.cumsum(dim=1)[used] - 1
        tokens = cast("Any", model[0]).auto_model(
            input_ids=read["input_ids"][used].unsqueeze(0),
            position_ids=places.unsqueeze(0),
            attention_mask=(text_of.unsqueeze(0) == text_of.unsqueeze(1))[None, None],
        )
        parts = tokens.last_hidden_state[0].split(lengths.tolist())
        vectors = torch.stack([part.mean(dim=0) for part in parts])
        vectors = torch.nn.functional.normalize(vectors, dim=1)
    return vectors.tolist()


def _use_threads(count: int) -> None:
    import torch

    if torch.get_num_threads() != count:
        torch.set_num_threads(count)
