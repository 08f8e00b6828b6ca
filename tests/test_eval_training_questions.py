"""The shipped training questions: sound, and no copy of those that answers are judged on."""

import re

import pytest
from bm25s.stopwords import STOPWORDS_EN
from test_vectorstore_adaptation import REPORTS, question, report

from eval.cases import load_cases
from eval.cli import QUESTIONS
from eval.lint_rules import words_of
from eval.training_lint import (
    FEWEST_NEAR_MISSES,
    FEWEST_QUESTIONS,
    FEWEST_REPORTS,
    copied_share,
    training_findings,
)
from vectorstore.adaptation.questions import load_questions

_ALIKE = 0.8
_FEWEST_WORDS = 3


def content(text):
    return frozenset(re.sub(r"(?:s|ing|ed)$", "", word) for word in words_of(text)) - frozenset(
        STOPWORDS_EN
    )


def nearest(words, others):
    """The most alike of ``others`` by the share of words in common (Jaccard)."""
    return max((len(words & other) / len(words | other) for other in others), default=0.0)


@pytest.fixture(scope="module")
def questions():
    return load_questions()


def test_there_are_as_many_as_promised(questions):
    answered = [q for q in questions if not q.near_miss]
    assert len(answered) >= FEWEST_QUESTIONS
    assert len(questions) - len(answered) >= FEWEST_NEAR_MISSES
    assert len({q.report for q in answered}) >= FEWEST_REPORTS
    assert not [q.id for q in questions if q.report.startswith("sandwell")]


def test_no_training_question_repeats_one_that_answers_are_judged_on(questions):
    trained = [content(q.question) for q in questions]
    by_word = {}
    for words in trained:
        for word in words:
            by_word.setdefault(word, []).append(words)
    repeated = []
    for case in load_cases(QUESTIONS):
        words = content(case.question)
        near = {other for word in words for other in by_word.get(word, ())}
        if len(words) >= _FEWEST_WORDS and nearest(words, near) >= _ALIKE:
            repeated.append(case.id)
    assert repeated == []


def test_a_near_repeat_would_be_noticed():
    asked = content("How are unaccompanied children supported with education?")
    assert nearest(asked, [content("how unaccompanied children supported in education")]) >= _ALIKE
    assert nearest(asked, [content("how are disabled children supported at home")]) < _ALIKE


def test_findings_name_what_is_wrong():
    found = "\n".join(training_findings([question(), question()], REPORTS))
    assert "the id 'q1' comes 2 times" in found
    assert f"2 questions, expected at least {FEWEST_QUESTIONS}" in found
    named = question().model_copy(update={"question": "is dale any good"})
    assert "names an authority: dale" in "\n".join(training_findings([named], REPORTS))


def test_copied_words_are_counted():
    known = {"dale-2020-01": report("Children are visited every week at home.")}
    copied = question().model_copy(update={"question": "children are visited every week?"})
    other = question(2).model_copy(update={"question": "do children get weekly visits"})
    assert copied_share([copied, other], known) == 0.5
    assert copied_share([], {}) == 0.0
