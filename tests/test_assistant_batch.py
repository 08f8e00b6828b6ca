import json
import re

import pytest

from assistant.batch import answer_batch, check_writable, read_batch, write_batch
from assistant.errors import UserError


def written(tmp_path, text):
    path = tmp_path / "in.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_question_set_is_a_batch_and_other_fields_are_ignored(tmp_path):
    line = {"id": 7, "question": "Is it timely?", "history": ["EDT?"], "gold_quotes": ["x"]}
    (found,) = read_batch(written(tmp_path, "\ufeff" + json.dumps(line) + "\n\n"), ["a-2020-01"])
    assert (found.id, found.question.text, found.question.history) == (
        7,
        "Is it timely?",
        ("EDT?",),
    )
    assert found.question.reports == ("a-2020-01",)


def test_a_line_may_name_its_own_report(tmp_path):
    line = '{"question": "Is it timely?", "report": "b-2021-02"}'
    (found,) = read_batch(written(tmp_path, line), ["a-2020-01"])
    assert found.question.reports == ("b-2021-02",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"question": "a"}\n{"question": 3}', "line 2: question:"),
        ('{"question": "a"}\n{', "line 2: Invalid JSON"),
        ('{"id": "x"}', "line 1: question: Field required"),
        ('["a"]', "line 1:"),
        ("\n \n", "holds no questions"),
    ],
)
def test_a_broken_batch_is_refused_before_any_question_is_asked(tmp_path, text, says):
    with pytest.raises(UserError, match=re.escape(says)) as caught:
        read_batch(written(tmp_path, text), [])
    assert "\n" not in str(caught.value)


def test_a_question_that_cannot_be_read_does_not_lose_the_others(tmp_path, assistant):
    lines = '{"id": 1, "question": "???"}\n{"id": 2, "question": "Is early help timely?"}'
    first, second = answer_batch(assistant, read_batch(written(tmp_path, lines), []))
    assert (first["id"], first["outcome"], first["citations"]) == (1, "off_topic", [])
    assert "has no words" in first["warnings"][0]
    assert (second["id"], second["outcome"]) == (2, "answered")


def test_answers_are_written_whole_or_not_at_all(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("before")

    def failing():
        yield {"id": 1}
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_batch(out, failing())
    assert out.read_text() == "before"
    write_batch(out, [{"id": "é"}, {"id": 2}])
    assert out.read_text(encoding="utf-8") == '{"id": "é"}\n{"id": 2}\n'
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl"]


def test_a_place_that_cannot_be_written_is_said_before_any_work(tmp_path):
    with pytest.raises(UserError, match="is a folder"):
        check_writable(tmp_path)
    with pytest.raises(UserError, match="does not exist"):
        check_writable(tmp_path / "none" / "out.jsonl")
    check_writable(tmp_path / "out.jsonl")


def test_an_unknown_report_on_one_line_does_not_lose_the_others(tmp_path, assistant):
    lines = (
        '{"id": 1, "question": "para 1", "report": "dudley-2024-01", "history": null}\n'
        '{"id": 2, "question": "para 2"}'
    )
    first, second = answer_batch(assistant, read_batch(written(tmp_path, lines), []))
    assert "No report 'dudley-2024-01'" in first["warnings"][0]
    assert set(first["seconds"]) == set(second["seconds"])
    assert second["citations"][0]["paragraph"] == 2
