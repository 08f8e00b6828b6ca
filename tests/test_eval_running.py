import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from eval_fixtures import Scripted, answer, case

from assistant.errors import UserError
from assistant.settings import Settings
from eval.cases import load_question_set
from eval.observation import Observation
from eval.running import begin_run, finish_run, observe
from eval.runs import OBSERVATIONS, read_run


def written(path, *lines):
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return load_question_set(path)


def line(id_="a", **fields):
    given = {"kind": "fact", "question": "Is help timely?", "answerable": True}
    return {"id": id_} | given | {"gold_paragraphs": [1]} | fields


@pytest.fixture
def settings(real_home):
    return Settings(home=real_home, _env_file=None)


def begun(tmp_path, questions, settings, **options):
    given = {"system": "keyword", "split": None, "settings": settings}
    return begin_run(tmp_path / "run", questions, **(given | options))


def test_answers_come_in_the_order_of_the_questions_and_a_failure_stops_nothing():
    cases = [case(id_, question=id_) for id_ in "abc"]
    system = Scripted({"a": answer(), "b": RuntimeError("no luck"), "c": answer("not_in_report")})
    first, second, third = observe(system, cases)
    assert [seen.id for seen in (first, second, third)] == ["a", "b", "c"]
    assert first.said.citations[0].locator == "p12"
    assert (second.said, second.error) == (None, "RuntimeError: no luck")
    assert third.said.refused


def test_a_question_that_cannot_be_read_counts_as_refused():
    (seen,) = observe(Scripted({"?": UserError("The question is empty.")}), [case(question="?")])
    assert seen.said.refused
    assert seen.said.answer == "The question is empty."


def test_what_the_first_question_loads_is_not_counted_as_answering():
    class Cold(Scripted):
        def answer(self, question):
            if not self.asked:
                time.sleep(0.2)
            return super().answer(question)

    (seen,) = observe(Cold({"a": answer()}), [case(question="a")])
    assert seen.seconds < 0.2


def test_history_and_report_reach_the_system():
    asked = []

    class Listening:
        def answer(self, question):
            asked.append(question)
            return answer()

    list(observe(Listening(), [case(history=("Before?",), report="dudley-2022-11")]))
    assert asked[-1].history == ("Before?",)
    assert asked[-1].reports == ("dudley-2022-11",)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"report": "dudley-2022-11"}, "line 2: the question 'b' is about dudley-2022-11, which"),
        ({"gold_paragraphs": [56]}, "line 2: the gold p56 of 'b' does not exist in sandwell"),
    ],
)
def test_a_set_that_does_not_fit_the_index_is_refused_before_anything_is_written(
    tmp_path, settings, broken, says
):
    questions = written(tmp_path / "q.jsonl", line("a"), line("b", **broken))
    with pytest.raises(UserError, match=re.escape(says)) as caught:
        begun(tmp_path, questions, settings)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "run").exists()


def test_an_outside_set_without_splits_runs_and_has_no_test_split(tmp_path, settings):
    outside = line(1, history=None, source="a colleague", gold_quotes=None)
    questions = written(tmp_path / "q.jsonl", outside)
    with pytest.raises(UserError, match="no question of the split 'test'"):
        begun(tmp_path, questions, settings, split="test")
    run = finish_run(begun(tmp_path, questions, settings), settings)
    assert run.missing == ()
    assert run.observations["1"].said.retrieved


def test_only_the_questions_of_the_split_are_asked(tmp_path, settings):
    lines = [line("a", split="tuning"), line("b", split="test", question="Who are PAs?")]
    run = begun(tmp_path, written(tmp_path / "q.jsonl", *lines), settings, split="test")
    assert [each.id for each in run.cases] == ["b"]


def test_a_finished_run_is_not_asked_again(tmp_path, settings):
    questions = written(tmp_path / "q.jsonl", line("a"), line("b", question="Who are PAs?"))
    finish_run(begun(tmp_path, questions, settings), settings)
    before = (tmp_path / "run" / OBSERVATIONS).read_bytes()
    told = []
    again = finish_run(begun(tmp_path, questions, settings), settings, lambda *at: told.append(at))
    assert again.missing == ()
    assert told == []
    assert (tmp_path / "run" / OBSERVATIONS).read_bytes() == before


def test_settings_of_every_type_are_recorded_and_others_do_not_continue_the_run(tmp_path, settings):
    questions = written(tmp_path / "q.jsonl", line())
    begun(tmp_path, questions, settings)
    assert begun(tmp_path, questions, settings).missing
    other = settings.model_copy(update={"show_unsupported": True, "model_timeout_seconds": 7.5})
    with pytest.raises(UserError, match="other settings"):
        begun(tmp_path, questions, other)


def test_a_killed_run_goes_on_where_it_was(tmp_path, settings):
    lines = [line(str(n), question=f"What about paragraph {n % 55 + 1}?") for n in range(2000)]
    questions = tmp_path / "q.jsonl"
    written(questions, *lines)
    out = tmp_path / "run"
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "eval", "run"]
    command += ["--system", "keyword", "--questions", str(questions), "--out", str(out)]
    environment = os.environ | {"SANDWELL_HOME": str(settings.home)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    observations = out / OBSERVATIONS
    while not (observations.exists() and observations.stat().st_size > 20_000):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    asked = len(read_run(out).observations)
    assert 0 < asked < len(lines)
    kept = observations.read_bytes()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "Written to" in done.stdout
    assert observations.read_bytes().startswith(kept)
    seen = [Observation.model_validate_json(each) for each in observations.read_text().splitlines()]
    assert [each.id for each in seen] == [each["id"] for each in lines]
    assert json.loads((out / "scores.json").read_text())["overall"]["hit@5"]["n"] == len(lines)
