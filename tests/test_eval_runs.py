import json
import re

import pytest
from eval_fixtures import case, observation, record, written_run

from assistant.errors import UserError
from eval.runs import OBSERVATIONS, add_observation, list_runs, read_run, start_run

CASES = [case("fact-1"), case("fact-2"), case("fact-3")]


def test_a_run_reads_back_as_it_was_written(tmp_path):
    run = written_run(tmp_path / "run", CASES, [observation("fact-1", cited=("p12",))])
    assert run.cases == tuple(CASES)
    assert run.observations["fact-1"].said.citations[0].locator == "p12"
    assert [missing.id for missing in run.missing] == ["fact-2", "fact-3"]


def test_what_other_programs_call_the_end_of_a_line_is_none_inside_an_answer(tmp_path):
    said = observation("fact-1").said.model_copy(update={"standalone_question": "a\u2028b\x85c"})
    seen = observation("fact-1").model_copy(update={"said": said})
    run = written_run(tmp_path, CASES, [seen, observation("fact-2")])
    assert run.observations == {"fact-1": seen, "fact-2": observation("fact-2")}


def test_a_run_cut_short_in_the_middle_of_a_line_asks_that_question_again(tmp_path):
    run = written_run(tmp_path, CASES, [observation("fact-1"), observation("fact-2")])
    path = tmp_path / OBSERVATIONS
    path.write_bytes(path.read_bytes()[:-20])
    assert [missing.id for missing in read_run(tmp_path).missing] == ["fact-2", "fact-3"]
    add_observation(tmp_path, observation("fact-2"))
    assert [missing.id for missing in read_run(tmp_path).missing] == ["fact-3"]
    assert run.record == read_run(tmp_path).record


def test_the_same_run_is_continued_and_another_one_refused(tmp_path):
    reports = {"fact-1": "sandwell-2025-10"}
    first = record(reports=reports)
    start_run(tmp_path, first, CASES[:1])
    add_observation(tmp_path, observation("fact-1"))
    later = record(reports=reports, started_at="2027-01-01T00:00:00Z", machine="another")
    assert start_run(tmp_path, later, CASES[:1]).missing == ()
    other = record(reports=reports, system="dense", questions_sha256="else")
    before = sorted((p.name, p.read_bytes()) for p in tmp_path.iterdir())
    with pytest.raises(UserError, match="other system, questions_sha256") as caught:
        start_run(tmp_path, other, CASES[:1])
    assert "\n" not in str(caught.value)
    assert sorted((p.name, p.read_bytes()) for p in tmp_path.iterdir()) == before


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(UserError, match="is not a run"):
        start_run(tmp_path, record(), CASES)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]
    with pytest.raises(UserError, match="is not a run"):
        start_run(tmp_path / "thesis.doc", record(), CASES)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "run.json cannot be read"),
        ("[]", "has format None; this version reads 1"),
        ('{"format_version": 2}', "has format 2; this version reads 1"),
        ('{"format_version": 1}', "is damaged at 'started_at'"),
    ],
)
def test_a_run_of_another_format_or_a_damaged_one_is_said_in_one_line(tmp_path, content, says):
    (tmp_path / "run.json").write_text(content)
    with pytest.raises(UserError, match=re.escape(says)) as caught:
        read_run(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_run_is_said(tmp_path):
    with pytest.raises(UserError, match=re.escape("holds no run: run.json is missing")):
        read_run(tmp_path)


def test_a_broken_line_of_observations_is_named_by_its_number(tmp_path):
    written_run(tmp_path, CASES, [observation("fact-1")])
    with (tmp_path / OBSERVATIONS).open("a") as file:
        file.write(json.dumps({"id": "fact-2"}) + "\n")
    with pytest.raises(UserError, match="line 2: Field required"):
        read_run(tmp_path)


def test_runs_are_found_by_their_folders(tmp_path):
    for name in ("b", "a"):
        start_run(tmp_path / name, record(), CASES)
    (tmp_path / "empty").mkdir()
    assert [path.name for path in list_runs(tmp_path)] == ["a", "b"]
    assert list_runs(tmp_path / "none") == ()


def test_the_programs_own_files_are_part_of_what_was_run():
    assert record(code="a").differences(record(code="b")) == ("code",)
