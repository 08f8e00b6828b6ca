"""The sample of what a model gets past the check: all of it, and only that."""

from collections import Counter

from eval_fixtures import answer, case

from assistant.errors import AssistantError
from assistant.models import AnswerSentence
from assistant.prose import Checked, Finished
from eval.prose_sample import answered_by, ask_all, shown_in, write_up

CASE = case("fact-1")
(WRITTEN,) = answer(sentences=(("Help comes in time.", "p12"),)).sentences


class Scripted:
    """Gives the steps of a draft that gave way to quotes; fails where told to."""

    def __init__(self, *, fails=False):
        self._fails = fails

    def steps(self, _question):
        if self._fails:
            raise AssistantError("The index is gone.")
        yield Checked(WRITTEN)
        yield Checked(AnswerSentence("All is well.", supported=False))
        yield Finished(answer())


def test_what_was_shown_counts_although_quotes_took_its_place():
    ((case, steps),) = ask_all(Scripted(), [CASE])
    assert answered_by(steps) == "quotes"
    (shown,) = shown_in(case, steps)
    assert shown.sentence == "Help comes in time."
    assert shown.quotes == ("[p12] Help comes in time.",)


def test_a_question_that_fails_is_counted_and_the_next_is_asked():
    found = list(ask_all(Scripted(fails=True), [CASE, CASE]))
    assert [answered_by(steps) for _, steps in found] == ["failed", "failed"]


def test_the_sample_is_drawn_once_and_all_are_listed():
    ((case, steps),) = ask_all(Scripted(), [CASE])
    shown = [*shown_in(case, steps)] * 3
    text = write_up(shown, Counter({"quotes": 1}), 2)
    assert "## Drawn at random (2)" in text
    assert "## All (3)" in text
    assert text == write_up(shown, Counter({"quotes": 1}), 2)
