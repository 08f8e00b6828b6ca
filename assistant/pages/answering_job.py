"""One question being answered in a thread of its own, so that no page has to wait for it."""

from __future__ import annotations

from concurrent.futures import Future, wait
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.models import Answer, Question
    from assistant.service import Assistant
    from vectorstore.catalogue import Catalogue

LOOKING = "Looking in the report."
WRITING = "Writing the answer. Each sentence is checked before it is shown."


class StoppedEarly(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True)
class Answered:
    """An answer with the reports it was made from, what to ask next, and whether there is more."""

    question: Question
    answer: Answer
    catalogue: Catalogue
    suggestions: tuple[str, ...]
    widens: bool


class AnsweringJob:
    """Runs from when it is made. Nobody need take what it gives.

    ``so_far`` are the sentences that a language model has written and that were checked.
    """

    def __init__(self, assistant: Assistant, question: Question) -> None:
        self.so_far: tuple[str, ...] = ()
        self._stopped = False
        self._assistant = assistant
        self._question = question
        self._future: Future[Answered] = Future()
        Thread(target=self._run, name="answering", daemon=True).start()

    @property
    def stage(self) -> str:
        """What it is doing, in words."""
        return WRITING if self.so_far else LOOKING

    def stop(self) -> None:
        """Have a language model write no further sentence; there is no outcome then."""
        self._stopped = True

    def ended_within(self, seconds: float) -> bool:
        """Whether it has an outcome, after waiting for one for at most so long."""
        return bool(wait([self._future], timeout=seconds).done)

    def outcome(self) -> Answered:
        """What came of it; waits for it, and raises what went wrong."""
        return self._future.result()

    def _run(self) -> None:
        try:
            self._future.set_result(self._answered())
        except BaseException as error:
            self._future.set_exception(error)

    def _answered(self) -> Answered:
        answer, catalogue = self._answer_and_its_reports()
        return Answered(
            self._question,
            answer,
            catalogue,
            self._suggestions(answer, catalogue),
            self._widens(answer),
        )

    def _answer_and_its_reports(self) -> tuple[Answer, Catalogue]:
        """Once more if the index changed in between: offsets fit only the text they came from."""
        while True:
            catalogue = self._assistant.catalogue()
            answer = self._answer()
            if self._assistant.catalogue() is catalogue:
                return answer, catalogue

    def _answer(self) -> Answer:
        # Only here, where the assistant is loaded: pages are drawn before that.
        from assistant.prose import Finished

        self.so_far = ()
        with closing(self._assistant.steps(self._question)) as steps:
            for step in steps:
                if self._stopped:
                    break
                if isinstance(step, Finished):
                    return step.answer
                self.so_far = (*self.so_far, step.sentence.text)
        raise StoppedEarly

    def _suggestions(self, answer: Answer, catalogue: Catalogue) -> tuple[str, ...]:
        from assistant.suggestions import suggestions

        asked = (*self._question.history, self._question.text, answer.standalone_question)

        def try_out(text: str) -> Answer:
            alone = replace(self._question, text=text, history=(), everything=False)
            return self._assistant.answer_in_quotes(alone)

        return suggestions(answer, catalogue, asked, try_out)

    def _widens(self, answer: Answer) -> bool:
        """Whether asking for everything would show more than the answer does."""
        if answer.refused or self._question.everything:
            return False
        everything = self._assistant.answer_in_quotes(replace(self._question, everything=True))
        return len(everything.citations) > len(answer.citations)
