import pytest

from assistant.asking import asked, clauses, left_over
from assistant.wording import plain


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What’s in paragraph Twenty-Three?", "what's in paragraph 23?"),
        ("the one after twelve", "the item after 12"),
        ("16yr olds in Sandwell", "16 yr olds in the authority"),
        ("how'd Sandwell do", "how did the authority do"),
    ],
)
def test_a_question_is_read_in_plain_words(question, expected, sandwell):
    assert plain(question, sandwell) == expected


def test_a_question_falls_into_its_clauses():
    assert clauses("i'm new here: what, if anything, is good - or not?") == (
        "i'm new here",
        "what",
        "if anything",
        "is good",
        "or not",
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("i'm at scrutiny: what grade did we get?", "what grade did we get"),
        ("fostering: which grade is it under?", "fostering , which grade is it under"),
        ("care leavers, what grade did we get", "care leavers , what grade did we get"),
        ("my manager asked what our grade is", "what our grade is"),
        ("the overall grade for a slide i am making", "the overall grade"),
    ],
)
def test_what_is_only_about_the_asker_is_left_out(question, expected):
    assert asked(question, lambda clause: "grade" in clause) == expected


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("what was the overall grade in october 2025", ()),
        ("how were the 5 areas really judged", ()),
        ("which grade did fostering get", ("fostering",)),
        ("grades of 16 year olds", ("16", "olds")),
    ],
)
def test_what_else_is_asked_is_left_over(text, rest, sandwell):
    assert left_over(text, sandwell) == rest
