"""Faults put in on purpose, which ``compare`` and ``gate`` must notice on the real question set."""

from dataclasses import replace

import pytest
from eval_fixtures import record

from assistant import silence
from assistant.answering import answer
from eval.cases import load_question_set
from eval.cli import QUESTIONS, THRESHOLDS
from eval.comparison import compare
from eval.gate import check, load_thresholds
from eval.running import observe
from eval.runs import Run
from eval.scoring import score, score_cases
from vectorstore.index import open_index
from vectorstore.sync import sync

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

REPORT = "sandwell-2025-10"


class System:
    """The assistant's answers from an index that may have been tampered with."""

    def __init__(self, index, embedder):
        self._index = index
        self._embedder = embedder

    def answer(self, question):
        return answer(question, self._index, self._embedder, REPORT)


class WithoutKeywords:
    """An index whose keyword search finds nothing."""

    def __init__(self, index):
        self._index = index
        self.catalogue = index.catalogue
        self.search = index.search

    def search_keywords(self, *_):
        return []


@pytest.fixture(scope="module")
def questions():
    return load_question_set(QUESTIONS)


@pytest.fixture(scope="module")
def measured(questions):
    """Rows of the whole set, and what the gate says of its test split."""
    reports = {case.id: REPORT for case in questions.cases}

    def of(system):
        seen = {each.id: each for each in observe(system, questions.cases)}
        rows = score_cases(questions.cases, reports, seen, {})
        test = [row for row in rows if row.case.split == "test"]
        run = Run(
            folder=QUESTIONS,
            record=record(split="test", questions_sha256=questions.sha256),
            cases=tuple(row.case for row in test),
            observations={row.case.id: row.observation for row in test},
        )
        return rows, check(run, score(test), load_thresholds(THRESHOLDS))

    return of


@pytest.fixture(scope="module")
def index(real_home, real_embedder):
    with open_index(real_home, real_embedder) as opened:
        yield opened


@pytest.fixture(scope="module")
def sound(index, real_embedder, measured):
    rows, gated = measured(System(index, real_embedder))
    assert gated.failures == ()
    return rows


def caught(sound, faulty):
    """The measures over all questions that compare calls worse."""
    changes = compare("sound", sound, "faulty", faulty).worse
    return {change.measure.name for change in changes if change.kind == "all questions"}


def failed(gated):
    return {failure.split()[0] for failure in gated.failures}


def test_a_lost_keyword_index(sound, index, real_embedder, measured):
    rows, gated = measured(System(WithoutKeywords(index), real_embedder))
    assert {"recall@5", "citation_precision"} <= caught(sound, rows)
    assert {"mrr@10", "ndcg@10", "citation_precision"} <= failed(gated)


def rebuilt(document, home, embedder):
    sync(home, embedder, lambda: embedder, [document], [])
    return open_index(home, embedder)


def test_sections_in_another_order_so_that_every_paragraph_has_a_wrong_number(
    sound, sandwell, tmp_path, real_embedder, measured
):
    turned = [*sandwell.paragraphs[17:], *sandwell.paragraphs[:17]]
    shuffled = tuple(
        replace(paragraph, number=number) for number, paragraph in enumerate(turned, start=1)
    )
    with rebuilt(replace(sandwell, paragraphs=shuffled), tmp_path, real_embedder) as index:
        rows, gated = measured(System(index, real_embedder))
    assert {"hit@5", "recall@5", "citation_precision", "citation_recall"} <= caught(sound, rows)
    assert {"hit@5", "recall@5", "citation_precision", "citation_recall"} <= failed(gated)


def test_titles_over_the_wrong_sections(sound, sandwell, tmp_path, real_embedder, measured):
    """A small fault: the words of titles are a small part of what is searched."""
    titles = [section.title for section in sandwell.sections]
    wrong = tuple(
        replace(section, title=title)
        for section, title in zip(sandwell.sections, titles[1:] + titles[:1], strict=True)
    )
    with rebuilt(replace(sandwell, sections=wrong), tmp_path, real_embedder) as index:
        rows, gated = measured(System(index, real_embedder))
    assert compare("sound", sound, "faulty", rows).flips
    assert "quote_recall" in failed(gated)


@pytest.mark.parametrize(
    ("refuse_above", "worse"),
    [
        (0.15, {"false_refusal_rate", "citation_recall", "quote_recall"}),
        (1.0, {"refusal_recall", "refusal_f1"}),
    ],
)
def test_a_refusal_line_that_was_moved(
    sound, index, real_embedder, measured, monkeypatch, refuse_above, worse
):
    moved = silence._calibration().model_copy(update={"refuse_above": refuse_above})
    monkeypatch.setattr(silence, "_calibration", lambda: moved)
    rows, gated = measured(System(index, real_embedder))
    assert worse <= caught(sound, rows)
    assert worse <= failed(gated)
