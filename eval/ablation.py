"""What each part of answering adds: ``python -m eval.ablation tuning`` (or ``test``).

Every question of the split is asked again with one part turned off at a time, and each figure is
printed beside that of the whole, as a table in Markdown. An asterisk marks a difference whose
paired 95% interval does not hold zero.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple
from unittest.mock import patch

import typer

from assistant import (
    answering,
    build,
    exact,
    parts,
    quoting,
    retrieval,
    silence,
    understanding,
    weighing,
)
from assistant.answerability import NO_LEANING
from assistant.focus import Focus
from assistant.settings import load_settings
from assistant.spelling import Mended
from eval.cases import load_cases
from eval.cli import QUESTIONS
from eval.measures import MEASURES
from eval.names import Split  # noqa: TC001  Typer reads it when the command runs.
from eval.running import observe
from eval.scoring import score_cases, scored
from eval.statistics import estimate, paired_difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.settings import Settings
    from eval.cases import Case
    from eval.scoring import CaseScore
    from vectorstore.embedding import Embedder

_SHOWN = (
    "hit@5",
    "recall@5",
    "mrr@10",
    "citation_precision",
    "citation_recall",
    "quote_recall",
    "refusal_f1",
    "false_refusal_rate",
)


class Off(NamedTuple):
    """In ``module``, ``name`` is replaced by ``by`` to turn something off."""

    module: Any
    name: str
    by: object


def _as_it_is(text: str) -> str:
    return text


PARTS: dict[str, tuple[Off, ...]] = {
    "follow-ups made to stand alone": (Off(understanding, "standalone", lambda q: q.text),),
    "spelling mended": (Off(understanding, "mend", lambda text, _: Mended(text, ())),),
    "the glossary": (Off(understanding, "expand", _as_it_is),),
    "parts of a question": (Off(understanding, "split", lambda text: (text,)),),
    "search of sentences": (Off(retrieval, "_SENTENCE_WEIGHT", 0.0),),
    "search of whole passages": (Off(retrieval, "_PASSAGE_WEIGHT", 0.0),),
    "search by words": (Off(retrieval, "_KEYWORD_WEIGHT", 0.0),),
    "look-ups": (Off(exact, "look_up", lambda *_: None),),
    "grades, improvements, header": (Off(exact, "from_structure", lambda *_: []),),
    "classifiers of questions": (
        Off(answering, "leanings_of", lambda texts, *_: [NO_LEANING] * len(texts)),
    ),
    "what the report does not name": (
        Off(answering, "unmentioned", lambda *_: ()),
        Off(answering, "all_unmentioned", lambda *_: False),
    ),
    "refusing what is never named": (Off(answering, "all_unmentioned", lambda *_: False),),
    "what is wanted and not there": (Off(silence, "lacks_what_is_asked", lambda *_: False),),
    "what is there word for word": (Off(silence, "says_it_all", lambda *_: False),),
    "groups side by side": (Off(parts, "by_group", lambda _: ()),),
    "the subject of an overview": (Off(weighing, "on_the_subject", lambda evidence, _: evidence),),
    "what names the subject": (Off(answering, "naming_first", lambda evidence, _: evidence),),
    "what is easily mistaken": (Off(answering, "told_apart", lambda evidence, *_: evidence),),
    "findings before what sums them up": (Off(weighing, "findings_first", lambda each: each),),
    "refusal": (Off(weighing, "judge", lambda *_: "answered"),),
    "how much is asked for": (Off(weighing, "breadth_of", lambda *_: "one"),),
    "strengths and weaknesses": (Off(weighing, "focus_of", lambda *_: Focus()),),
    "what qualifies a sentence": (
        Off(quoting, "_with_its_context", lambda found: (found.sentence,)),
    ),
    "criticism of what is quoted": (Off(quoting, "_finds_fault", lambda _: False),),
}


@dataclass(frozen=True)
class _Remembering:
    """An embedder that embeds no question twice."""

    embedder: Embedder
    known: dict[str, list[float]]

    def embed_query(self, text: str) -> list[float]:
        if text not in self.known:
            self.known[text] = self.embedder.embed_query(text)
        return self.known[text]

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def __getattr__(self, name: str) -> object:
        return getattr(self.embedder, name)


def main(split: Annotated[Split, typer.Argument(help="Whose questions are asked.")]) -> None:
    """Print the table; takes some minutes."""
    settings = load_settings()
    cases = [case for case in load_cases(QUESTIONS) if case.split == split]
    whole = _ask(cases, settings)
    print("| without | " + " | ".join(_SHOWN) + " |")
    print("|---" * (len(_SHOWN) + 1) + "|")
    print(_line("nothing: all parts", whole, whole))
    base = settings.model_copy(update={"encoder": "base"})
    print(_line("the adapted encoder, and so the classifiers", whole, _ask(cases, base)))
    for name, switches in PARTS.items():
        with ExitStack() as stack:
            for off in switches:
                stack.enter_context(patch.object(off.module, off.name, off.by))
            rows = _ask(cases, settings)
        print(_line(name, whole, rows), flush=True)


_known: dict[str, _Remembering] = {}


def _ask(cases: Sequence[Case], settings: Settings) -> Sequence[CaseScore]:
    if settings.encoder not in _known:
        _known[settings.encoder] = _Remembering(build.load_embedder(settings), {})
    with patch.object(build, "load_embedder", lambda _: _known[settings.encoder]):
        assistant = build.build_assistant(settings)
    observations = {seen.id: seen for seen in observe(assistant, cases)}
    return score_cases(cases, {c.id: settings.default_report for c in cases}, observations, {})


def _line(name: str, whole: Sequence[CaseScore], rows: Sequence[CaseScore]) -> str:
    cells = []
    for measure in (measure for measure in MEASURES if measure.name in _SHOWN):
        pairs = [
            (before.values[measure.value], after.values[measure.value])
            for before, after in zip(whole, rows, strict=True)
        ]
        known = [(a, b) for a, b in pairs if a is not None and b is not None]
        first, second = [a for a, _ in known], [b for _, b in known]
        value = estimate(measure.statistic, list(scored(measure, rows))).value
        change = paired_difference(measure.statistic, first, second)
        clear = (change.low or 0.0) > 0 or (change.high or 0.0) < 0
        cells.append("–" if value is None else f"{value:.3f}".lstrip("0") + "*" * clear)
    return f"| {name} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    typer.run(main)
