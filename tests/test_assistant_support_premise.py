import pytest

from assistant.support_features import features_of
from assistant.support_premise import as_the_passage_says
from ingest.models import Passage, Sentence

CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"


def passage_of(*sentences, section=CARE):
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    spans = tuple(Sentence(s, s + len(t)) for s, t in zip(starts, sentences, strict=True))
    return Passage(
        report="sandwell-2025-10",
        locator="p1",
        paragraph=1,
        part=None,
        section=section,
        grade=None,
        page=None,
        text=text,
        sentences=spans,
    )


LETTERS = passage_of(
    "Letters to parents are clear.",
    "They explain what must change.",
    "Visits are regular.",
    "Plans are reviewed by managers every month.",
)


def test_who_is_pointed_back_at_is_read_as_well():
    found = features_of("Letters explain what must change.", LETTERS)
    assert found.premise == "Letters to parents are clear. They explain what must change."


def test_two_sentences_that_a_claim_sums_up_are_both_read():
    found = features_of("Managers review plans every month, and letters are clear.", LETTERS)
    assert found.premise == (
        "Letters to parents are clear. Plans are reviewed by managers every month."
    )


def test_what_adds_nothing_is_not_read():
    assert features_of("Visits are regular.", LETTERS).premise == "Visits are regular."
    assert features_of("Swimming is fun.", LETTERS).premise in LETTERS.text


@pytest.mark.parametrize(
    ("claim", "section", "said"),
    [
        ("Inspectors noted that visits are regular.", CARE, "Visits are regular."),
        ("Ofsted found visits regular.", CARE, "Visits regular."),
        ("Children in care are visited.", CARE, "children are visited."),
        ("Children in care are visited.", LEAVERS, "Children in care are visited."),
        ("Care leavers are visited.", LEAVERS, "young people are visited."),
        ("Inspectors visited the hub.", CARE, "Inspectors visited the hub."),
    ],
)
def test_a_claim_is_put_as_the_passage_puts_it(claim, section, said):
    passage = passage_of("Visits are regular.", section=section)
    assert as_the_passage_says(claim, passage, "Visits are regular.") == said


def test_a_group_that_the_passage_names_stays_in_the_claim():
    premise = "Children in care are visited, and children at home are not."
    claim = "Children in care are visited."
    assert as_the_passage_says(claim, passage_of(premise), premise) == claim
