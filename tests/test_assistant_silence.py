import pytest

from assistant.answerability import Leanings
from assistant.retrieval import Evidence, ScoredSentence
from assistant.silence import FEATURES, Calibration, features_of, judge


@pytest.fixture
def evidence(sandwell_passages):
    def build(locator, number, similarity):
        passage = sandwell_passages[locator]
        return Evidence((), (ScoredSentence(passage, passage.sentences[number], similarity),))

    return build


@pytest.mark.parametrize(
    ("question", "locator", "number", "missing"),
    [
        ("How many children waited?", "p8", 2, True),
        ("How many are 16?", "p12", 0, False),
        ("How many 16 and 17 year olds were there?", "p12", 0, True),
        ("How often are they visited?", "p12", 1, False),
        ("Is support timely?", "p8", 2, False),
    ],
)
def test_a_number_asked_for_must_stand_in_the_evidence(
    question, locator, number, missing, evidence
):
    found = features_of(question, evidence(locator, number, 0.6), Leanings(-0.5, -1.5))
    assert dict(zip(FEATURES, found, strict=True)) == {
        "left_open": -0.5,
        "elsewhere": -1.5,
        "nearest_sentence": 0.6,
        "number_missing": float(missing),
    }


ANSWERED, OPEN, ELSEWHERE = Leanings(-1.5, -3.0), Leanings(2.5, -3.0), Leanings(0.5, 9.0)


def test_evidence_that_is_far_off_is_another_subject(evidence):
    far = evidence("p1", 0, 0.05)
    assert judge("Which wine goes with fish?", far, ELSEWHERE) == "off_topic"
    assert judge("Anything?", Evidence((), ()), ELSEWHERE) == "off_topic"
    assert judge("Negelct toolkit any use?", far, ANSWERED) != "off_topic"


def test_near_evidence_does_not_answer_what_reports_leave_open(evidence):
    near = evidence("p1", 0, 0.8)
    assert judge("Is early help timely?", near, ANSWERED) == "answered"
    assert judge("Which charity runs early help?", near, OPEN) == "not_in_report"


def test_chances_lie_between_nought_and_one_and_follow_the_weights():
    weights = dict.fromkeys(FEATURES, 0.0) | {"nearest_sentence": -4.0}
    calibration = Calibration(
        intercept=2.0, weights=weights, refuse_above=0.5, off_topic_below=0.2, elsewhere_above=1.0
    )
    assert calibration.chance_of_silence((0, 0, 0.5, 0)) == 0.5
    assert calibration.chance_of_silence((0, 0, 0.9, 0)) < 0.5
