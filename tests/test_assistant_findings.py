import pytest

from assistant.findings import finds_fault, side_asked


@pytest.mark.parametrize(
    "text",
    [
        "What are the weaknesses in help and protection?",
        "Corporate parenting board: what's the criticism?",
        "where are we falling short for children in care",
        "What isn't working well?",
        "What isn't working for care leavers?",
        "What is not working in help and protection",
        "what’s not working for care leavers",
        "what's wrong with our CIN plans",
        "Why did care leavers only get requires improvement?",
        "which areas are not so good",
        "Which areas are still weak?",
        "what is holding some of them back?",
        "Where are we too slow?",
        "Why are care leavers not good?",
        "why aren't services for care leavers good",
        "why is leadership only good",
        "any accommodation problems they picked up",
        "What isn't working, including housing?",
        "What are the three biggest risks?",
        "top 3 risks for the Trust",
        "where are we not good enough",
    ],
)
def test_faults_are_asked_for(text):
    assert side_asked(text) == "faults"


@pytest.mark.parametrize(
    "text",
    [
        "What is going well for care leavers?",
        "strengths of our leadership",
        "any good news about fostering",
        "where were we praised",
        "where does it praise us for decisions without delay",
    ],
)
def test_strengths_are_asked_for(text):
    assert side_asked(text) == "strengths"


@pytest.mark.parametrize(
    "text",
    [
        "Strengths and weaknesses of leadership",
        "help and protection: good bits and gaps",
        "permanence, strengths + delays",
        "how did senior leaders do, including the not so good?",
        "what works well and what is not working well",
        "a handover of where leaving care is solid and where it falls short",
        "strengths and soft spots",
    ],
)
def test_both_are_asked_for(text):
    assert side_asked(text) == "both"


@pytest.mark.parametrize(
    "text",
    [
        "Are pathway plans any good?",
        "How well are care leavers in custody supported?",
        "what happens when something is wrong at home",
        "Which help do families with problems get?",
        "is there a delay before children are seen",
        "What are the biggest risks to children outside the home?",
        "What is done when home education isn't good enough?",
    ],
)
def test_neither_is_asked_for(text):
    assert side_asked(text) is None


def test_a_sentence_that_finds_fault_is_known_by_how_inspectors_say_it(sandwell_passages):
    faults = {
        (locator, number)
        for locator in ("p8", "p9", "p12", "p17", "p18", "p36", "p44")
        for number, span in enumerate(sandwell_passages[locator].sentences)
        if finds_fault(sandwell_passages[locator].text[span.start : span.end])
    }
    assert faults == {
        ("p8", 0),
        ("p8", 2),
        ("p12", 0),
        ("p12", 1),
        ("p12", 2),
        ("p36", 3),
        ("p36", 4),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Leaders act quickly to minimise drift and delay.",
        "When children cannot live at home, they live with relatives.",
        "Plans are shared without delay.",
        "It is not only children who benefit.",
        "Direct work with children with limited or no verbal communication is careful.",
    ],
)
def test_what_is_avoided_or_is_a_condition_is_no_fault(text):
    assert not finds_fault(text)
