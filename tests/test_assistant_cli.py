"""The command line as people use it: what is printed, where, and the exit code."""

import json
import re
import socket
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from scripted_model import Reply

from assistant import cli, serving
from assistant.errors import AssistantError
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture
def run(sandwell_command):
    return sandwell_command


def test_every_paragraph_is_cited_word_for_word(run, sandwell):
    code, out, _ = run("cite", "1-55", "--json")
    cited = json.loads(out)
    assert code == 0
    assert [item["paragraph"] for item in cited] == list(range(1, 56))
    assert [item["text"] for item in cited] == [p.block.text for p in sandwell.paragraphs]
    assert set(cited[0]) == {
        "report",
        "locator",
        "paragraph",
        "part",
        "section",
        "grade",
        "page",
        "text",
    }


@pytest.mark.parametrize(
    ("part", "count", "says"),
    [
        ("judgements", 1, "Overall effectiveness Good"),
        ("summary", 2, "Since the last inspection in 2022"),
        ("improvements", 4, "(outcome 3, national framework)"),
        ("footnote", 1, "cross-referenced"),
        ("about", 1, "0300 123 1231"),
        ("header", 1, "Lead inspector: Monique Lindsay"),
    ],
)
def test_the_parts_are_cited_too(run, part, count, says):
    cited = json.loads(run("cite", part, "--json")[1])
    assert [item["part"] for item in cited] == [part] * count
    assert says in cited[0]["text"]


def test_citations_for_reading_carry_their_marker(run):
    code, out, _ = run("cite", "15")
    assert code == 0
    assert out.startswith("[¶15] Children who are assessed as being young carers")


def test_reports_keep_the_contract(run):
    code, out, _ = run("reports", "--json")
    (report,) = json.loads(out)
    assert code == 0
    assert report | {"source": "", "sha256": ""} == {
        "report": "sandwell-2025-10",
        "authority": "Sandwell",
        "kind": "inspection",
        "start_date": "2025-10-13",
        "end_date": "2025-10-24",
        "lead_inspector": "Monique Lindsay",
        "judgements": {
            "overall": "good",
            "leaders": "good",
            "help_and_protection": "good",
            "in_care": "good",
            "care_leavers": "requires improvement",
        },
        "paragraphs": 55,
        "sections": [
            {
                "title": "The experiences and progress of children who need help and protection",
                "grade": "good",
                "first": 1,
                "last": 17,
            },
            {
                "title": "The experiences and progress of children in care",
                "grade": "good",
                "first": 18,
                "last": 29,
            },
            {
                "title": "The experiences and progress of care leavers",
                "grade": "requires improvement",
                "first": 30,
                "last": 42,
            },
            {
                "title": "The impact of leaders on social work practice with children and families",
                "grade": "good",
                "first": 43,
                "last": 55,
            },
        ],
        "improvements": 4,
        "source": "",
        "sha256": "",
        "warnings": [],
    }
    assert "sandwell-2025-10" in run("reports")[1]


def test_ask_prints_the_answer_or_json(run):
    code, out, _ = run("ask", "paras 15 and 99")
    assert code == 0
    assert out.startswith("Children who are assessed as being young carers")
    assert "[¶15]\n\nNot covered: There is no paragraph 99" in out
    answer = json.loads(run("ask", "para 15", "--json")[1])
    assert answer["id"] is None
    assert [c["marker"] for c in answer["citations"]] == ["¶15"]


def test_ask_takes_history_and_a_report(run):
    words = ["--history", "Do PAs keep in touch?", "--report", "sandwell-2025-10", "--json"]
    answer = json.loads(run("ask", "and over 21?", *words)[1])
    assert answer["standalone_question"] == "PAs keep in touch: over 21?"


def test_a_batch_keeps_ids_and_order(run, tmp_path):
    questions = [{"id": f"q{n}", "question": f"paragraph {n}"} for n in (3, 1, 2)]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, questions)))
    code, out, _ = run("ask", "--batch", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    answers = [json.loads(line) for line in lines]
    assert (code, out) == (0, "")
    assert [(a["id"], a["citations"][0]["paragraph"]) for a in answers] == [
        ("q3", 3),
        ("q1", 1),
        ("q2", 2),
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["cite", "56"], "There is no paragraph 56"),
        (["cite", "0"], "There is no paragraph 0"),
        (["cite", "12-"], "'12-' is not a paragraph"),
        (["cite", "fifty"], "Write it as 50"),
        (["cite", "12", "--report", "dudley-2024-01"], "No report 'dudley-2024-01'"),
        (["cite"], "Missing argument"),
        (["ask"], "The question is empty"),
        (["ask", ""], "The question is empty"),
        (["ask", "?!?"], "has no words"),
        (["ask", "a" * 20_000], "has 20,000 characters; at most 15,000 are read"),
        (["ask", "PAs?", "--report", "dudley-2024-01"], "No report 'dudley-2024-01'"),
        (["ask", "PAs?", "--out", "x"], "--out goes with --batch"),
        (["ask", "PAs?", "--batch", "x"], "--batch takes no QUESTION"),
        (["ask", "--batch", "none.jsonl", "--out", "x"], "none.jsonl cannot be read"),
        (["index", "/none/at/all"], "does not exist"),
        (["remove", "dudley-2024-01"], "No report 'dudley-2024-01'"),
        (["app", "--port", "99999"], "65535"),
        (["shout"], "No such command 'shout'"),
        (["ask", "--loudly"], "No such option: --loudly"),
    ],
)
def test_wrong_input_is_one_clear_line_and_exit_code_2(run, words, says):
    code, out, err = run(*words)
    assert code == 2
    assert out == ""
    assert says in err
    assert err.strip().count("\n") == 0
    assert err.strip().startswith("sandwell: ")


