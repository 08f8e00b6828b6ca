import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UserError
from eval.calibrate import QUESTIONS
from eval.cases import Case
from eval.lint import describe, lint
from eval.lint_rules import Line, copied_lines, report_facts
from ingest.models import Block, Document, Improvement, Paragraph

REPORT = "northtown-2024-05"
FIRST = "Most children are seen promptly. Visits are purposeful and well recorded."
SECOND = "Supervision is irregular, so plans drift."
COVERING = {
    "id": "q1",
    "kind": "multi",
    "question": "How quick are visits, and what must change?",
    "answerable": True,
    "gold_paragraphs": [1, 2],
    "gold_parts": ["improvements"],
}
FACT = {
    "id": "q2",
    "kind": "fact",
    "question": "Are managers checking work?",
    "answerable": True,
    "gold_paragraphs": [2],
    "gold_quotes": ["Supervision is irregular"],
}
SILENT = {"id": "q3", "kind": "unanswerable", "question": "School meals?", "answerable": False}


def document(report=REPORT):
    return Document(
        report=report,
        authority="Northtown",
        kind="inspection",
        start_date=None,
        end_date=None,
        lead_inspector=None,
        header=None,
        judgements=(),
        judgement_table=None,
        summary=(),
        improvements=(Improvement(Block("The regularity of supervision."), None),),
        sections=(),
        paragraphs=(Paragraph(1, Block(FIRST)), Paragraph(2, Block(SECOND))),
        footnotes=(),
        about=None,
        source="northtown.txt",
        sha256="0" * 64,
    )


@pytest.fixture
def linted(tmp_path):
    def run(*lines, documents=None):
        path = tmp_path / "questions.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(texts), encoding="utf-8")
        return lint(path, documents or {REPORT: document()}, REPORT)

    return run


def found(report):
    return [(finding.line, finding.rule) for finding in report.findings]


def test_a_sound_set_has_no_findings_and_is_counted(linted):
    report = linted(COVERING, FACT, SILENT)
    assert report.findings == ()
    assert (report.questions, report.answerable, report.four_word_runs) == (3, 2, 0)
    assert report.by_kind == {"multi": 1, "fact": 1, "unanswerable": 1}
    assert report.by_split == {}
    assert report.lengths[50] == 4
    assert "3 questions, 2 of them answerable" in describe(report)


def test_the_shipped_question_set_has_no_findings(sandwell):
    report = lint(QUESTIONS, {sandwell.report: sandwell}, sandwell.report)
    assert [str(finding) for finding in report.findings] == []
    assert report.questions == sum(report.by_kind.values()) == sum(report.by_split.values())


def test_a_null_list_a_number_as_id_and_blank_lines_are_allowed(linted):
    assert found(linted(COVERING, "", FACT | {"id": 7, "also_acceptable": None})) == []


def test_every_slip_of_a_broken_line_is_said_and_the_others_are_still_judged(linted):
    broken = {"id": "", "kind": "riddle", "answerable": True, "qestion": "?"}
    report = linted(COVERING, broken, "{", "[1]", FACT | {"gold_paragraphs": [3]})
    assert found(report) == [
        *[(2, "format")] * 3,
        (2, "unknown-field"),
        (3, "format"),
        (4, "format"),
        (5, "gold"),
        (5, "quote"),
    ]
    assert report.questions == 2
    assert "'qestion' is no field" in str(report.findings[3])


def test_an_unknown_field_does_not_keep_a_line_from_counting(linted):
    report = linted(COVERING | {"colour": "red"})
    assert found(report) == [(1, "unknown-field")]
    assert report.questions == 1


