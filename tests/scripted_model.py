"""An OpenAI-compatible HTTP server on loopback that says what a test tells it to, at its pace."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.breaker import Breaker
from assistant.chat_model import load_chat_model
from assistant.model_calls import ModelCalls
from assistant.prose import Writer, WritingLimits
from assistant.settings import Settings
from prompts import Texts


@dataclass
class Reply:
    """What to send: pieces of text with a pause before each, or an HTTP status, or raw bytes."""

    pieces: list[str] = field(default_factory=list)
    pause_seconds: float = 0.0
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    finish_reason: str | None = "stop"
    cut: bool = False


class ScriptedModel:
    """``script`` turns a request's JSON into a Reply; ``requests`` is what came in.

    ``gone`` is set once a client has left while it was still being written to.
    """

    def __init__(self):
        self.script = lambda _request: Reply(["Nothing."])
        self.requests = []
        self.gone = threading.Event()
        self.written = []
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        server.daemon_threads = True
        self._server = server
        self.url = f"http://127.0.0.1:{server.server_port}/v1"
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def _handler(self):
        model = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                length = int(self.headers["Content-Length"])
                request = json.loads(self.rfile.read(length))
                model.requests.append(request)
                try:
                    model._send(self, model.script(request))
                except (BrokenPipeError, ConnectionResetError):
                    model.gone.set()

            def log_message(self, *_args):
                pass

        return Handler

    def _send(self, handler, reply):
        if reply.status != 200 or reply.raw is not None:
            body = reply.raw if reply.raw is not None else b'{"error": {"message": "scripted"}}'
            handler.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        for piece in reply.pieces:
            # In small steps, to notice a client that has left: each writes a comment of SSE.
            until = time.monotonic() + reply.pause_seconds
            while time.monotonic() < until:
                time.sleep(min(0.05, reply.pause_seconds))
                handler.wfile.write(b": wait\n\n")
                handler.wfile.flush()
            self.written.append(piece)
            handler.wfile.write(_event({"content": piece}))
            handler.wfile.flush()
        if not reply.cut:
            handler.wfile.write(_event({}, reply.finish_reason) + b"data: [DONE]\n\n")
        handler.close_connection = True


def _event(delta, finish_reason=None):
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    chunk = {
        "id": "scripted",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }
    return f"data: {json.dumps(chunk)}\n\n".encode()


def passages_in(request):
    """The passages of a request by id, as the model was given them: {id: text}."""
    _, _, asked = request["messages"][-1]["content"].rpartition("\nPassages:\n")
    lines = asked.splitlines()
    found = [json.loads(line) for line in lines if line.startswith('{"id"')]
    return {passage["id"]: passage["text"] for passage in found}


def id_of(request, words):
    """The id of the first passage that holds ``words``."""
    return next(id_ for id_, text in passages_in(request).items() if words in text)


@pytest.fixture
def scripted():
    model = ScriptedModel()
    yield model
    model.close()


@pytest.fixture
def calls_to(scripted):
    """ModelCalls to the scripted server; words are settings."""

    def make(breaker=None, **settings):
        named = {"model": "openai:scripted", "model_base_url": scripted.url, **settings}
        model = load_chat_model(Settings(_env_file=None, **named))
        return ModelCalls(model, breaker or Breaker())

    return make


@pytest.fixture
def writer(calls_to, real_entailment):
    """A Writer that asks the scripted server."""

    def make(breaker=None, seconds=20.0, show_unsupported=False, **settings):
        limits = WritingLimits(seconds, 400, 3000, show_unsupported)
        calls = calls_to(breaker, model_timeout_seconds=seconds, **settings)
        return Writer(calls, real_entailment, Texts(), limits)

    return make
