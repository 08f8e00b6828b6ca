"""``sandwell eval`` as people use it: what is printed, where, what is written, the exit code."""

import json

import pytest
from eval_fixtures import case, observation, written_run

LINES = [
    {
        "id": "one",
        "kind": "fact",
        "question": "What about homeless 16 and 17 year olds?",
        "answerable": True,
        "gold_paragraphs": [12],
        "gold_quotes": [],
    },
    {"id": "two", "kind": "offtopic", "question": "Who won the cup?", "answerable": False},
]


@pytest.fixture
def run(sandwell_command):
    return sandwell_command


@pytest.fixture
def questions(tmp_path):
    def write(*lines, encoding="utf-8"):
        path = tmp_path / "questions.jsonl"
        text = "".join(each if isinstance(each, str) else json.dumps(each) + "\n" for each in lines)
        path.write_text(text, encoding=encoding)
        return path

    return write


def test_a_run_writes_scores_and_reports_in_the_contracts_form(run, questions, tmp_path):
    out = tmp_path / "out"
    code, printed, _ = run("eval", "run", "--questions", questions(*LINES), "--out", out)
    assert code == 0
    assert f"Written to {out}" in printed
    scores = json.loads((out / "scores.json").read_text())
    assert list(scores["overall"]) == [
        "hit@5",
        "recall@5",
        "mrr@10",
        "ndcg@10",
        "citation_precision",
        "citation_recall",
        "quote_recall",
        "refusal_precision",
        "refusal_recall",
        "refusal_f1",
        "false_refusal_rate",
        "latency_p50",
        "latency_p95",
    ]
    hit = scores["overall"]["hit@5"]
    assert (hit["mean"], hit["low"], hit["high"], hit["n"]) == (1.0, None, None, 1)
    assert (hit["nothing_to_score"], hit["not_scored"]) == (1, 0)
    assert set(scores["by_kind"]) == {"fact", "offtopic"}
    assert {path.name for path in out.iterdir()} == {
        "run.json",
        "cases.jsonl",
        "observations.jsonl",
        "scores.json",
        "report.md",
        "report.html",
    }
    record = json.loads((out / "run.json").read_text())
    assert record["index"]["sources"][0]["report"] == "sandwell-2025-10"
    assert {"settings", "prompts", "version", "code", "questions_sha256"} <= record.keys()


def test_without_out_a_run_goes_where_the_app_finds_it(run, questions, real_home):
    before = set(real_home.glob("runs/*"))
    code, _, _ = run("eval", "run", "--questions", questions(*LINES), "--system", "keyword")
    assert code == 0
    (folder,) = set(real_home.glob("runs/*")) - before
    assert folder.name.endswith("-keyword-all")


def test_the_same_run_twice_changes_nothing_and_another_in_its_folder_is_refused(
    run, questions, tmp_path
):
    out = tmp_path / "out"
    words = ("eval", "run", "--questions", questions(*LINES), "--out", out)
    run(*words, "--system", "keyword")
    before = (out / "observations.jsonl").read_bytes()
    assert run(*words, "--system", "keyword")[0] == 0
    assert (out / "observations.jsonl").read_bytes() == before
    code, _, err = run(*words, "--system", "dense")
    assert code == 2
    assert err.count("\n") == 1
    assert "other system" in err


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((), "holds no questions"),
        ((LINES[0], LINES[0]), "line 2: the id 'one' comes twice"),
        ((LINES[0], "{oops\n"), "line 2: the line: Invalid JSON"),
        ((LINES[0] | {"report": "dudley-2022-11"},), "line 1: the question 'one' is about dudley"),
        ((LINES[0] | {"gold_paragraphs": [99]},), "line 1: the gold p99 of 'one' does not exist"),
    ],
)
def test_a_set_that_is_wrong_is_one_line_exit_code_2_and_nothing_written(
    run, questions, tmp_path, lines, says
):
    out = tmp_path / "out"
    code, printed, err = run("eval", "run", "--questions", questions(*lines), "--out", out)
    assert (code, printed) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert not out.exists()


def test_another_encoding_is_said(run, questions, tmp_path):
    path = questions({"id": "é"}, encoding="utf-16")
    code, _, err = run("eval", "run", "--questions", path, "--out", tmp_path / "out")
    assert code == 2
    assert "is not UTF-8 text" in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("run", "--system", "magic"), "'magic' is not one of"),
        (("run", "--split", "mine"), "'mine' is not one of"),
        (("gate", "nowhere"), "nowhere holds no run"),
        (("compare", "nowhere", "elsewhere"), "nowhere holds no run"),
        (("lint", "nowhere.jsonl"), "nowhere.jsonl cannot be read"),
    ],
)
def test_wrong_words_are_one_clear_line_and_exit_code_2(run, words, says):
    code, out, err = run("eval", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_lint_finds_nothing_in_the_included_set(run):
    code, out, _ = run("eval", "lint")
    assert code == 0
    assert "393 questions, 321 of them answerable" in out


def test_lint_says_every_finding_with_its_line(run, questions):
    path = questions(LINES[0] | {"gold_paragraphs": [99]}, LINES[1] | {"colour": "red"})
    code, out, _ = run("eval", "lint", path)
    assert code == 2
    assert "line 1: gold_paragraphs names paragraph 99" in out
    assert "line 2: 'colour' is no field" in out


def runs(tmp_path):
    cases = [case("fact-1", question="Is help timely?", history=("Early help?",))]
    right = observation("fact-1", cited=("p12",), retrieved=("p12",), answer="Yes. [¶12]")
    wrong = observation("fact-1", cited=("p9",), retrieved=("p9",), answer="No. [¶9]")
    written_run(tmp_path / "before", cases, [right], split="test")
    written_run(tmp_path / "after", cases, [wrong], split="test")
    return tmp_path / "before", tmp_path / "after"


def test_compare_shows_what_moved_and_both_answers_to_what_flipped(run, tmp_path):
    code, out, _ = run("eval", "compare", *runs(tmp_path))
    assert code == 0
    assert "1 questions flipped: 1 went wrong, 0 came right." in out
    flipped = out[out.index("WENT WRONG") :]
    assert "fact-1: Is help timely?" in flipped
    assert "asked before: Early help?" in flipped
    assert "before: (answered) Yes. [¶12]" in flipped
    assert "after: (answered) No. [¶9]" in flipped


def test_gate_passes_or_says_why_not(run, tmp_path):
    before, after = runs(tmp_path)
    limits = tmp_path / "limits.toml"
    limits.write_text(
        'questions_sha256 = "5e7"\nsplit = "test"\n[overall]\n"hit@5" = { at_least = 0.5 }\n'
    )
    assert run("eval", "gate", before, "--thresholds", limits)[:2] == (
        0,
        "Passed: all 1 limits are kept.\n",
    )
    code, out, _ = run("eval", "gate", after, "--thresholds", limits)
    assert code == 1
    assert out.splitlines() == [
        "hit@5 (all questions) is 0.0000; at least 0.5 is required",
        "Not good enough: 1 of 1 checks failed.",
    ]


def test_results_of_another_format_version_are_said(run, tmp_path):
    before, after = runs(tmp_path)
    record = json.loads((after / "run.json").read_text())
    (after / "run.json").write_text(json.dumps(record | {"format_version": 9}))
    code, _, err = run("eval", "compare", before, after)
    assert code == 2
    assert "has format 9; this version reads 1. Run the evaluation again." in err
