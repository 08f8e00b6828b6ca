import pytest

from assistant.lookup import look_up


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does paragraph 12 say?", "p12"),
        ("paras 30-32 please", "p30 p31 p32"),
        ("30 - 32", "p30 p31 p32"),
        ("read me paragraphs three, five and nine", "p3 p5 p9"),
        ("Compare para 12 with para 48", "p12 p48"),
        ("paragraph twelve", "p12"),
        ("the second improvement", "improvements.2"),
        ("3rd area for improvement", "improvements.3"),
        ("improvements 1 and 3", "improvements.1 improvements.3"),
        ("Read improvements 1 to 3", "improvements.1 improvements.2 improvements.3"),
        ("What does paragraph 2 of the summary say?", "summary.2"),
        ("summary paragraph 2", "summary.2"),
        ("What does the footnote say?", "footnote.1"),
        ("show me the summary", "summary.1 summary.2"),
        ("the last two paragraphs", "p54 p55"),
        ("judgements", "judgements"),
    ],
)
def test_a_question_may_name_its_places(question, expected, sandwell):
    found = look_up(question, sandwell)
    assert " ".join(found.locators) == expected
    assert found.missing == ()


@pytest.mark.parametrize(
    "question",
    [
        "What did inspectors say about homeless 16 and 17 year olds?",
        "which paragraph mentions Horizon?",
        "Which paragraphs are about children of 16 and 17?",
        "a summary of what was said about care leavers",
        "is there one thing they liked about first homes?",
        "What needs to improve?",
        "What is in the last paragraph of the children in care section?",
        "the first paragraph of the section on care leavers",
        "improvements 16 and 17 year olds",
    ],
)
def test_other_questions_name_none(question, sandwell):
    assert look_up(question, sandwell) is None


def test_places_that_are_not_there_are_said_beside_those_that_are(sandwell):
    found = look_up("paragraphs 54 and 99", sandwell)
    assert found.locators == ("p54",)
    assert len(found.missing) == 1
    assert "no paragraph 99" in found.missing[0]
