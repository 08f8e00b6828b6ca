import pytest

from assistant.mentions import is_narrow, unmentioned


class Catalogue:
    """Two reports of one passage each; counts how often a report's passages are asked for."""

    def __init__(self):
        self.asked = 0

    def passages(self, report):
        self.asked += 1
        texts = {
            "dudley": "Personal advisers update pathway plans.",
            "tipton": "Most return home interviews are timely.",
        }
        return [type("Passage", (), {"text": texts[report]})]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Are RHIs and return home interviews done on time?", ("RHIs", "return home interviews")),
        ("Are PAs good?", ()),
        ("pathway-plans, CAMHS and again CAMHS", ("CAMHS",)),
        ("Do teenagers' dads turn up?", ()),
        ("How is the weather?", ()),
        ("", ()),
    ],
)
def test_words_for_what_the_report_does_not_name_in_any_way_are_told(question, words):
    assert unmentioned(question, Catalogue(), ["dudley"]) == words


def test_what_one_of_several_reports_names_is_mentioned():
    assert unmentioned("return home interviews?", Catalogue(), ["dudley", "tipton"]) == ()


def test_a_report_is_read_once():
    catalogue = Catalogue()
    unmentioned("CAMHS?", catalogue, ["dudley"])
    unmentioned("PAs?", catalogue, ["dudley"])
    assert catalogue.asked == 1


def test_a_short_question_about_what_few_passages_name_is_narrow():
    assert is_narrow("How good are our pathway plans?", Catalogue(), ["dudley"])
    assert not is_narrow("How good are we?", Catalogue(), ["dudley"])
    assert not is_narrow("How good are return home interviews?", Catalogue(), ["dudley"])
    long = "I am new here and would like to know how good pathway plans are, all in all"
    assert not is_narrow(long, Catalogue(), ["dudley"])
