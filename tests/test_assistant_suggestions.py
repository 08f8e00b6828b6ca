from dataclasses import replace

import pytest
from pages_fixtures import (
    HOMELESS,
    REPORT,
    UNKNOWN,
    FakeAssistant,
    FakeCatalogue,
    quotes,
    read_corpus,
)

from assistant.models import Question, Retrieved
from assistant.suggestions import MOST, WHAT_MUST_IMPROVE, suggestions

CATALOGUE = FakeCatalogue(read_corpus())
ASSISTANT = FakeAssistant(CATALOGUE)
HELD_IN_P23 = "What did inspectors say about the virtual school?"


def looked_at(*locators, cited=()):
    answer = ASSISTANT.answer(Question(HOMELESS))
    retrieved = tuple(
        Retrieved(REPORT, each, None, None, n, 1 / n) for n, each in enumerate(locators, 1)
    )
    return replace(answer, retrieved=retrieved, sentences=cited or answer.sentences)


def answering_with(*locators):
    """Tries a question out: the first one tried gets the first locator, and so on."""
    places = iter(locators)

    def try_out(text):
        sentences = quotes(next(places), 0)
        return replace(ASSISTANT.answer(Question(HOMELESS)), question=text, sentences=sentences)

    return try_out


def refusing(_):
    return ASSISTANT.answer(Question(UNKNOWN))


def test_each_is_about_a_passage_that_was_found_and_not_shown():
    answer = looked_at("p12", "p23", "p15")
    assert suggestions(answer, CATALOGUE, (), answering_with("p23", "p15")) == (
        HELD_IN_P23,
        "What did inspectors say about young carers?",
    )


def test_a_subject_is_written_as_within_a_sentence_and_a_name_as_it_is():
    answer = looked_at("p9", "p45")
    found = suggestions(answer, CATALOGUE, (), answering_with("p9", "p45"))
    assert [question.removeprefix("What did inspectors say about ") for question in found] == [
        "the Public Law Outline?",
        "strategic partnerships?",
    ]


def test_none_is_offered_that_would_be_refused():
    assert suggestions(looked_at("p23", "p15"), CATALOGUE, (), refusing) == ()


def test_none_is_offered_that_shows_only_what_was_shown():
    answer = looked_at("p23", "p15")
    assert suggestions(answer, CATALOGUE, (), answering_with("p12", "p48")) == ()


def test_two_that_lead_to_the_same_passage_are_one():
    answer = looked_at("p23", "p15")
    assert len(suggestions(answer, CATALOGUE, (), answering_with("p23", "p23"))) == 1


def test_none_is_offered_that_was_asked_already():
    asked = (HELD_IN_P23.upper(),)
    assert suggestions(looked_at("p23"), CATALOGUE, asked, answering_with("p23")) == ()


def test_what_must_improve_is_offered_where_it_was_found_and_not_cited():
    answer = looked_at("p23", "improvements.1")
    found = suggestions(answer, CATALOGUE, (), answering_with("p23", "improvements.1"))
    assert found == (HELD_IN_P23, WHAT_MUST_IMPROVE)
    cited = looked_at("improvements.2", cited=quotes("improvements.1", 0))
    assert suggestions(cited, CATALOGUE, (), answering_with("improvements.2")) == ()


def test_there_are_never_too_many_and_the_subject_of_the_question_is_not_one():
    every = [passage.locator for passage in CATALOGUE.passages(REPORT)]
    answer = replace(looked_at(*every), standalone_question="What of early help assessments?")
    found = suggestions(answer, CATALOGUE, (), answering_with("p1", "p2", "p3", "p4", "p5"))
    assert len(found) == MOST
    assert not any("early help assessments" in question for question in found)


@pytest.mark.parametrize(
    "question",
    [
        HOMELESS,
        "Are personal advisers allocated early enough?",
        "What needs to improve?",
        "paragraph 12",
        "How many social workers left last year?",
    ],
)
def test_the_real_assistant_answers_every_question_that_it_suggests(assistant, question):
    answer = assistant.answer(Question(question))
    catalogue = assistant.catalogue()

    def try_out(text):
        return assistant.answer_in_quotes(Question(text))

    found = suggestions(answer, catalogue, (question,), try_out)
    for each in found:
        assert assistant.answer(Question(each)).outcome == "answered"
