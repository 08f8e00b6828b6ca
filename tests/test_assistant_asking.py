import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking import unframed


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Did inspectors think reviews were well chaired?", "think reviews were well chaired?"),
        ("Does the report say anything about neglect?", "neglect?"),
        ("According to the report are visits regular?", "are visits regular?"),
        ("pathway plans, every criticism in the report", "pathway plans, every criticism"),
        ("Are pathway plans any good?", "Are pathway plans any good?"),
    ],
)
def test_whose_findings_are_asked_for_is_not_searched_for(text, asked):
    assert unframed(text) == asked


@pytest.mark.parametrize("text", ["What did inspectors say about neglect?", "in the report", ""])
def test_a_question_for_all_there_is_or_of_nothing_else_stays_as_it_is(text):
    assert unframed(text) == text


@given(st.text())
def test_something_is_always_left(text):
    assert bool(unframed(text).strip()) == bool(text.strip())
