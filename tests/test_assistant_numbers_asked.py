import pytest

from assistant.numbers_asked import asks_for_a_number, holds_a_number


@pytest.mark.parametrize(
    "text",
    [
        "How many care leavers are in work?",
        "what percentage of visits are on time",
        "how much does the Trust spend on agency staff",
        "Proportion of social workers who left?",
    ],
)
def test_a_number_is_asked_for(text):
    assert asks_for_a_number(text)


@pytest.mark.parametrize(
    "text", ["How much progress has been made?", "how much better are visits", "how do many cope?"]
)
def test_no_number_is_asked_for(text):
    assert not asks_for_a_number(text)


@pytest.mark.parametrize(
    "text",
    ["Nearly 600 children are in care.", "Two inspectors came.", "A third of plans were late."],
)
def test_a_sentence_holds_a_number(text):
    assert holds_a_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "Most care leavers live in suitable accommodation.",
        "When children aged 16 and 17 present as homeless, they are helped.",
        "Care leavers over 21 have strong support.",
        "Since the last inspection in 2022, services have improved.",
    ],
)
def test_ages_and_years_are_no_number_of_anything(text):
    assert not holds_a_number(text)
