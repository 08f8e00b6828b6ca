"""A small assistant for the page tests: the default report as parsed, and answers made by hand."""

from __future__ import annotations

import contextlib
import json
import re
import sys
import threading
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant import build
from assistant.errors import UserError
from assistant.markers import marker_of
from assistant.models import Answer, AnswerSentence, Citation, Retrieved
from assistant.pages import warmup
from assistant.prose import Finished
from ingest.passages import passages_of
from ingest.report import read_report

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app.py"
CORPUS = ROOT / "corpus" / "sandwell-2025-10.txt"
REPORT = "sandwell-2025-10"
HOMELESS = "What did inspectors say about homeless 16 and 17 year olds?"
PERSONAL = "What do I tell Jayden Marsh about homelessness?"
UNKNOWN = "What is the price of a bus ticket?"
PARTLY = "What did inspectors say about homeless children, and what does a hostel place cost?"


def read_corpus():
    return read_report(CORPUS.read_bytes(), CORPUS.name)


class FakeCatalogue:
    """What the pages use of ``vectorstore.catalogue.Catalogue``."""

    def __init__(self, *documents):
        self._documents = {document.report: document for document in documents}
        self._passages = {
            document.report: {each.locator: each for each in passages_of(document)}
            for document in documents
        }

    def report_ids(self):
        return tuple(sorted(self._documents))

    def reports(self):
        return tuple(self._documents[report] for report in self.report_ids())

    def document(self, report):
        return self._documents[report]

    def passages(self, report):
        return tuple(self._passages[report].values())

    def passage(self, report, locator):
        return self._passages[report].get(locator)


class FakeAssistant:
    """Answers the questions above, refuses every other; ``asked`` keeps what it was given."""

    def __init__(self, catalogue):
        self._catalogue = catalogue
        self.asked = []

    def catalogue(self):
        return self._catalogue

    def answer(self, question):
        self.asked.append(question)
        if not question.text.strip(" ?!."):
            raise UserError("The question is empty. Type a question about the report.")
        if question.text == HOMELESS:
            return self._answer(question, "answered", quotes("p12", 0, 1) + quotes("p48", 1))
        if question.text == PARTLY:
            return self._answer(
                question,
                "partial",
                quotes("p12", 0),
                not_covered=("what a hostel place costs",),
                warnings=("The model was not reachable, so these are the report's own words.",),
            )
        refusal = AnswerSentence("The report does not say.")
        return self._answer(question, "not_in_report", (refusal,))

    def steps(self, question):
        yield Finished(self.answer(question))

    def answer_in_quotes(self, question):
        """Whatever is suggested is about paragraph 5; everything about homelessness is more."""
        if question.everything:
            return self._answer(question, "answered", quotes("p12", 0, 1, 2) + quotes("p48", 1))
        return self._answer(question, "answered", quotes("p5", 0))

    def _answer(self, question, outcome, sentences, not_covered=(), warnings=()):
        looked_at = ("p12", "p48", "p37", "p5", "improvements.1", "p28")
        retrieved = tuple(
            Retrieved(
                report=REPORT,
                locator=locator,
                paragraph=self._catalogue.passage(REPORT, locator).paragraph,
                part=self._catalogue.passage(REPORT, locator).part,
                rank=rank,
                score=1 / rank,
            )
            for rank, locator in enumerate(looked_at, start=1)
        )
        return Answer(
            question=question.text,
            standalone_question=question.text,
            outcome=outcome,
            sentences=sentences,
            answered_by="quotes",
            retrieved=retrieved,
            not_covered=not_covered,
            warnings=warnings,
            seconds={"retrieve": 0.0, "answer": 0.0},
            personal=question.text == PERSONAL,
        )


_CATALOGUE = FakeCatalogue(read_corpus())


def quotes(locator, *numbers):
    """Answer sentences that quote these sentences of a passage, counted from 0."""
    passage = _CATALOGUE.passage(REPORT, locator)
    lines = []
    for number in numbers:
        sentence = passage.sentences[number]
        quote = passage.text[sentence.start : sentence.end]
        citation = Citation(
            marker=marker_of(passage),
            report=REPORT,
            locator=locator,
            paragraph=passage.paragraph,
            part=passage.part,
            quote=quote,
            start=sentence.start,
            end=sentence.end,
        )
        lines.append(AnswerSentence(quote, (citation,)))
    return tuple(lines)


class Backstage:
    """What stands behind the pages in a test: when the assistant is ready, and how it fails."""

    def __init__(self):
        self.assistant = FakeAssistant(_CATALOGUE)
        self.catalogue = _CATALOGUE
        self.load_error = None
        self.catalogue_error = None
        self.builds = 0
        self._ready = threading.Event()

    def build_assistant(self, _settings):
        self.builds += 1
        self._ready.wait(60)
        if self.load_error:
            raise self.load_error
        return self.assistant

    def load_catalogue(self, _settings):
        if self.catalogue_error:
            raise self.catalogue_error
        return self.catalogue

    def finish_loading(self):
        """Let the load end, well or badly, and wait until it has."""
        self._ready.set()
        with contextlib.suppress(Exception):
            warmup.shared.start().result(60)


@pytest.fixture(autouse=True)
def main_module():
    """Streamlit puts the page it runs in the place of ``__main__``, which new processes load."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def backstage(monkeypatch):
    """The pages with the small assistant behind them, which loads until ``finish_loading``."""
    stage = Backstage()
    monkeypatch.setattr(warmup, "shared", warmup.WarmUp())
    monkeypatch.setattr(build, "build_assistant", stage.build_assistant)
    monkeypatch.setattr(build, "load_catalogue", stage.load_catalogue)
    yield stage
    stage.finish_loading()


def open_page(path="ask"):
    """The app opened on one of its pages, not yet run."""
    app = AppTest.from_file(APP, default_timeout=30)
    return app.switch_page(f"assistant/pages/{path}.py")


def component_data(app, name):
    """The data of each component of that name, in the order of the page."""
    found = app.get("bidi_component")
    return [json.loads(each.proto.json) for each in found if each.proto.component_name == name]


def html_of(app):
    """All HTML of the page's body, as sent to the browser."""
    return "\n".join(each.body for each in app.main.get("html"))


def words_of(html):
    """The words alone, as they are read, with single spaces."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def problems_shown(app):
    """The lines that say what went wrong."""
    found = re.findall(r'<p class="problem" role="alert">(.*?)</p>', html_of(app))
    return [unescape(line) for line in found]


def turns_shown(app):
    """The questions and answers on the Ask page as they are drawn."""
    return [data["turn"] for data in component_data(app, "sandwell_answer")]


def announced(app):
    """What the page last told screen readers."""
    return component_data(app, "sandwell_announcer")[0]["text"]
