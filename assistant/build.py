"""Settings → working parts: the one place where they are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.quiet import silence_telemetry
from vectorstore.catalogue import Catalogue, open_catalogue
from vectorstore.weights import Weights, resolve_weights

if TYPE_CHECKING:
    from assistant.service import Assistant
    from assistant.settings import Settings
    from vectorstore.embedding import Embedder


def build_assistant(settings: Settings) -> Assistant:
    """A ready assistant; takes seconds, because the model is loaded.

    Raises VectorStoreError where the weights or the index cannot be used.
    """
    silence_telemetry()
    # The service imports Chroma, which pages must not wait for.
    from assistant.service import Assistant

    return Assistant(settings.home, load_embedder(settings), settings.default_report)


def load_catalogue(settings: Settings) -> Catalogue:
    """The indexed reports to read, without any model; raises VectorStoreError."""
    return open_catalogue(settings.home)


def load_embedder(settings: Settings) -> Embedder:
    """The embedding model that the settings name; raises WeightsError."""
    silence_telemetry()
    from vectorstore.embedding import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(find_weights(settings))


def find_weights(settings: Settings) -> Weights:
    """The files of that model, digest known, nothing loaded; raises WeightsError."""
    return resolve_weights(
        settings.embedding_model,
        settings.home / "weights.json",
        adapted=settings.encoder == "adapted",
    )
