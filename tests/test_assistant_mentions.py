import pytest

from assistant.mentions import all_unmentioned, is_narrow, unmentioned


class Catalogue:
    """Two reports; counts how often a report's passages are asked for."""

    def __init__(self, dudley=("Personal advisers update pathway plans.",)):
        self.asked = 0
        self.texts = {"dudley": dudley, "tipton": ("Most return home interviews are timely.",)}

    def passages(self, report):
        self.asked += 1
        return [type("Passage", (), {"text": text}) for text in self.texts[report]]


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


@pytest.mark.parametrize(
    ("question", "all_of_it"),
    [
        ("RHIs", True),
        ("CAMHS and return home interviews for teenagers", True),
        ("RHIs and pathway plans", False),
        ("pathway plans", False),
        ("How is the weather?", False),
        ("", False),
    ],
)
def test_a_question_may_name_nothing_that_the_report_does(question, all_of_it):
    assert all_unmentioned(question, Catalogue(), ["dudley"]) is all_of_it


def test_whom_most_of_a_report_is_about_is_not_what_a_question_names():
    catalogue = Catalogue(["Personal advisers are good."] * 9)
    assert all_unmentioned("do PAs arrange RHIs", catalogue, ["dudley"])
    assert not all_unmentioned("PAs", catalogue, ["dudley"])


def test_a_wider_name_is_a_mention():
    catalogue = Catalogue(["Children at risk of exploitation are supported."])
    assert unmentioned("CSE and county lines", catalogue, ["dudley"]) == ()
    assert unmentioned("CSE and RHIs", catalogue, ["dudley"]) == ("RHIs",)
    assert not all_unmentioned("CSE", catalogue, ["dudley"])


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
