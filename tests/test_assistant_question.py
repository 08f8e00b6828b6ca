import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UserError
from assistant.models import Question
from assistant.question import MAX_CHARACTERS, checked, clean


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
