import pytest

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
        ("How many children waited?", "p8", 2, "number_missing"),
        ("How many are 16?", "p12", 0, None),
        ("How many 16 and 17 year olds were there?", "p12", 0, "number_missing"),
        ("How often are they visited?", "p12", 1, None),
        ("When was the board set up?", "p46", 0, "date_missing"),
        ("When was the inspection?", "header", 1, None),
        ("Who is the IRO?", "p20", 0, "name_missing"),
        ("Who was the lead inspector?", "header", 2, None),
        ("Is support timely?", "p8", 2, None),
    ],
)
def test_what_is_asked_for_must_stand_in_the_evidence(question, locator, number, missing, evidence):
    found = dict(zip(FEATURES, features_of(question, evidence(locator, number, 0.6)), strict=True))
    assert found.pop("nearest_sentence") == 0.6
    assert [name for name, value in found.items() if value] == ([missing] if missing else [])


def test_evidence_that_is_far_off_is_another_subject(evidence):
    assert judge("Which wine goes with fish?", evidence("p1", 0, 0.05)) == "off_topic"
    assert judge("Is early help timely?", evidence("p1", 0, 0.8)) == "answered"
    assert judge("Anything?", Evidence((), ())) == "off_topic"


def test_chances_lie_between_nought_and_one_and_follow_the_weights():
    weights = dict.fromkeys(FEATURES, 0.0) | {"nearest_sentence": -4.0}
    calibration = Calibration(intercept=2.0, weights=weights, refuse_above=0.5, off_topic_below=0.2)
    assert calibration.chance_of_silence((0.5, 0, 0, 0)) == 0.5
    assert calibration.chance_of_silence((0.9, 0, 0, 0)) < 0.5