def test_a_wrong_setting_is_named_with_what_it_may_be(run, monkeypatch):
    monkeypatch.setenv("SANDWELL_STORE", "cupboard")
    code, _, err = run("reports")
    assert code == 2
    assert "SANDWELL_STORE='cupboard' is not allowed: Input should be 'embedded'" in err


def test_a_missing_index_is_exit_code_1_with_the_repair(run, monkeypatch, tmp_path):
    monkeypatch.setenv("SANDWELL_HOME", str(tmp_path))
    for words in (["reports"], ["cite", "12"], ["ask", "PAs?"]):
        code, _, err = run(*words)
        assert code == 1
        assert "Run: sandwell index" in err
        assert err.count("\n") == 1


def test_a_taken_port_is_said_before_anything_starts(run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, _, err = run("app", "--port", port)
    assert code == 1
    assert f"Port {port} is taken or not allowed (Address already in use)" in err
    assert f"sandwell app --port {port + 1}" in err


def test_the_app_is_served_on_this_machine_only(monkeypatch):
    started = []
    monkeypatch.setattr(serving.os, "execv", lambda *words: started.append(words))
    monkeypatch.setattr(serving.subprocess, "run", lambda *_, **__: pytest.fail("both"))
    monkeypatch.chdir(ROOT)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(pytest.fail.Exception):
        serving.serve_app(port)
    command = " ".join(started[0][1])
    assert f"--server.port {port} --server.address 127.0.0.1" in command


def test_doctor_finds_everything_in_order(run):
    code, out, _ = run("doctor")
    assert code == 0
    assert re.findall(r"^(\w+) +(\w+):", out, re.MULTILINE) == [
        ("ok", "settings"),
        ("ok", "weights"),
        ("ok", "index"),
        ("ok", "model"),
    ]
    assert "none is set: answers are quotes" in out


def test_doctor_asks_the_model_and_says_where_it_is(run, monkeypatch, scripted):
    monkeypatch.setenv("SANDWELL_MODEL", "openai:scripted")
    monkeypatch.setenv("SANDWELL_MODEL_BASE_URL", scripted.url)
    code, out, _ = run("doctor")
    assert (code, len(scripted.requests)) == (0, 1)
    assert "ok       model: openai:scripted on this machine answers" in out
    scripted.script = lambda _: Reply(status=401)
    code, out, _ = run("doctor")
    assert code == 1
    assert "PROBLEM  model: openai:scripted on this machine refused the key" in out
    assert "correct SANDWELL_MODEL" in out


def test_doctor_names_the_repair(run, monkeypatch, tmp_path):
    monkeypatch.setenv("SANDWELL_HOME", str(tmp_path))
    monkeypatch.setenv("SANDWELL_HOEM", "typo")
    code, out, _ = run("doctor")
    assert code == 1
    assert "PROBLEM  settings: SANDWELL_HOEM has no effect" in out
    assert "PROBLEM  index: " in out
    assert "Run: sandwell index" in out


def test_any_other_expected_error_is_exit_code_1(run, monkeypatch):
    def fail(_):
        raise AssistantError("Something\nhappened. Mend it.")

    monkeypatch.setattr(serving, "serve_app", fail)
    assert run("app") == (1, "", "sandwell: Something happened. Mend it.\n")


def test_the_readme_lists_the_commands_that_exist():
    block = re.search(r"## Commands.*?```\w*\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
    listed = set(re.findall(r"sandwell (\w+)", block[1]))
    existing = {
        command.name or command.callback.__name__ for command in cli.app.registered_commands
    }
    existing |= {found.name for found in entry_points(group="sandwell.commands")}
    assert listed == existing


def test_the_readme_lists_the_settings_that_exist():
    listed = re.findall(r"^\| `(SANDWELL_\w+)`", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(f"SANDWELL_{name.upper()}" for name in Settings.model_fields)
