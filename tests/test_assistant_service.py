import logging
import socket

import pytest
from vectorstore_fixtures import make_document, reworded

from assistant.errors import UserError
from assistant.models import Question
from assistant.service import Assistant
from vectorstore.errors import IndexMissing
from vectorstore.sync import sync


@pytest.fixture
def home(tmp_path, embedder, document):
    sync(tmp_path, embedder, lambda: embedder, [document])
    return tmp_path


def test_a_newer_index_is_used_from_the_next_question_on(home, embedder, document):
    assistant = Assistant(home, embedder, document.report)
    before = assistant.answer(Question("para 1")).markdown
    sync(home, embedder, lambda: embedder, [reworded(document, "The new first paragraph.")])
    after = assistant.answer(Question("para 1")).markdown
    assert before != after == "The new first paragraph. [¶1]"
    assert assistant.catalogue().passage(document.report, "p1").text == "The new first paragraph."


def test_a_newer_index_of_another_model_leaves_the_old_one_in_use(home, embedder, document, caplog):
    assistant = Assistant(home, embedder, document.report)
    other = type(embedder)(digest="e" * 64)
    sync(home, other, lambda: other, [reworded(document)])
    with caplog.at_level(logging.WARNING):
        assert "[¶1]" in assistant.answer(Question("para 1")).markdown
        assistant.answer(Question("para 1"))
    assert caplog.text.count("The new index is not used") == 1


def test_the_default_report_is_searched_unless_another_is_named(home, embedder, document):
    other = make_document("dudley-2024-01")
    sync(home, embedder, lambda: embedder, [other])
    assistant = Assistant(home, embedder, document.report)
    asked = assistant.answer(Question("risk review"))
    assert {found.report for found in asked.retrieved} == {document.report}
    named = assistant.answer(Question("risk review", reports=("dudley-2024-01",)))
    assert {found.report for found in named.retrieved} == {"dudley-2024-01"}
    both = Assistant(home, embedder, "none-2000-01").answer(Question("para 2"))
    assert {c.marker for c in both.citations} == {"Sandwell 2025 ¶2"}
    assert {c.report for c in both.citations} == {document.report, "dudley-2024-01"}


def test_an_emptied_index_is_said_with_the_repair(home, embedder, document):
    sync(home, embedder, lambda: embedder, remove=[document.report])
    with pytest.raises(UserError, match=r"holds no reports\. Run: sandwell index"):
        Assistant(home, embedder, document.report).answer(Question("Is help timely?"))


def test_without_an_index_the_repair_is_named(tmp_path, embedder):
    with pytest.raises(IndexMissing, match="Run: sandwell index"):
        Assistant(tmp_path, embedder, "sandwell-2025-10")


def test_a_quotes_answer_opens_no_connection(assistant, monkeypatch):
    tried = []
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, lambda _, address: tried.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **_: tried.append(asked) or [])
    for text in ("What did inspectors say about foster carers?", "Who won the cup?", "para 12"):
        assert assistant.answer(Question(text)).markdown
    assert tried == []
