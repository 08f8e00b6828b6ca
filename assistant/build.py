"""Settings → working parts: the one place where they are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import SettingsError
from assistant.quiet import silence_telemetry
from prompts import PromptError, Texts
from vectorstore.catalogue import Catalogue, open_catalogue
from vectorstore.weights import BUNDLED_MODEL, Weights, resolve_weights

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.model_calls import ModelCalls
    from assistant.service import Assistant
    from assistant.settings import Settings
    from vectorstore.embedding import Embedder
    from vectorstore.entailment import Entailment


def build_assistant(settings: Settings) -> Assistant:
    """A ready assistant; takes seconds, because the model is loaded.

    Raises VectorStoreError where the weights or the index cannot be used, SettingsError where the
    language model or the texts for it cannot.
    """
    silence_telemetry()
    # The service imports Chroma, which pages must not wait for.
    from assistant.prose import Writer, WritingLimits
    from assistant.service import Assistant

    texts = load_texts(settings)
    calls = load_model(settings)
    embedder = load_embedder(settings)
    limits = WritingLimits(
        timeout_seconds=settings.model_timeout_seconds,
        max_tokens=settings.model_max_tokens,
        context_tokens=settings.model_context_tokens,
        show_unsupported=settings.show_unsupported,
    )
    writer = Writer(calls, load_entailment(settings), texts, limits) if calls else None
    return Assistant(settings.home, embedder, settings.default_report, writer)


def load_model(settings: Settings) -> ModelCalls | None:
    """The language model, ready to be called; None where there is to be none.

    Raises SettingsError where it cannot be set up. No call is made.
    """
    silence_telemetry()
    from assistant.breaker import Breaker
    from assistant.chat_model import load_chat_model
    from assistant.model_calls import ModelCalls

    model = load_chat_model(settings)
    return ModelCalls(model, Breaker()) if model else None


def load_texts(settings: Settings) -> Texts:
    """The texts in force; raises SettingsError that says what is wrong with the officer's own."""
    try:
        return Texts(settings.prompts)
    except PromptError as error:
        raise SettingsError(f"SANDWELL_PROMPTS: {error}") from error


def load_catalogue(settings: Settings) -> Catalogue:
    """The indexed reports to read, without any model; raises VectorStoreError."""
    return open_catalogue(settings.home)


def load_embedder(settings: Settings) -> Embedder:
    """The embedding model that the settings name; raises WeightsError."""
    silence_telemetry()
    from vectorstore.embedding import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(find_weights(settings))


def load_entailment(settings: Settings) -> Entailment:
    """The model that checks what a language model writes; raises WeightsError.

    It is made from the bundled weights, whichever model embeds.
    """
    silence_telemetry()
    from vectorstore.entailment import CrossEncoderEntailment

    return CrossEncoderEntailment(resolve_weights(BUNDLED_MODEL, _stamps(settings)))


def find_weights(settings: Settings) -> Weights:
    """The files of that model, digest known, nothing loaded; raises WeightsError."""
    return resolve_weights(
        settings.embedding_model,
        _stamps(settings),
        adapted=settings.encoder == "adapted",
    )


def _stamps(settings: Settings) -> Path:
    return settings.home / "weights.json"
