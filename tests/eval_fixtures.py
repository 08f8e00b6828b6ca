"""Small hand-made runs for the tests of the evaluation."""

from datetime import UTC, datetime

import pytest

from assistant.models import Answer, AnswerSentence, Citation, Retrieved
from eval.cases import Case
from eval.observation import Cited, Found, Observation, Said
from eval.runs import IndexRecord, RunRecord, add_observation, read_run, start_run
from eval.scoring import score_cases

REPORT = "sandwell-2025-10"


def case(id_="fact-1", kind="fact", gold=(12,), **fields):
    """A case about the report; with gold it is answerable unless the fields say otherwise."""
    given = {"question": f"What of {id_}?", "answerable": bool(gold or fields.get("gold_parts"))}
    return Case(id=id_, kind=kind, gold_paragraphs=gold, **(given | fields))


def said(outcome="answered", answer="", cited=(), retrieved=()):
    """An answer that cites and retrieved these locators of the report, in this order."""
    return Said(
        standalone_question="What?",
        outcome=outcome,
        answer=answer,
        answered_by="quotes",
        citations=tuple(Cited(marker=at, report=REPORT, locator=at, quote="…") for at in cited),
        retrieved=tuple(Found(report=REPORT, locator=at, score=0.5) for at in retrieved),
        not_covered=(),
        warnings=(),
    )


def observation(id_="fact-1", seconds=0.01, error=None, **fields):
    """What was said to a case; with an error, nothing."""
    return Observation(id=id_, seconds=seconds, said=None if error else said(**fields), error=error)


def scored(cases, observations, judged=()):
    """The rows of these cases and what was said to them."""
    reports = {each.id: each.report or REPORT for each in cases}
    return score_cases(cases, reports, {seen.id: seen for seen in observations}, dict(judged))


def record(**fields):
    """What was run; the fields say what else than usual."""
    given = {
        "started_at": datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        "machine": "a test",
        "version": "0.1.0",
        "code": "c0de",
        "system": "full",
        "split": None,
        "questions": "questions.jsonl",
        "questions_sha256": "5e7",
        "settings": {},
        "prompts": {},
        "index": IndexRecord(
            schema_version=1,
            built_with={},
            embedding_model="small",
            embedding_digest="d16",
            sources=(),
        ),
        "reports": {},
    }
    return RunRecord(**(given | fields))


def written_run(folder, cases, observations, **fields):
    """A run on disk, as far as the observations go."""
    reports = {each.id: each.report or REPORT for each in cases}
    start_run(folder, record(reports=reports, **fields), cases)
    for seen in observations:
        add_observation(folder, seen)
    return read_run(folder)


class Scripted:
    """A system that says what it was told to say, by question; asked of others, it fails."""

    def __init__(self, answers):
        self._answers = answers
        self.asked = []

    def answer(self, question):
        self.asked.append(question.text)
        found = self._answers[question.text]
        if isinstance(found, Exception):
            raise found
        return found


def answer(outcome="answered", sentences=(("Help is timely.", "p12"),), retrieved=("p12",)):
    """A whole answer whose sentences each cite a locator."""
    return Answer(
        question="?",
        standalone_question="?",
        outcome=outcome,
        sentences=tuple(
            AnswerSentence(text, (Citation(at, REPORT, at, None, None, text, 0, len(text)),))
            for text, at in sentences
        ),
        answered_by="quotes",
        retrieved=tuple(
            Retrieved(REPORT, at, None, None, rank, 1 / rank)
            for rank, at in enumerate(retrieved, start=1)
        ),
        not_covered=(),
        warnings=(),
        seconds={"retrieve": 0.0, "answer": 0.0},
    )


@pytest.fixture
def three_rows():
    """Right, wrong and not scored, in this order."""
    cases = [case("fact-1"), case("fact-2", gold=(13,)), case("fact-3")]
    return scored(
        cases,
        [
            observation("fact-1", cited=("p12",), retrieved=("p12",)),
            observation("fact-2", cited=("p12",), retrieved=("p12", "p13")),
            observation("fact-3", error="RuntimeError: it broke"),
        ],
    )