@pytest.mark.parametrize(
    ("change", "rule", "says"),
    [
        ({"gold_paragraphs": [2, 9]}, "gold", "paragraph 9, but northtown-2024-05 has 2"),
        ({"also_acceptable": [0]}, "gold", "also_acceptable names paragraph 0"),
        ({"gold_parts": ["header"]}, "gold", "'header', but northtown-2024-05 has only improve"),
        ({"also_acceptable": [2]}, "gold", "paragraph 2 is both gold and also_acceptable"),
        ({"gold_paragraphs": [2, 2]}, "gold", "gold_paragraphs names 2 2 times"),
        ({"gold_quotes": ["Supervision is  regular"]}, "quote", "'Supervision is regular' stands"),
        ({"gold_quotes": ["Visits are purposeful"]}, "quote", "stands in p1, neither gold"),
        ({"gold_quotes": [" "]}, "quote", "an empty quote"),
        ({"gold_paragraphs": [], "gold_quotes": []}, "answerable", "nothing is gold"),
        ({"answerable": False}, "answerable", "answerable is false, but there is gold"),
        ({"kind": "offtopic"}, "answerable", "kind is 'offtopic', but answerable is true"),
        ({"kind": "followup"}, "followup", "with 0 earlier questions"),
        ({"history": ["And visits?"]}, "followup", "kind is 'fact' with 1 earlier questions"),
        ({"question": " ?! "}, "question", "the question has no words"),
        ({"report": "x-2020-01"}, "report", "no report 'x-2020-01' (known: northtown-2024-05)"),
        ({"id": "q1"}, "id", "the id 'q1' is taken by line 1"),
    ],
)
def test_a_line_that_breaks_a_rule_is_named_with_what_is_wrong(linted, change, rule, says):
    (finding,) = linted(COVERING, FACT | change).findings
    assert (finding.line, finding.rule) == (2, rule)
    assert str(finding).startswith("line 2: ")
    assert says in finding.message
    assert "\n" not in finding.message


@pytest.mark.parametrize(
    "change",
    [
        {"gold_quotes": ["Supervision\n  is irregular,"]},
        {"gold_quotes": ["Visits are purposeful"], "also_acceptable": [1]},
        {"gold_quotes": ["regularity of supervision"], "gold_parts": ["improvements"]},
    ],
)
def test_a_quote_may_stand_in_any_passage_that_may_be_cited(linted, change):
    assert found(linted(COVERING, FACT | change)) == []


def test_the_same_question_twice_is_found_unless_what_came_before_differs(linted):
    follow = FACT | {"id": "q4", "kind": "followup", "history": ["Are visits timely?"]}
    again = FACT | {"id": "q5", "question": "are managers, checking work"}
    assert found(linted(COVERING, FACT, follow, again)) == [(4, "duplicate")]
    assert found(linted(COVERING, follow, follow | {"id": "q6"})) == [(3, "duplicate")]


def test_coverage_names_what_is_gold_nowhere_in_every_report_asked_about(linted):
    other = "southtown-2023-02"
    documents = {REPORT: document(), other: document(other), "unasked-2020-01": document("u")}
    unasked = SILENT | {"report": "unasked-2020-01"}
    report = linted(COVERING, FACT | {"report": other}, unasked, documents=documents)
    assert [str(finding) for finding in report.findings] == [
        "the set: southtown-2023-02: gold nowhere: paragraph 1, improvements. "
        "Write a question for each."
    ]


def numbered(count, question="Question number {}", **fields):
    return [
        COVERING | {"id": f"n{i}", "question": question.format(i)} | fields for i in range(count)
    ]


def test_if_one_line_has_a_split_all_must(linted):
    assert found(linted(COVERING | {"split": "test"}, FACT, SILENT)) == [(2, "split"), (3, "split")]


@pytest.mark.parametrize(
    ("tuning", "total", "sound"), [(6, 10, True), (7, 10, False), (4, 7, True), (5, 7, False)]
)
def test_three_fifths_of_a_small_set_are_for_tuning_to_the_nearest_question(
    linted, tuning, total, sound
):
    lines = numbered(tuning, split="tuning")
    lines += numbered(total - tuning, "And number {}", split="test")
    lines = [line | {"id": str(i)} for i, line in enumerate(lines)]
    assert (found(linted(*lines)) == []) == sound


