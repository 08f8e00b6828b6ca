import pytest

from assistant.structure import grades, improvements


@pytest.fixture
def table(sandwell_passages):
    return sandwell_passages["judgements"]


@pytest.fixture
def items(sandwell_passages):
    return [p for p in sandwell_passages.values() if p.part == "improvements"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "What grade did care leavers get?",
            ["The experiences and progress of care leavers: requires improvement to be good."],
        ),
        ("Overall effectiveness?", ["Overall effectiveness: good."]),
        (
            "how was leadership rated",
            ["The impact of leaders on social work practice with children and families: good."],
        ),
    ],
)
def test_a_grade_comes_from_the_table(question, expected, sandwell, table):
    found = grades(question, sandwell, table)
    assert [sentence.text for sentence in found] == expected
    assert all(c.locator == "judgements" for s in found for c in s.citations)


def test_all_grades_come_overall_first(sandwell, table):
    found = grades("Was anything outstanding?", sandwell, table)
    assert len(found) == 5
    assert found[0].text == "Overall effectiveness: good."


@pytest.mark.parametrize(
    "question",
    [
        "What judgement did managers make about thresholds?",
        "Is health care for children in care rated by carers?",
        "Do children in care do well?",
        "What were we judged in 2022?",
        "What was the judgement at the last inspection?",
        "What grade did Birmingham get?",
    ],
)
def test_a_question_about_more_than_grades_is_left_to_the_evidence(question, sandwell, table):
    assert grades(question, sandwell, table) == []


def test_the_improvements_come_whole_under_one_lead(sandwell, items):
    found = improvements("What needs to improve?", sandwell, items)
    assert found[0].text == "What needs to improve, in the report's words:"
    assert [c.marker for c in found[0].citations] == [f"Improvement {n}" for n in (1, 2, 3, 4)]
    assert [sentence.text for sentence in found[1:]] == [item.text for item in items]


def test_the_improvements_for_one_group_are_those_that_name_it(sandwell, items):
    found = improvements("What needs to improve for care leavers?", sandwell, items)
    assert [c.marker for c in found[0].citations] == ["Improvement 3", "Improvement 4"]


def test_what_must_improve_about_something_else_is_left_to_the_evidence(sandwell, items):
    assert improvements("What has to improve in the night duty team?", sandwell, items) == []
    assert improvements("What needs to improve in child protection?", sandwell, items) == []


@pytest.mark.parametrize(
    "question",
    [
        "What are the four areas for improvement?",
        "What needs improving?",
        "priorities for improvement",
    ],
)
def test_the_improvements_may_be_asked_for_in_other_words(question, sandwell, items):
    assert len(improvements(question, sandwell, items)) == 5


def test_without_a_table_or_a_list_there_is_nothing_to_say(sandwell):
    assert grades("What was the overall grade?", sandwell, None) == []
    assert improvements("What needs to improve?", sandwell, []) == []
