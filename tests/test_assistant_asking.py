import pytest

from assistant.asking import (
    without_audience,
    without_conclusion,
    without_introduction,
    without_number_asked,
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I chair the adoption panel, is matching early?", "is matching early?"),
        ("As an IRO, are plans reviewed on time?", "are plans reviewed on time?"),
        ("I’m the designated nurse, is neglect seen?", "is neglect seen?"),
        ("Commissioning here. Are PAs any good?", "Are PAs any good?"),
        ("I lead on transitions. Is the handover timely?", "Is the handover timely?"),
        ("I'm a care leaver, what can I get?", "I'm a care leaver, what can I get?"),
        ("As a foster carer, am I supported?", "As a foster carer, am I supported?"),
        ("As an IRO, why?", "As an IRO, why?"),
        (
            "I'm a councillor, what of our grip on care?",
            "I'm a councillor, what of our grip on care?",
        ),
        ("Two quick ones from HR. Is morale good?", "Is morale good?"),
        ("two things for a job advert pls - are caseloads sensible?", "are caseloads sensible?"),
        ("Two things on pathway plans: are they late?",) * 2,
        ("do people stay here, and is morale good?",) * 2,
        (
            "For scrutiny: has our board pushed for care leavers?",
            "has our board pushed for care leavers?",
        ),
        ("For care leavers: is our housing good?",) * 2,
        ("ok so 2 things sorry on phone. do PAs visit", "do PAs visit"),
        ("I need to brief members on fostering. What do we lack?", "fostering. What do we lack?"),
        ("I've to brief the Trust board in ten mins. Is fostering good?", "Is fostering good?"),
        ("My worry as a scrutineer is whether PAs visit", "whether PAs visit"),
        ("Two items for the partnership agenda, please: is neglect seen?", "is neglect seen?"),
        ("Three points on pathway plans: are they late?",) * 2,
        ("Probation would like to know whether PAs stay in touch", "whether PAs stay in touch"),
        ("The ICB and a college have each asked: how do PAs help?", "how do PAs help?"),
        ("Our carers' group wants to know: is neglect seen?", "is neglect seen?"),
        ("I commission homes. Are PAs any good?", "Are PAs any good?"),
        ("My manager keeps saying PAs are late",) * 2,
        ("Care leavers have asked what the local offer is",) * 2,
        ("Foster carers wonder whether training is any good",) * 2,
        ("Do inspectors say who asked what PAs do",) * 2,
        ("The mayor asked why",) * 2,
        ("Cabinet, item 6: are PAs any good?", "are PAs any good?"),
        ("I am to open the conference. Are PAs any good?", "Are PAs any good?"),
        ("What of agenda item 3: caseloads?",) * 2,
        ("In the interests of keeping siblings together, what do social workers do?",) * 2,
        ("I'm due to attend a pre-proceedings meeting. Do parents understand it?",) * 2,
        ("Our corporate parents want to know whether PAs visit", "whether PAs visit"),
        ("Are plans reviewed on time?", "Are plans reviewed on time?"),
        ("", ""),
    ],
)
def test_who_asks_is_left_out_unless_reports_are_about_them(text, left):
    assert without_introduction(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "weak spots for care leavers please, I'm writing the action plan and need them all",
            "weak spots for care leavers please",
        ),
        ("Fostering: what's the picture? I supervise carers", "Fostering: what's the picture?"),
        ("Is the MASH quick – I’m new here", "Is the MASH quick"),
        (
            "Permanence: good and bad, for my briefing to the lead member",
            "Permanence: good and bad",
        ),
        ("Permanence: good and bad, briefing for the board", "Permanence: good and bad"),
        ("Sum up permanence, because I am rewriting the pack.", "Sum up permanence"),
        ("I'm new here, I manage PAs", "I'm new here, I manage PAs"),
        ("Is neglect seen? I run a team, what of plans?",) * 2,
        ("Do PAs visit? I have a care leaver in custody",) * 2,
        ("Are plans reviewed on time?",) * 2,
        ("", ""),
    ],
)
def test_what_the_answer_is_for_is_left_out_unless_more_is_asked_there(text, left):
    assert without_conclusion(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What number is the paragraph on LADO?", "LADO?"),
        ("what's the paragraph number for private fostering", "private fostering"),
        ("page number for care leavers", "care leavers"),
        ("which number covers young carers", "young carers"),
        ("the one on the LADO, what number is it?", "the LADO"),
        ("What number of children are in care?", "What number of children are in care?"),
        ("which number of care leavers are NEET", "which number of care leavers are NEET"),
        ("What number is that?", "What number is that?"),
        ("", ""),
    ],
)
def test_of_a_paragraph_whose_number_is_asked_for_the_subject_is_left(text, left):
    assert without_number_asked(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("five lines on neglect for the team meeting thursday", "five lines on neglect "),
        ("explain the report to a newly qualified worker", "explain the report "),
        ("support for care leavers", "support for care leavers"),
        ("", ""),
    ],
)
def test_whom_a_summary_is_for_is_left_out(text, left):
    assert without_audience(text) == left
