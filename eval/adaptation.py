"""Training the encoder of questions, measured on authorities that it never saw."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING

from sentence_transformers import SentenceTransformer

from assistant.console import counting_bar
from assistant.errors import UserError
from eval.statistics import estimate, mean
from eval.training_reports import read_training_reports
from vectorstore.adaptation.factors import changes_of, save_adapter
from vectorstore.adaptation.measuring import rank_within_reports
from vectorstore.adaptation.questions import CONTRAST, held_out, load_questions, require_known
from vectorstore.adaptation.vectors import embed_reports
from vectorstore.adapter import add_changes
from vectorstore.cache import CachedEmbedder, VectorCache
from vectorstore.embedding import SentenceTransformerEmbedder

try:
    from vectorstore.adaptation.training import Recipe, train_encoder
except ImportError as error:
    raise UserError(
        f"Training needs the package {error.name}, which is not installed. Run: make install"
    ) from error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vectorstore.adaptation.questions import TrainingQuestion, TrainingReport
    from vectorstore.adaptation.vectors import ReportVectors
    from vectorstore.weights import Weights

SEEDS = (1, 2, 3)
# Of the factors that are shipped: 5.4 MB. Half of it loses a hundredth of mrr@10 (docs/encoder.md).
RANK = 64
CURVE = (500, 1000, 2000, 4000)


@dataclass(frozen=True)
class TrainingData:
    """The questions, and the reports that they are about by id.

    ``contrast`` teaches the classifiers of questions, not the encoder.
    """

    questions: tuple[TrainingQuestion, ...]
    contrast: tuple[TrainingQuestion, ...]
    reports: dict[str, TrainingReport]

    @cached_property
    def held_out(self) -> frozenset[str]:
        """The authorities that are measured on and never trained on."""
        return held_out(report.authority for report in self.reports.values())

    @property
    def training(self) -> list[TrainingQuestion]:
        """What is trained on, without near misses."""
        return [question for question in self._answered if not self._is_held_out(question)]

    @property
    def testing(self) -> list[TrainingQuestion]:
        """What is measured on, without near misses."""
        return [question for question in self._answered if self._is_held_out(question)]

    @property
    def _answered(self) -> list[TrainingQuestion]:
        return [question for question in self.questions if not question.near_miss]

    def _is_held_out(self, question: TrainingQuestion) -> bool:
        return self.reports[question.report].authority in self.held_out


def load_training_data(folder: Path) -> TrainingData:
    """The questions that come with the project, and their reports from ``folder``.

    Raises UserError where the folder holds no reports, TrainingDataError where the questions
    cannot be read or name what is not there.
    """
    questions, contrast = load_questions(), load_questions(CONTRAST)
    with counting_bar() as bar:
        task = bar.add_task("Reading", total=None)
        found = read_training_reports(
            folder, lambda _, done, total: bar.update(task, completed=done, total=total)
        )
    require_known((*questions, *contrast), found)
    wanted = sorted({question.report for question in (*questions, *contrast)})
    return TrainingData(questions, contrast, {name: found[name] for name in wanted})


def embed(data: TrainingData, weights: Weights, cache: Path) -> dict[str, ReportVectors]:
    """The vectors of all reports; those that ``cache`` holds, as an index leaves it, are taken."""
    with VectorCache(cache) as known:
        embedder = CachedEmbedder(SentenceTransformerEmbedder(weights), known)
        return embed_reports(embedder, data.reports)


def train_and_measure(
    data: TrainingData, vectors: dict[str, ReportVectors], weights: Weights, into: Path
) -> Iterator[str]:
    """A line for the base, and two for each seed: all weights, and as the adapter keeps them.

    The adapter of the first seed is written to the folder ``into``.
    """
    yield (
        f"{len(data.training)} questions to train on; measured on {len(data.testing)} about "
        f"{len(data.held_out)} other authorities"
    )
    yield _figures("base", _load(weights), data, vectors)
    for seed in SEEDS:
        started = perf_counter()
        recipe = Recipe(seed=seed)
        trained = train_encoder(weights.folder, data.training, data.reports, vectors, recipe)
        name = f"seed {seed}, {perf_counter() - started:.0f} s"
        yield _figures(name, trained, data, vectors)
        changes = changes_of(_load(weights), trained, RANK)
        kept = _load(weights)
        add_changes(kept, changes)
        yield _figures(f"seed {seed}, rank {RANK}", kept, data, vectors)
        if seed == SEEDS[0]:
            save_adapter(changes, into, "encoder", weights.digest)


def learning_curve(
    data: TrainingData, vectors: dict[str, ReportVectors], weights: Weights
) -> Iterator[str]:
    """A line for each number of training questions, chosen at random."""
    for count in CURVE:
        some = random.Random(count).sample(data.training, count)
        trained = train_encoder(weights.folder, some, data.reports, vectors, Recipe())
        yield _figures(f"{count} questions", trained, data, vectors)


def _load(weights: Weights) -> SentenceTransformer:
    return SentenceTransformer(str(weights.folder), local_files_only=True)


def _figures(
    name: str, model: SentenceTransformer, data: TrainingData, vectors: dict[str, ReportVectors]
) -> str:
    """Whole paragraphs alone, as a plain search has them; then with the best sentence as well."""
    plain = {report: found.whole_paragraphs() for report, found in vectors.items()}
    words = []
    for searched, what in ((plain, "paragraphs"), (vectors, "paragraphs and sentences")):
        ranked = rank_within_reports(model, data.testing, data.reports, searched)
        hits, reciprocals = (
            f"{measure} {found.value:.3f} ({found.low:.3f} to {found.high:.3f})"
            for measure, found in (
                ("hit@5", estimate(mean, ranked.hits_at_5)),
                ("mrr@10", estimate(mean, ranked.reciprocals_at_10)),
            )
        )
        words.append(f"{what}: {hits}, {reciprocals}")
    return f"{name}: {'; '.join(words)}"
