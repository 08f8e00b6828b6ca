import json
import re
from collections import Counter

import pytest

from assistant.errors import UserError
from eval.calibrate import QUESTIONS
from eval.cases import load_cases

GOOD = {"id": "fact-1", "kind": "fact", "question": "Is help timely?", "answerable": True}


def written(tmp_path, *lines):
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_cases_come_in_the_files_order_and_blank_lines_are_passed_over(tmp_path):
    path = written(tmp_path, json.dumps(GOOD), "", json.dumps(GOOD | {"id": "fact-2"}))
    assert [case.id for case in load_cases(path)] == ["fact-1", "fact-2"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2: the line: Invalid JSON"),
        (json.dumps(GOOD), "line 2: the id 'fact-1' comes twice"),
        (json.dumps(GOOD | {"id": "x", "kind": "riddle"}), "line 2: kind:"),
        (json.dumps(GOOD | {"id": "x", "gold_paragraphs": ["p1"]}), "line 2: gold_paragraphs.0:"),
    ],
)
def test_a_broken_line_is_named_by_its_number(tmp_path, line, says):
    with pytest.raises(UserError, match=re.escape(says)) as caught:
        load_cases(written(tmp_path, json.dumps(GOOD), line))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_empty_or_of_another_encoding_is_said(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        load_cases(tmp_path / "none.jsonl")
    with pytest.raises(UserError, match="holds no questions"):
        load_cases(written(tmp_path, ""))
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(UserError, match="not UTF-8"):
        load_cases(tmp_path / "latin.jsonl")


@pytest.fixture(scope="module")
def cases():
    return load_cases(QUESTIONS)


def test_the_question_set_quotes_the_report_word_for_word(cases, sandwell_passages):
    texts = [passage.text for passage in sandwell_passages.values()]
    absent = [
        (case.id, quote)
        for case in cases
        for quote in case.gold_quotes
        if not any(quote in text for text in texts)
    ]
    assert absent == []


def test_the_gold_of_every_question_exists_and_every_passage_is_gold_somewhere(cases):
    numbers = {n for case in cases for n in (*case.gold_paragraphs, *case.also_acceptable)}
    assert numbers == set(range(1, 56))
    assert {n for case in cases for n in case.gold_paragraphs} == set(range(1, 56))
    parts = {part for case in cases for part in case.gold_parts}
    assert parts == {"header", "judgements", "summary", "improvements", "footnote", "about"}
    for case in cases:
        has_gold = bool(case.gold_paragraphs or case.gold_parts)
        assert has_gold == case.answerable, case.id


def test_the_splits_hold_the_same_share_of_every_kind(cases):
    all_of = Counter(case.kind for case in cases)
    tuning = Counter(case.kind for case in cases if case.split == "tuning")
    assert all(abs(tuning[kind] - 0.6 * count) <= 0.5 for kind, count in all_of.items())
    assert {case.split for case in cases} == {"tuning", "test"}
