import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UserError
from assistant.models import Question
from assistant.question import MAX_CHARACTERS, checked, clean, standalone


@pytest.mark.parametrize("text", ["", "   ", "\x00\x1b", "?!…", "—", "a" * 20_000])
def test_what_cannot_be_answered_is_refused_in_one_line(text):
    with pytest.raises(UserError) as caught:
        checked(Question(text))
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_control_characters_become_spaces_and_markup_stays_text():
    question = checked(Question("What\x00about\t<b>PAs</b>\x1b[31m?\n"))
    assert question.text == "What about <b>PAs</b> [31m?"


def test_a_question_of_the_greatest_length_is_read():
    assert len(checked(Question("a" * MAX_CHARACTERS)).text) == MAX_CHARACTERS


@given(st.text())
def test_cleaning_twice_changes_nothing_and_can_be_printed(text):
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


@pytest.mark.parametrize("text", ["and for those over 21?", "who runs it?", "what about over 21s"])
def test_a_follow_up_takes_the_question_before_it(text):
    asked = Question(text, history=("Weather?", "Do PAs keep in touch?"))
    assert standalone(asked) == f"Do PAs keep in touch? {text}"


@pytest.mark.parametrize(
    "text",
    ["young carers", "Are caseloads manageable?", "Is there a stable workforce in this service?"],
)
def test_a_new_subject_is_left_alone_however_short(text):
    assert standalone(Question(text, history=("Do PAs keep in touch?",))) == text


def test_a_question_that_stands_alone_is_left_alone():
    text = "How well does the emergency duty service respond at night?"
    assert standalone(Question(text, history=("Do PAs keep in touch?",))) == text
    assert standalone(Question("and PAs?")) == "and PAs?"
