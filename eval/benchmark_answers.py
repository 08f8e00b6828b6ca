"""How long an answer takes, in embeddings of a question, and a start, in loads of the model.

Both beside what a LangChain tutorial gives (``eval.systems.dense``) in the same run: ratios say the
same on a slow machine as on a fast one. Run as a program, this module measures in a process of its
own: ``model`` loads the model alone, ``tutorial`` answers one question the tutorial's way, and
``answers`` answers all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from assistant import build
from assistant.models import Question
from assistant.settings import load_settings
from eval.benchmark_command import Figure, command
from eval.cases import load_cases
from eval.cli import QUESTIONS
from eval.systems import dense

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_Asked = TypeVar("_Asked")
_ROUNDS = 3
_QUESTION = "What about homeless teens?"


def answer_figures(home: Path) -> Iterator[Figure]:
    """Figures of the index in ``home``, which holds the default report; medians of three starts."""
    model = median(_seconds(home, "model") for _ in range(_ROUNDS))
    ask = median(command(home, "ask", _QUESTION).seconds for _ in range(_ROUNDS))
    tutorial = median(_seconds(home, "tutorial") for _ in range(_ROUNDS))
    yield Figure("start: import sentence-transformers and load the model", model, "s")
    yield Figure("start: sandwell ask, in times of that", ask / model, "×")
    yield Figure("start: the tutorial's way, in times of that", tutorial / model, "×")
    measured = json.loads(_printed(home, "answers"))
    embedding = measured["embedding"]
    yield Figure("embed a question (median)", embedding * 1000, "ms")
    for name in ("quotes answer", "tutorial's answer"):
        seconds = measured[name]
        ninety_fifth = quantiles(seconds, n=20)[-1]
        yield Figure(f"{name}: median, in embeddings", median(seconds) / embedding, "×")
        yield Figure(f"{name}: 95th percentile, in embeddings", ninety_fifth / embedding, "×")


def _seconds(home: Path, what: str) -> float:
    started = perf_counter()
    _printed(home, what)
    return perf_counter() - started


def _printed(home: Path, what: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "eval.benchmark_answers", what],
        env=os.environ | {"SANDWELL_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    ).stdout


def _measure_answers() -> dict[str, object]:
    """Seconds of every question of the set, each asked alone, after one that loads everything."""
    settings = load_settings()
    assistant = build.build_assistant(settings)
    embedder = build.load_embedder(settings)
    tutorial = dense(assistant.catalogue(), embedder, settings.default_report)
    questions = [Question(case.question, case.history) for case in load_cases(QUESTIONS)]
    return {
        "embedding": median(_timed(embedder.embed_query, [q.text for q in questions])),
        "quotes answer": _timed(assistant.answer, questions),
        "tutorial's answer": _timed(tutorial.answer, questions),
    }


def _timed(ask: Callable[[_Asked], object], all_asked: list[_Asked]) -> list[float]:
    ask(all_asked[0])
    seconds = []
    for asked in all_asked:
        started = perf_counter()
        ask(asked)
        seconds.append(perf_counter() - started)
    return seconds


def _main(what: str) -> None:
    settings = load_settings()
    if what == "model":
        build.load_embedder(settings)
    elif what == "tutorial":
        found = dense(
            build.load_catalogue(settings), build.load_embedder(settings), settings.default_report
        )
        found.answer(Question(_QUESTION))
    else:
        print(json.dumps(_measure_answers()))


if __name__ == "__main__":
    _main(sys.argv[1])
