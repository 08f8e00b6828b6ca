import pytest

from assistant.answerability import Leanings
from assistant.retrieval import Evidence, ScoredSentence
from assistant.silence import (
    FEATURES,
    WEIGHED,
    Calibration,
    Searched,
    chance_of_silence,
    features_of,
    judge,
)


@pytest.fixture
def evidence(sandwell_passages):
    def build(locator, number, similarity):
        passage = sandwell_passages[locator]
        return Evidence((), (ScoredSentence(passage, passage.sentences[number], similarity),))

    return build


def test_the_nearest_sentence_is_weighed_beside_the_question(evidence):
    searched = Searched("?", evidence("p12", 0, 0.6), Leanings(-0.5, -1.5, 0.25), ("CAMHS",))
    features = features_of(searched)
    assert dict(zip(FEATURES, features, strict=True)) == {
        "left_open": -0.5,
        "elsewhere": -1.5,
        "open_words": 0.25,
        "nearest_sentence": 0.6,
        "unmentioned": 1.0,
        "all_unmentioned": 0.0,
        "is_told": 0.0,
        "lacks_what_is_asked": 0.0,
    }
    nothing = features_of(Searched("?", Evidence((), ()), ANSWERED))
    assert nothing[FEATURES.index("nearest_sentence") :] == (-1.0, 0.0, 0.0, 0.0, 0.0)


ANSWERED = Leanings(-1.5, -3.0, -2.0)
OPEN = Leanings(2.5, -3.0, 3.0)
ELSEWHERE = Leanings(0.5, 9.0, 0.0)


def test_what_a_near_sentence_says_word_for_word_is_not_refused(evidence):
    found = evidence("p42", 2, 0.4)
    assert judge(Searched("do care leavers get free prescriptions", found, OPEN)) == "answered"
    assert judge(Searched("do care leavers get free driving lessons", found, OPEN)) != "answered"


@pytest.mark.parametrize(
    ("text", "locator", "number", "outcome"),
    [
        ("what is the adoption agency called", "p29", 0, "not_in_report"),
        ("what is the café for staff called", "p55", 0, "answered"),
        ("what age do they get a PA", "p30", 1, "not_in_report"),
        ("until what age does Horizons help", "p39", 1, "answered"),
    ],
)
def test_what_is_wanted_must_be_there(evidence, text, locator, number, outcome):
    assert judge(Searched(text, evidence(locator, number, 0.5), ANSWERED)) == outcome


def test_a_subject_without_a_name_in_the_report_is_absent_unless_something_is_near(evidence):
    far, near = evidence("p6", 0, 0.39), evidence("p6", 0, 0.4)
    assert judge(Searched("?", far, ANSWERED, ("RHIs",), all_unmentioned=True)) == "not_in_report"
    assert chance_of_silence(Searched("?", far, ANSWERED, ("RHIs",), all_unmentioned=True)) == 1.0
    assert judge(Searched("?", near, ANSWERED, ("RHIs",), all_unmentioned=True)) == "answered"
    assert judge(Searched("?", far, ANSWERED, ("RHIs",))) == "answered"


def test_whatever_is_said_of_what_the_report_names_is_told(evidence):
    asked, near = "what did Ofsted say about the LADO?", evidence("p16", 0, 0.5)
    assert judge(Searched(asked, near, OPEN)) == "answered"
    assert judge(Searched(asked, near, OPEN, ("LADO",))) == "not_in_report"
    assert judge(Searched(asked, evidence("p16", 0, 0.3), OPEN)) == "not_in_report"


def test_whatever_is_said_is_no_one_thing(evidence):
    asked, near = "tell me about the date of the review, by when is it?", evidence("p20", 0, 0.6)
    assert judge(Searched(asked, near, ANSWERED)) == "not_in_report"


def test_no_date_of_the_inspection_says_by_when_something_is_done(evidence):
    dated = evidence("header", 0, 0.5)
    assert judge(Searched("by what date must it be done?", dated, ANSWERED)) == "not_in_report"


def test_evidence_that_is_far_off_is_another_subject(evidence):
    far = evidence("p1", 0, 0.05)
    assert judge(Searched("?", far, ELSEWHERE)) == "off_topic"
    assert judge(Searched("?", Evidence((), ()), ELSEWHERE)) == "off_topic"
    assert judge(Searched("?", evidence("p1", 0, 0.2), ANSWERED)) == "answered"


def test_a_question_that_nothing_is_near_is_about_something_else(evidence, sandwell_passages):
    far = evidence("p1", 0, 0.1)
    assert judge(Searched("?", far, ANSWERED)) == "off_topic"
    elsewhere = Searched("?", far, ANSWERED, outside=sandwell_passages["p12"])
    assert judge(elsewhere) == "answered"


def test_near_evidence_does_not_answer_what_reports_leave_open(evidence):
    near = evidence("p1", 0, 0.8)
    assert judge(Searched("?", near, ANSWERED)) == "answered"
    assert judge(Searched("?", near, OPEN)) == "not_in_report"


def test_what_the_report_does_not_name_makes_silence_likelier(evidence):
    near, doubtful = evidence("p1", 0, 0.5), Leanings(0.0, -3.0, 0.0)
    named, unnamed = Searched("?", near, doubtful), Searched("?", near, doubtful, ("CAMHS",))
    assert chance_of_silence(unnamed) > chance_of_silence(named)


def test_chances_lie_between_nought_and_one_and_follow_the_weights():
    weights = dict.fromkeys(WEIGHED, 0.0) | {"nearest_sentence": -4.0}
    calibration = Calibration(
        intercept=2.0, weights=weights, refuse_above=0.5, off_topic_below=0.2, elsewhere_above=1.0
    )
    assert calibration.chance_of_silence((0, 0, 0, 0.5, 0, 0, 0, 0)) == 0.5
    assert calibration.chance_of_silence((0, 0, 0, 0.9, 0, 0, 0, 0)) < 0.5
