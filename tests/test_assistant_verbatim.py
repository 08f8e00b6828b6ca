import pytest

from assistant.verbatim import says_it_all

SAID = ["Leaders are visible.", "They secured free prescriptions for care leavers."]


@pytest.mark.parametrize(
    "text", ["do care leavers get free prescriptions", "Are leaders visible? free prescription"]
)
def test_every_word_in_one_sentence_says_it_all(text):
    assert says_it_all(text, SAID) == ("leaders" not in text)


@pytest.mark.parametrize(
    "text",
    [
        "free dental care",
        "who secured free prescriptions",
        "how many free prescriptions",
        "when were free prescriptions secured",
        "prescriptions",
        "",
    ],
)
def test_a_word_missing_or_a_name_or_number_wanted_does_not(text):
    assert not says_it_all(text, SAID)


def test_no_sentence_says_nothing():
    assert not says_it_all("free prescriptions", [])
