import pytest

from assistant.answerability import Leanings
from assistant.partly import not_covered
from assistant.retrieval import Evidence, ScoredSentence
from assistant.silence import Searched

ANSWERED, UNSURE, SILENT = Leanings(-1.5, -3.0), Leanings(0.9, -3.0), Leanings(3.5, -3.0)


@pytest.fixture
def part(sandwell_passages):
    passage = sandwell_passages["p1"]
    near = Evidence((), (ScoredSentence(passage, passage.sentences[0], 0.6),))
    return lambda said, leanings: Searched(said, near, leanings)


def test_a_part_on_which_the_report_is_surely_silent_is_named(part):
    parts = [part("Is early help timely?", ANSWERED), part("who pays for it?", SILENT)]
    assert [silent.said for silent in not_covered(parts)] == ["who pays for it?"]


def test_doubt_about_a_part_does_not_make_an_answer_a_partial_one(part):
    assert not_covered([part("Is it timely?", ANSWERED), part("who runs it?", UNSURE)]) == ()


def test_no_part_is_named_unless_another_is_answered(part):
    assert not_covered([part("who pays?", SILENT), part("who runs it?", SILENT)]) == ()
    assert not_covered([]) == ()
