"""What the Evaluation page is given: real runs on disk, real processes."""

import json
import sys
import time

import pytest
from eval_fixtures import case, observation, written_run

from assistant.errors import UserError
from assistant.settings import Settings
from eval.launching import Launcher
from eval.results import SCORES, scores_of
from eval.workbench import Workbench

CASES = [
    case("fact-1", gold=(12,), gold_quotes=("When children aged 16 and 17 present as homeless",)),
    case("fact-2", gold=(13,), history=("Before?",)),
    case("open-1", kind="unanswerable", gold=()),
]
RIGHT = [
    observation("fact-1", cited=("p12",), retrieved=("p12",), answer="Yes. [¶12]"),
    observation("fact-2", cited=("p9",), retrieved=("p9", "p13"), answer="=No [¶9]"),
    observation("open-1", outcome="not_in_report"),
]
WRONG = [
    observation("fact-1", cited=("p9",), retrieved=("p9",), answer="No. [¶9]"),
    *RIGHT[1:],
]


@pytest.fixture
def bench(tmp_path):
    settings = Settings(home=tmp_path, _env_file=None)
    return Workbench(settings, Launcher(tmp_path, (sys.executable, "-c", "raise SystemExit(3)")))


def finished(tmp_path, name, observations, **fields):
    run = written_run(tmp_path / "runs" / name, CASES, observations, **fields)
    (run.folder / SCORES).write_text(scores_of(run).model_dump_json())
    return run


def test_runs_come_newest_first_and_say_how_far_they_are(tmp_path, bench):
    finished(tmp_path, "old", RIGHT, started_at="2026-11-01T10:00:00Z")
    finished(tmp_path, "new", WRONG, started_at="2026-11-02T10:00:00Z", system="dense")
    written_run(tmp_path / "runs" / "half", CASES, RIGHT[:1], started_at="2026-10-01T10:00:00Z")
    runs = bench.runs()
    assert [(run.name, run.state) for run in runs] == [
        ("new", "finished"),
        ("old", "finished"),
        ("half", "not finished"),
    ]
    assert (runs[2].answered, runs[2].total) == (1, 3)
    assert runs[1].headline["hit@5"] == "1.00"


def test_a_run_that_cannot_be_read_is_listed_with_its_reason_and_breaks_nothing(tmp_path, bench):
    finished(tmp_path, "good", RIGHT)
    record = tmp_path / "runs" / "good" / "run.json"
    (tmp_path / "runs" / "bad").mkdir()
    written = json.loads(record.read_text()) | {"format_version": 9}
    (tmp_path / "runs" / "bad" / "run.json").write_text(json.dumps(written))
    found = {run.name: run for run in bench.runs()}
    assert found["good"].state == "finished"
    assert found["bad"].state == "unreadable"
    assert "has format 9; this version reads 1" in found["bad"].problem
    with pytest.raises(UserError, match="has format 9"):
        bench.run("bad")


def test_a_run_is_shown_with_its_figures_kinds_and_questions(tmp_path, bench):
    finished(tmp_path, "one", RIGHT)
    detail = bench.run("one")
    assert detail.measures["mrr@10"].value == "0.75"  # (1 + 1/2) / 2
    assert detail.measures["mrr@10"].n == 2
    assert list(detail.kinds) == ["fact", "unanswerable"]
    assert [(row.id, row.right) for row in detail.questions] == [
        ("fact-1", True),
        ("fact-2", False),
        ("open-1", True),
    ]
    chart = bench.by_kind("one", "mrr@10")
    assert [row.value for row in chart.rows] == ["0.75", "0.75", "–"]
    assert chart.chart["description"]


def test_a_question_is_shown_with_what_was_missed(tmp_path, bench):
    finished(tmp_path, "one", RIGHT)
    detail = bench.question("one", "fact-2")
    assert detail.history == ("Before?",)
    (place,) = detail.right_places
    assert (place.locator, place.cited, place.rank) == ("p13", False, 2)
    assert place.pieces == ()  # nothing is indexed here
    assert [(each.locator, each.right) for each in detail.cited] == [("p9", False)]


