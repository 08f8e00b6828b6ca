"""A real model over real HTTP: it writes what it likes, and nothing unsupported gets through."""

from contextlib import suppress

import pytest

from assistant.breaker import Breaker
from assistant.chat_model import load_chat_model
from assistant.errors import ReplyCut
from assistant.model_calls import ModelCalls
from assistant.models import Question
from assistant.prose import Writer, WritingLimits
from assistant.service import Assistant
from assistant.settings import Settings
from prompts import Texts

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

QUESTIONS = [
    "What did inspectors say about pathway plans?",
    "How well are foster carers supported?",
    "Are homeless 16 and 17 year olds told their rights?",
]


@pytest.fixture
def calls(smollm2_url):
    named = {"model": "openai:smollm2", "model_base_url": smollm2_url, "model_max_tokens": 150}
    return ModelCalls(load_chat_model(Settings(_env_file=None, **named)), Breaker())


def test_its_reply_comes_in_pieces(calls):
    pieces = []
    with suppress(ReplyCut):
        for piece in calls.stream("Answer briefly.", "Name three colours.", seconds=300):
            pieces.append(piece)
    assert len(pieces) > 3
    assert not calls.model.remote


def test_every_answer_is_checked_prose_or_quotes(
    calls, real_home, real_embedder, real_entailment, real_settings, sandwell_passages
):
    writer = Writer(calls, real_entailment, Texts(), WritingLimits(300, 150, 500))
    assistant = Assistant(real_home, real_embedder, real_settings.default_report, writer)
    for text in QUESTIONS:
        answer = assistant.answer(Question(text))
        assert answer.answered_by in ("openai:smollm2", "quotes")
        assert answer.citations
        assert answer.answered_by == "openai:smollm2" or answer.warnings
        assert all(sentence.citations for sentence in answer.sentences)
        for citation in answer.citations:
            passage = sandwell_passages[citation.locator]
            assert citation.quote == passage.text[citation.start : citation.end] != ""
