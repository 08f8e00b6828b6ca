import pytest

from assistant.answerability import NO_LEANING
from assistant.refusals import not_in_report
from assistant.retrieval import Candidate, Evidence, ScoredSentence
from assistant.silence import Searched


@pytest.fixture
def refused(sandwell, sandwell_passages):
    """What is said to a question for which paragraph 54 was found, ``score`` near."""

    def refused(question, *unmentioned, score=0.7, documents=1):
        passage = sandwell_passages["p54"]
        evidence = Evidence(
            (Candidate(passage, score),), (ScoredSentence(passage, passage.sentences[0], score),)
        )
        searched = Searched(question, evidence, NO_LEANING, unmentioned)
        return not_in_report(
            question, searched, [sandwell] * documents, list(sandwell_passages.values())
        )

    return refused


def test_a_refusal_says_which_paragraphs_are_near(refused):
    said = refused("How many social workers are there per caseload?")
    assert said.startswith("The report does not say. Nearby, the Sandwell report of October 2025 ")
    assert said.endswith("(paragraph 54).")


def test_words_that_the_report_does_not_use_are_named(refused):
    said = refused("CAMHS and EHCP waits", "CAMHS", "EHCP", score=0.1)
    assert said == (
        "The report does not say. It does not use the words “CAMHS” or “EHCP”. "
        "Nothing was found in the Sandwell report of October 2025 that answers this question."
    )


def test_of_several_reports_no_words_and_no_paragraphs_are_named(refused):
    said = refused("CAMHS waits", "CAMHS", documents=2)
    assert "CAMHS" not in said
    assert "paragraph" not in said
