"""Prose from a language model, checked sentence by sentence before anyone sees it.

The quotes answer is made first, on this machine, and stays at hand: it is given where the question
seems to hold personal details and the model is elsewhere, where the model fails, and where too
little of its draft survives the check. What quotes refuse, or look up exactly, no model is asked.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.checking import Tally, check_draft
from assistant.drafting import request_for, within_budget
from assistant.errors import ModelFailure
from assistant.privacy import in_words, personal_details
from assistant.rewriting import needs_rewriting, rewrite
from assistant.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from assistant.chat_model import ChatModel
    from assistant.model_calls import ModelCalls
    from assistant.models import Answer, AnswerSentence, Question
    from assistant.understanding import Reader
    from ingest.models import Passage
    from prompts import Texts
    from vectorstore.catalogue import Catalogue
    from vectorstore.entailment import Entailment

    Quotes = Callable[[Question, Reader], Answer]

# Of the model's time for an answer, what it may use to read the question; the rest is to write.
_SHARE_FOR_READING = 0.25
# A question that is longer is a pasted note, and read without the model.
_MOST_READ = 2000


# Long English words make fewer tokens than this.
_CHARACTERS_A_TOKEN = 8


@dataclass(frozen=True)
class Checked:
    """A sentence of the model's that was checked, while the rest is still being written."""

    sentence: AnswerSentence


@dataclass(frozen=True)
class Finished:
    """The whole answer, always the last step; it may be the quotes answer after all."""

    answer: Answer


Step = Checked | Finished


@dataclass(frozen=True)
class WritingLimits:
    """How long the model may take and how much it may read and write."""

    timeout_seconds: float
    max_tokens: int
    context_tokens: int
    show_unsupported: bool = False


class Writer:
    """A language model that drafts and is checked; safe to use from several threads."""

    def __init__(
        self, calls: ModelCalls, entailment: Entailment, texts: Texts, limits: WritingLimits
    ) -> None:
        self._calls = calls
        self._entailment = entailment
        self._texts = texts
        self._limits = limits

    @property
    def model(self) -> ChatModel:
        """The model, by name and place."""
        return self._calls.model

    def steps(self, question: Question, quotes: Quotes, catalogue: Catalogue) -> Iterator[Step]:
        """Sentences as they are checked, at last the answer; closing it stops the model.

        ``quotes`` gives the answer in quotes. Raises as it does.
        """
        stopped = self._stopped(question)
        if stopped:
            answer = quotes(question, understand)
            yield Finished(replace(answer, warnings=(stopped, *answer.warnings)))
            return
        read, failure = self._reading(question)
        answer = quotes(question, read)
        if answer.refused or answer.exact:
            yield Finished(answer)
            return
        if failure is None:
            try:
                tally = yield from self._written(answer, catalogue)
                yield Finished(self._prose(answer, tally))
                return
            except ModelFailure as error:
                failure = error
        yield Finished(replace(answer, warnings=(*answer.warnings, self._notice(failure))))

    def _stopped(self, question: Question) -> str | None:
        """Why a model elsewhere must not see the question; None where it may."""
        if not self.model.remote:
            return None
        details = personal_details("\n".join([*question.history, question.text]))
        if not details:
            return None
        return (
            f"Your question seems to hold {in_words(details)}, so it was not sent to the language "
            f"model ({self.model.place}). This answer was made on this machine, of the report's "
            "own sentences. Leave personal details out: no question needs them."
        )

    def _reading(self, question: Question) -> tuple[Reader, ModelFailure | None]:
        """How to read the question; without the model where that is enough, or where it fails."""
        readable = 0 < len(question.text.strip()) <= _MOST_READ
        if not readable or not needs_rewriting(question):
            return understand, None
        seconds = self._limits.timeout_seconds * _SHARE_FOR_READING
        try:
            return rewrite(question, self._calls, self._texts, seconds) or understand, None
        except ModelFailure as error:
            return understand, error

    def _written(self, answer: Answer, catalogue: Catalogue) -> Generator[Step, None, Tally]:
        passages = _passages(answer, catalogue)
        cited = [f"{citation.report}/{citation.locator}" for citation in answer.citations]
        chosen = within_budget(passages, cited, self._limits.context_tokens)
        request = request_for(answer.standalone_question, chosen, self._texts)
        reports = {passage.report for passage in chosen}
        documents = {report: catalogue.document(report) for report in reports}
        seconds = self._limits.timeout_seconds * (1 - _SHARE_FOR_READING)
        pieces = self._calls.stream(request.system, request.text, seconds)
        with closing(pieces):
            sentences = check_draft(
                pieces,
                request.passages,
                documents if len(reports) > 1 else {},
                answer.standalone_question,
                self._entailment,
                max_characters=self._limits.max_tokens * _CHARACTERS_A_TOKEN,
            )
            while True:
                try:
                    sentence = next(sentences)
                except StopIteration as end:
                    tally: Tally = end.value
                    return tally
                if sentence.supported or self._limits.show_unsupported:
                    yield Checked(sentence)

    def _prose(self, answer: Answer, tally: Tally) -> Answer:
        if not tally.enough:
            raise ModelFailure(
                "wrote nothing that its passages bear out"
                if not tally.supported
                else "wrote too much that its passages do not bear out"
            )
        shown = tally.sentences if self._limits.show_unsupported else tally.supported
        return replace(
            answer,
            outcome="partial" if tally.not_covered else answer.outcome,
            sentences=shown,
            answered_by=self.model.name,
            not_covered=(*answer.not_covered, *tally.not_covered),
            warnings=(*answer.warnings, *tally.notices(shown=self._limits.show_unsupported)),
            seconds={**answer.seconds, "model": tally.seconds},
        )

    def _notice(self, failure: ModelFailure) -> str:
        return (
            f"The language model ({self.model.place}) {failure}. "
            "This answer is made of the report's own sentences instead."
        )


def _passages(answer: Answer, catalogue: Catalogue) -> tuple[Passage, ...]:
    found = (catalogue.passage(looked.report, looked.locator) for looked in answer.retrieved)
    return tuple(passage for passage in found if passage)
