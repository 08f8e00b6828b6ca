from types import SimpleNamespace

import pytest

from assistant.nearby import listed, nearby
from assistant.retrieval import Candidate, Evidence, ScoredSentence


@pytest.fixture
def near(sandwell_passages):
    """What is nearby when these passages are found, best first, each with its first sentence."""

    def near(question, *locators, score=0.7):
        found = [sandwell_passages[locator] for locator in locators]
        evidence = Evidence(
            tuple(Candidate(passage, score - n / 100) for n, passage in enumerate(found)),
            tuple(ScoredSentence(p, p.sentences[0], score) for p in found),
        )
        return nearby(question, evidence, list(sandwell_passages.values()))

    return near


def test_a_subject_that_is_asked_about_is_named_with_its_paragraphs(near):
    said = near("How many social workers are there per caseload?", "p54")
    assert said.endswith("(paragraph 54)")
    assert "caseload" in said


def test_paragraphs_on_one_subject_stand_together(near):
    said = near("How many care leavers are there?", "p36", "p30")
    assert said == "care leavers (paragraphs 30 and 36)"


def test_nothing_is_near_where_little_was_found_or_only_unnumbered_parts(near):
    assert near("How many care leavers are there?", "p36", score=0.1) == ""
    assert near("Who designed the logo?", "about") == ""
    assert near("Anything?") == ""


def test_without_a_term_of_the_sector_the_section_is_named():
    passage = SimpleNamespace(
        id="x/p3",
        paragraph=3,
        part=None,
        text="All is well.",
        section="The experiences and progress of children in care",
    )
    evidence = Evidence((Candidate(passage, 0.8),), ())
    assert nearby("How?", evidence, [passage]) == (
        "the experiences and progress of children in care (paragraph 3)"
    )


def test_lists_read_as_they_are_said():
    assert [listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
