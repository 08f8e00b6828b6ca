"""What became of a draft so far, and how far the rest of it is believed."""

import pytest

from assistant.checking import Tally
from assistant.models import AnswerSentence


@pytest.mark.parametrize(
    ("fates", "odds"),
    [
        ("", 1.0),
        ("+", 1.0),
        ("+-", 1.0),
        ("-", 1 / 2),
        ("---", 1 / 4),
        ("+---", 1 / 2),
        ("-+++", 1.0),
    ],
)
def test_a_draft_is_believed_less_once_more_of_it_failed_than_passed(fates, odds):
    sentences = (AnswerSentence("Said.", supported=fate == "+") for fate in fates)
    assert Tally(tuple(sentences)).odds == pytest.approx(odds)