def test_the_right_words_are_marked_where_the_report_is_indexed(real_home):
    settings = Settings(home=real_home, _env_file=None)
    finished(real_home, "marked", RIGHT)
    (place,) = Workbench(settings, Launcher(real_home)).question("marked", "fact-1").right_places
    assert tuple(piece.text for piece in place.pieces if piece.marked) == CASES[0].gold_quotes


def test_two_runs_are_compared_with_their_flipped_questions(tmp_path, bench):
    finished(tmp_path, "one", RIGHT)
    finished(tmp_path, "two", WRONG)
    found = bench.compare("one", "two")
    (flip,) = found.flipped
    assert (flip.first.right, flip.second.right) == (True, False)
    assert (flip.first_answer, flip.second_answer) == ("Yes. [¶12]", "No. [¶9]")
    hit = next(row for row in found.overall if row.title.startswith("Questions with a right"))
    assert (hit.first, hit.second) == ("1.00", "0.50")


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda bench: bench.run("../../etc"), "There is no run '../../etc' here"),
        (lambda bench: bench.run("half"), "is not finished: 1 of 3"),
        (lambda bench: bench.question("one", "fact-9"), "has no question 'fact-9'"),
        (lambda bench: bench.by_kind("one", "beauty"), "has no measure 'beauty'"),
        (lambda bench: bench.file("one", "../run.json"), "has no file '../run.json'"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(tmp_path, bench, ask, says):
    finished(tmp_path, "one", RIGHT)
    written_run(tmp_path / "runs" / "half", CASES, RIGHT[:1])
    with pytest.raises(UserError) as caught:
        ask(bench)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_downloads_are_what_was_written_and_a_table_that_runs_no_formula(tmp_path, bench):
    run = finished(tmp_path, "one", RIGHT)
    assert bench.file("one", "scores.json") == (run.folder / "scores.json").read_bytes()
    table = bench.file("one", "questions.csv").decode("utf-8-sig").splitlines()
    assert table[0].startswith("id,kind,question,result,answer,hit@5")
    assert ",'=No [¶9]," in table[2]


def test_history_needs_two_runs_of_the_same_questions(tmp_path, bench):
    finished(tmp_path, "one", RIGHT, started_at="2026-11-01T10:00:00Z")
    assert bench.history() is None
    finished(tmp_path, "two", WRONG, started_at="2026-11-02T10:00:00Z")
    assert bench.history()["description"]


def waited(bench):
    deadline = time.monotonic() + 60
    while bench.progress().going and time.monotonic() < deadline:
        time.sleep(0.05)
    return bench.progress()


def test_a_run_is_started_watched_and_finished(real_home):
    bench = Workbench(Settings(home=real_home, _env_file=None), Launcher(real_home))
    bench.start("keyword", "test")
    with pytest.raises(UserError, match="is still going"):
        bench.start("keyword", "test")
    progress = waited(bench)
    assert (progress.problem, progress.answered, progress.total) == ("", 156, 156)
    assert bench.run(progress.name).summary.system == bench.choices().systems["keyword"]


def test_a_run_that_is_stopped_can_be_gone_on_with(real_home):
    bench = Workbench(Settings(home=real_home, _env_file=None), Launcher(real_home))
    bench.start("dense", "tuning")
    # Its questions are written before the run is listed.
    while bench.progress().name not in {run.name for run in bench.runs()}:
        time.sleep(0.02)
    bench.stop()
    stopped = bench.progress()
    assert (stopped.going, stopped.problem) == (False, "")
    bench.go_on(stopped.name)
    assert bench.progress().going
    bench.stop()


def test_a_process_that_fails_says_so_and_how_to_go_on(bench):
    bench.start("full", "test")
    assert "ended unexpectedly (exit code 3)" in waited(bench).problem