def test_a_kind_that_lies_in_one_split_is_found_though_the_whole_is_even(linted):
    lines = numbered(6, split="tuning") + [
        FACT | {"id": f"f{i}", "question": f"Fact {i}", "split": "test"} for i in range(4)
    ]
    report = linted(*lines)
    assert found(report) == [(None, "split")] * 2
    assert "0 of 4 questions of kind 'fact' are 'tuning'; 2.4 should be" in str(report.findings[0])


SHORT = "Visits {}?"
LONG = "word " * 17 + "{}"


def of_all_lengths(count, *others):
    """A tenth short, a tenth long, the rest in between, with ``others`` in place of the last."""
    tenth = count // 10
    shapes = [SHORT] * tenth + [LONG] * tenth + ["Say in a few more words {}"] * (count - 2 * tenth)
    shapes[count - len(others) :] = others
    return [
        COVERING | {"id": f"n{i}", "question": shape.format(i)} for i, shape in enumerate(shapes)
    ]


def test_a_tenth_of_the_questions_are_short_and_a_tenth_long(linted):
    assert found(linted(*of_all_lengths(30))) == []
    report = linted(*numbered(30, "Say in a few more words {}", split=None))
    assert found(report) == [(None, "lengths")] * 2
    assert "0 of 30 questions (0.0%) have 6 words or fewer" in str(report.findings[0])
    assert "18 words or more" in str(report.findings[1])


def test_up_to_a_tenth_of_answerable_questions_may_share_four_words_with_the_report(linted):
    copies = [f"Is it true that most children are SEEN promptly {i}" for i in range(4)]
    assert found(linted(*of_all_lengths(30, *copies[:3]))) == []
    (finding,) = linted(*of_all_lengths(30, *copies)).findings
    assert finding.rule == "four-word-run"
    assert "4 of 30 answerable questions (13.3%)" in finding.message
    assert "Reword lines 27, 28, 29, 30." in finding.message


def test_a_run_does_not_go_over_from_one_passage_to_the_next(linted):
    assert linted(COVERING | {"question": "well recorded supervision is"}).four_word_runs == 0
    assert linted(COVERING | {"question": "Purposeful and well-recorded?"}).four_word_runs == 1


def test_shares_are_not_asked_of_a_small_set(linted):
    lines = [COVERING | {"id": str(i), "question": f"{FIRST} {i}"} for i in range(29)]
    assert found(linted(*lines)) == []


def test_findings_about_the_set_come_last(linted):
    report = linted(FACT, FACT | {"gold_paragraphs": [2, 9]})
    assert found(report) == [(2, "gold"), (2, "id"), (2, "duplicate"), (None, "coverage")]


def test_a_file_that_cannot_be_read_at_all_is_an_error(linted, tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        lint(tmp_path / "none.jsonl", {}, REPORT)
    with pytest.raises(UserError, match="holds no questions"):
        linted("", " ")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(UserError, match="not UTF-8"):
        lint(tmp_path / "latin.jsonl", {}, REPORT)


def test_a_set_without_a_readable_line_is_all_findings(linted):
    report = linted("{", "nonsense")
    assert found(report) == [(1, "format"), (2, "format")]
    assert (report.questions, report.lengths) == (0, {})
    assert describe(report)


@given(st.integers(0, 3), st.integers(4, 7), st.text(), st.sampled_from([" ", ", ", " – ", "\n"]))
def test_any_four_words_of_a_passage_are_found_however_they_are_typed(start, end, before, between):
    words = ["Most", "children", "are", "seen", "promptly", "visits", "are"]
    copied = words[start : max(end, start + 4)]
    question = f"{before} {between.join(copied).swapcase()}"
    case = Case(**COVERING | {"question": question})
    line = Line(1, case, REPORT, report_facts(REPORT, document()))
    assert copied_lines([line]) == [line]
