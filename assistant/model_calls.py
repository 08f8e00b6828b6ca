"""Asking the language model: streamed, bounded in time, tried again where that helps, stoppable.

Whatever goes wrong comes out as one ModelFailure in plain words; nothing of a provider's own error
is repeated, because it may hold the question or a key.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    stop_before_delay,
    wait_exponential_jitter,
)

from assistant.background import background_loop
from assistant.errors import ModelFailure, ReplyCut

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator
    from concurrent.futures import Future

    from langchain_core.messages import AIMessageChunk

    from assistant.breaker import Breaker
    from assistant.chat_model import ChatModel

logger = logging.getLogger(__name__)

_ATTEMPTS = 3
# Whoever waits for an answer is better served with quotes than with a third try after that.
_TRIED_SECONDS = 10.0
_WAIT = wait_exponential_jitter(multiplier=0.5, max=8, jitter=0.5)
# Of the answers 400 to 499 only these may be another one in a moment.
_PASSING = frozenset((408, 409, 425, 429))
_LENGTH_REASONS = frozenset(("length", "max_tokens", "max_output_tokens"))
_REASON_KEYS = ("finish_reason", "stop_reason", "done_reason")
_SAY_HOW_THEY_END = ("openai:", "azure_openai:", "anthropic:", "ollama:")
_GRACE_SECONDS = 2.0


class ModelCalls:
    """The model's calls, with one circuit breaker; safe to use from several threads."""

    def __init__(self, model: ChatModel, breaker: Breaker) -> None:
        self.model = model
        self._breaker = breaker

    def stream(self, system: str, request: str, seconds: float) -> Generator[str, None, None]:
        """The reply, piece by piece as it is written, within ``seconds`` in all.

        Closing the iterator ends the call at once. Raises ModelFailure, also after some pieces
        where the reply breaks off; ReplyCut where it is cut at the length limit.
        """
        if not self._breaker.allows():
            raise ModelFailure("failed several times and is left alone for a minute")
        pieces: SimpleQueue[str | None] = SimpleQueue()
        call = asyncio.run_coroutine_threadsafe(
            self._reply([("system", system), ("human", request)], seconds, pieces.put),
            background_loop(),
        )
        call.add_done_callback(lambda _: pieces.put(None))
        try:
            while (piece := pieces.get(timeout=seconds + _GRACE_SECONDS)) is not None:
                yield piece
            self._settle(call, seconds)
        except Empty:
            self._breaker.failed()
            raise ModelFailure(_in_words(TimeoutError(), seconds)) from None
        finally:
            call.cancel()

    def reply(self, system: str, request: str, seconds: float) -> str:
        """The whole reply; raises as ``stream``."""
        return "".join(self.stream(system, request, seconds))

    def _settle(self, call: Future[str], seconds: float) -> None:
        try:
            how_it_ended = call.result()
        # Each provider has its own errors.
        except Exception as error:
            self._breaker.failed()
            logger.warning(
                "%s: %s (status %s)", self.model.name, type(error).__name__, status(error)
            )
            raise ModelFailure(_in_words(error, seconds)) from error
        self._breaker.succeeded()
        if how_it_ended in _LENGTH_REASONS:
            raise ReplyCut("wrote more than it may")

    async def _reply(
        self, messages: list[tuple[str, str]], seconds: float, put: Callable[[str], None]
    ) -> str:
        """Put the pieces; how the reply ended, as the provider names it."""
        how_it_ended = ""
        async with asyncio.timeout(seconds), aclosing(self._begun(messages, seconds)) as chunks:
            async for chunk in chunks:
                if text := str(chunk.text):
                    put(text)
                found = (chunk.response_metadata.get(key) for key in _REASON_KEYS)
                how_it_ended = next((str(reason) for reason in found if reason), how_it_ended)
        if not how_it_ended and self.model.name.startswith(_SAY_HOW_THEY_END):
            raise EOFError
        return how_it_ended

    async def _begun(
        self, messages: list[tuple[str, str]], seconds: float
    ) -> AsyncGenerator[AIMessageChunk, None]:
        """The chunks; until the first has come, another try harms nobody."""
        tries = AsyncRetrying(
            stop=stop_after_attempt(_ATTEMPTS) | stop_before_delay(min(seconds, _TRIED_SECONDS)),
            wait=_wait_as_told,
            retry=retry_if_exception(_may_pass),
            reraise=True,
        )
        chunks: Any = None
        first: AIMessageChunk | None = None
        async for attempt in tries:
            with attempt:
                chunks = self.model.chat.astream(messages)
                first = await anext(chunks, None)
        async with aclosing(chunks):
            if first is not None:
                yield first
            async for chunk in chunks:
                yield chunk


def status(error: BaseException) -> int | None:
    """The HTTP status that an error of any provider tells of."""
    found = getattr(error, "status_code", None)
    return found if isinstance(found, int) and found > 0 else None


def _may_pass(error: BaseException) -> bool:
    code = status(error)
    return isinstance(error, Exception) and (code is None or code >= 500 or code in _PASSING)


def _wait_as_told(state: RetryCallState) -> float:
    """As long as the server asks for, else a little longer each time."""
    error = state.outcome.exception() if state.outcome else None
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        told = float(headers.get("retry-after", ""))
    except ValueError:
        told = 0.0
    return max(told, _WAIT(state))


def _in_words(error: Exception, seconds: float) -> str:
    code = status(error)
    if isinstance(error, TimeoutError):
        return f"was not done within {seconds:.0f} seconds"
    if isinstance(error, EOFError):
        return "broke off in the middle"
    if code in (401, 403):
        return "refused the key"
    if code == 404:
        return "is not known where it is asked for"
    if code == 429:
        return "has too much to do"
    if code is not None:
        return f"reported a fault (status {code})"
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    if "Timeout" in kinds:
        return "did not answer in time"
    if "Connect" in kinds or "Protocol" in kinds or "Transport" in kinds:
        return "cannot be reached, or broke off"
    return "sent what cannot be read"
