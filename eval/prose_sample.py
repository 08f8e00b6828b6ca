"""What a language model gets past the check: sentences to be read by people.

    python -m eval.prose_sample --out sentences.md [--split tuning] [--limit 40] [--sample 100]

Asks the questions of the set with the model that the settings name, and writes the sentences that
were shown as supported, each beside the quote it was shown with: first ``sample`` of them drawn at
random, then all. Those of a draft that gave way to quotes count, too: whoever watched saw them.
Nothing is judged here. Quotes answers are only counted.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assistant.build import build_assistant
from assistant.errors import AssistantError, UserError
from assistant.models import Question
from assistant.prose import Checked, Finished
from assistant.settings import load_settings
from eval.calibrate import QUESTIONS
from eval.cases import load_cases
from vectorstore.disk import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.prose import Step
    from eval.cases import Case

_SEED = 20251013


class Asked(Protocol):
    """Anything that comes to its answers as the assistant does."""

    def steps(self, question: Question) -> Iterator[Step]:
        """As ``Assistant.steps``."""


class Shown(NamedTuple):
    """A sentence that was shown as supported, with the question and what it cites."""

    case: str
    question: str
    sentence: str
    quotes: tuple[str, ...]


def ask_all(assistant: Asked, cases: Sequence[Case]) -> Iterator[tuple[Case, tuple[Step, ...]]]:
    """Each case with the steps to its answer; none where asking failed."""
    for case in cases:
        try:
            yield case, tuple(assistant.steps(Question(case.question, case.history)))
        except AssistantError:
            yield case, ()


def shown_in(case: Case, steps: Sequence[Step]) -> Iterator[Shown]:
    """The sentences of a model's draft that were shown with what they rest on."""
    for step in steps:
        if isinstance(step, Checked) and step.sentence.citations:
            quotes = tuple(f"[{c.marker}] {c.quote}" for c in step.sentence.citations)
            yield Shown(case.id, case.question, step.sentence.text, quotes)


def answered_by(steps: Sequence[Step]) -> str:
    """The model's name or "quotes"; "failed" where asking failed."""
    return next((step.answer.answered_by for step in steps if isinstance(step, Finished)), "failed")


def write_up(shown: Sequence[Shown], counts: Counter[str], sample: int) -> str:
    """The report as Markdown."""
    drawn = Random(_SEED).sample(shown, min(sample, len(shown)))
    lines = ["# Sentences shown as supported", ""]
    lines += [f"- {count} answers: {how}" for how, count in counts.most_common()]
    lines += [f"- {len(shown)} sentences shown as supported", ""]
    for title, part in (("Drawn at random", drawn), ("All", shown)):
        lines += [f"## {title} ({len(part)})", ""]
        for number, one in enumerate(part, start=1):
            lines += [f"{number}. {one.sentence}  ", f"   ({one.case}: {one.question})"]
            lines += [f"   > {quote}" for quote in one.quotes]
            lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Ask, and write after every answer, so that a run that is cut short is not lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--split", choices=("tuning", "test"))
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--sample", type=int, default=100)
    named = parser.parse_args()
    settings = load_settings()
    if not settings.model:
        raise UserError("No language model is set. Set SANDWELL_MODEL; see docs/models.md.")
    chosen = [case for case in load_cases(QUESTIONS) if named.split in (None, case.split)]
    assistant = build_assistant(settings)
    shown: list[Shown] = []
    counts: Counter[str] = Counter()
    for case, steps in ask_all(assistant, chosen[: named.limit]):
        counts[answered_by(steps)] += 1
        shown.extend(shown_in(case, steps))
        text = write_up(shown, counts, named.sample)
        replace_file(named.out, text.encode("utf-8"))


if __name__ == "__main__":
    main()
