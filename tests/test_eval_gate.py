import re

import pytest
from eval_fixtures import case, observation, written_run

from assistant.errors import UserError
from eval.cli import THRESHOLDS
from eval.gate import Thresholds, check, load_thresholds
from eval.results import scores_of


def gated(tmp_path, overall=None, by_kind=None, observations=None, **fields):
    cases = [case("fact-1"), case("multi-1", kind="multi")]
    seen = observations or [
        observation("fact-1", cited=("p12",), retrieved=("p12",)),
        observation("multi-1", cited=("p9",), retrieved=("p9", "p12")),
    ]
    run = written_run(tmp_path / "run", cases, seen, split="test", **fields)
    limits = Thresholds(
        questions_sha256="5e7", split="test", overall=overall or {}, by_kind=by_kind or {}
    )
    return check(run, scores_of(run), limits)


def test_a_run_within_its_limits_passes_and_their_ends_are_within(tmp_path):
    found = gated(
        tmp_path,
        overall={"mrr@10": {"at_least": 0.75}, "false_refusal_rate": {"at_most": 0}},
        by_kind={"multi": {"mrr@10": {"at_least": 0.5, "at_most": 0.5}}},
    )
    assert (found.passed, found.failures, found.notes, found.checked) == (True, (), (), 3)


def test_every_broken_limit_is_said_with_its_figure(tmp_path):
    found = gated(
        tmp_path,
        overall={"mrr@10": {"at_least": 0.76}},
        by_kind={"multi": {"citation_precision": {"at_least": 0.5}}},
    )
    assert found.failures == (
        "mrr@10 (all questions) is 0.7500; at least 0.76 is required",
        "citation_precision (multi) is 0.0000; at least 0.5 is required",
    )


def test_what_was_not_measured_has_not_passed(tmp_path):
    found = gated(
        tmp_path,
        overall={"refusal_recall": {"at_least": 0}},
        by_kind={"summary": {"hit@5": {"at_least": 0}}},
    )
    assert found.failures == (
        "refusal_recall (all questions) was not measured: no question of the run has it",
        "hit@5 (summary) was not measured: no question of the run has it",
    )


def test_questions_without_an_answer_fail_whatever_the_figures(tmp_path):
    seen = [observation("fact-1", cited=("p12",)), observation("multi-1", error="no luck")]
    found = gated(tmp_path, observations=seen)
    assert found.failures == ("1 of 2 questions were not answered, first multi-1: no luck",)


def test_a_run_that_is_not_finished_has_no_figures_to_judge(tmp_path):
    with pytest.raises(UserError, match="has 1 of 2 answers"):
        gated(tmp_path, observations=[observation("fact-1")])


def test_thresholds_for_other_questions_are_noted(tmp_path):
    found = gated(tmp_path, questions_sha256="other")
    assert found.passed
    assert found.notes == ("The thresholds were set for another question set than this run asked.",)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("overall = [", "is not TOML"),
        ("", "questions_sha256: Field required"),
        ("[overall]\nhit = {at_least = 1}", "no measure is called 'hit'"),
        ('[overall]\n"hit@5" = {}', "give at_least or at_most"),
        ('[overall]\n"hit@5" = {minimum = 1}', "overall.hit@5.minimum"),
    ],
)
def test_a_thresholds_file_that_is_wrong_is_said_in_one_line(tmp_path, content, says):
    path = tmp_path / "limits.toml"
    names = 'questions_sha256 = "x"\nsplit = "test"\n' if "[overall]" in content else ""
    path.write_text(names + content)
    with pytest.raises(UserError, match=re.escape(says)) as caught:
        load_thresholds(path)
    assert "\n" not in str(caught.value)


def test_a_thresholds_file_that_is_missing_is_said(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        load_thresholds(tmp_path / "none.toml")


def test_the_included_thresholds_are_for_the_included_questions():
    from eval.cases import load_question_set
    from eval.cli import QUESTIONS

    thresholds = load_thresholds(THRESHOLDS)
    assert thresholds.questions_sha256 == load_question_set(QUESTIONS).sha256
    assert thresholds.split == "test"
