import pytest

from assistant.answerability import NO_LEANING
from assistant.retrieval import Candidate, Evidence
from assistant.structure import from_structure


def found(passages, *locators):
    """These passages, each a little less near than the one before."""
    scores = (0.6 - 0.05 * rank for rank in range(len(locators)))
    pairs = zip(locators, scores, strict=True)
    return Evidence(tuple(Candidate(passages[name], score) for name, score in pairs), ())


@pytest.fixture
def ask(sandwell, sandwell_passages):
    def ask(question, near, near_the_item=(), leanings=NO_LEANING):
        said = from_structure(
            question,
            sandwell,
            list(sandwell_passages.values()),
            found(sandwell_passages, *near),
            lambda _: found(sandwell_passages, *near_the_item),
            leanings,
        )
        return list(dict.fromkeys(c.locator for s in said for c in s.citations))

    return ask


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("what are the 'outcome 3', 'enabler 2' tags in brackets about?", ["footnote.1"]),
        ("what does the little 1 next to the improvement heading mean", ["footnote.1"]),
        (
            "The tags in brackets after each action: what are they, and which carry outcome 4?",
            ["improvements.2", "improvements.4", "footnote.1"],
        ),
        (
            "which areas to fix carry outcome 4, and what are those tags in brackets anyway?",
            ["improvements.2", "improvements.4", "footnote.1"],
        ),
        (
            "the bracketed codes after what we must fix, which document do they come from?",
            ["footnote.1"],
        ),
        ("which improvements come under outcome 4", ["improvements.2", "improvements.4"]),
        ("what does the report say about labels for children", []),
    ],
)
def test_the_footnote_says_what_references_mean(question, places, ask):
    assert ask(question, ["improvements.1"]) == places


@pytest.mark.parametrize(
    "question",
    ["2022 v now. how far have we come?", "Where were we in 2022 and where are we now?"],
)
def test_then_and_now_is_every_grade_and_the_earlier_one(question, ask):
    assert ask(question, []) == ["judgements", "summary.1"]


def test_an_overview_for_a_meeting_is_of_the_subject_that_it_names(ask):
    text = "I need a paragraph for my team meeting on pathway plans, all the pluses and minuses"
    assert ask(text, ["p31"]) == []


def test_what_was_got_overall_is_a_grade(ask):
    assert ask("what did we get overall", []) == ["judgements"]


def test_how_far_things_have_come_is_an_overview(ask):
    assert ask("How far have we come since they were last here?", [])[:2] == [
        "judgements",
        "summary.1",
    ]


def test_grades_come_before_what_must_improve(ask):
    assert ask("Which area requires improvement?", []) == ["judgements"]


@pytest.mark.parametrize(
    "question",
    [
        "Summarise the report",
        "summary of the report in plain English",
        "what are the main findings?",
        "What did Ofsted find?",
        "I've five minutes before a meeting: sum up the inspection",
        "give me the whole picture in one page",
        "Explain the main points to a newly qualified worker who has never read a report before",
        "Need headline messages for full council on Tuesday, one page, the good and the bad",
    ],
)
def test_an_overview_of_the_whole_is_the_reports_own(ask, question):
    assert ask(question, ["header", "p48"]) == [
        "judgements",
        "summary.1",
        "summary.2",
        *(f"improvements.{number}" for number in range(1, 5)),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "summarise care leavers",
        "overview of fostering",
        "what does the report say about neglect",
        "strengths and weaknesses",
        "summary of the 2022 inspection",
        "whats it like to work for Sandwell according to ofsted",
    ],
)
def test_an_overview_of_less_is_left_to_the_evidence(ask, question):
    assert ask(question, ["p29"]) == []


def test_an_item_of_the_list_stands_alone(ask):
    cited = ask("which improvement is about homeless teenagers", ["p12", "improvements.1"])
    assert cited == ["improvements.1"]


def test_where_the_evidence_is_asked_for_it_is_the_paragraphs_that_find_fault(ask):
    cited = ask(
        "What is the recommendation about PAs and where is the evidence for it?",
        ["p41", "improvements.3"],
        ["p38", "p30", "p33", "p36", "p18"],
    )
    assert cited == ["improvements.3", "p30", "p36"]


def test_a_problem_put_first_brings_the_paragraph_on_it(ask):
    question = "17 year olds with nowhere to stay: what have we been told to fix?"
    assert ask(question, ["p12", "improvements.1"]) == ["improvements.1", "p12"]
    assert ask(question, ["improvements.1", "p12"], ["p48"]) == ["improvements.1", "p48"]


def test_of_a_problem_with_no_paragraph_as_near_it_is_those_that_find_fault(ask):
    cited = ask(
        "What do we have to get better at in how PAs keep contact with young people?",
        ["improvements.3", "p41"],
        ["p38", "p30", "p33", "p36", "p18"],
    )
    assert cited == ["improvements.3", "p30", "p36"]


def test_why_a_grade_was_given_is_left_to_the_findings(ask):
    assert ask("Why did care leavers get requires improvement?", ["p31", "improvements.4"]) == []


def test_a_list_of_everything_to_put_right_is_no_overview_of_the_report(ask):
    cited = ask("list everything ofsted wants us to sort out", ["improvements.1"])
    assert cited == [f"improvements.{number}" for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "question",
    [
        "Does the report say that everything is improving?",
        "What is the framework for social work practice?",
        "Do care leavers have references for jobs and which document do they need?",
        "Who ran the Ofsted preparation team in Sandwell?",
    ],
)
def test_words_of_the_list_in_another_sense_ask_for_no_list(question, ask):
    assert not {"improvements.1", "footnote.1", "header"}.intersection(ask(question, ["p43"]))


def test_what_the_government_wants_to_change_is_not_what_must_improve(ask):
    question = "do leaders keep up with what government wants to change in social care"
    assert ask(question, ["improvements.2", "p43"]) == []


def test_why_a_grade_is_not_higher_is_left_to_the_findings(ask):
    assert ask("grade for care leavers: why not higher?", ["p31", "improvements.4"]) == []


def test_other_questions_are_left_to_the_evidence(ask):
    assert ask("Are pathway plans any good?", ["p31", "improvements.4"]) == []


def test_what_the_words_do_not_tell_the_kind_of_question_does(ask):
    graded = NO_LEANING._replace(grade=1.0)
    listed = NO_LEANING._replace(improve=1.0)
    assert ask("so what did we walk away with", []) == []
    assert ask("so what did we walk away with", [], leanings=graded) == ["judgements"]
    assert len(ask("what homework did they set us", [], leanings=listed)) == 4
    homeless = ask("homework about homeless teenagers", [], leanings=listed)
    assert homeless == ["improvements.1"]


def test_an_overview_is_no_list_of_what_must_improve_whatever_its_kind(ask):
    listed = NO_LEANING._replace(improve=1.0)
    question = "an overview of senior leadership, good points and weak points"
    assert ask(question, ["p43", "improvements.2"], leanings=listed) == []


def test_a_kind_alone_does_not_make_another_subject_one_of_the_structure(ask):
    graded = NO_LEANING._replace(grade=1.0)
    listed = NO_LEANING._replace(improve=1.0)
    assert ask("so how did the virtual school do", ["p23"], leanings=graded) == []
    assert ask("homework about neglect", ["p8"], leanings=listed) == []


def test_another_reports_grades_are_not_told_from_this_table(ask):
    assert (
        ask("what did we walk away with in 2019", [], leanings=NO_LEANING._replace(grade=1.0)) == []
    )


def test_the_header_says_who_led(ask):
    assert ask("Who was the lead inspector?", []) == ["header"]
