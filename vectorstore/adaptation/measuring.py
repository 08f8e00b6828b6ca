"""How well questions find the paragraph that answers, within the report it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sentence_transformers import SentenceTransformer

    from vectorstore.adaptation.questions import TrainingQuestion, TrainingReport
    from vectorstore.adaptation.vectors import ReportVectors


@dataclass(frozen=True)
class Ranked:
    """The rank, from 1, of the best paragraph that answers each question."""

    ranks: tuple[int, ...]

    @property
    def hits_at_5(self) -> tuple[float, ...]:
        """1.0 where one is among the first five, else 0.0."""
        return tuple(float(rank <= 5) for rank in self.ranks)

    @property
    def reciprocals_at_10(self) -> tuple[float, ...]:
        """One over the rank; 0.0 beyond the tenth."""
        return tuple(1 / rank if rank <= 10 else 0.0 for rank in self.ranks)


def rank_within_reports(
    encoder: SentenceTransformer,
    questions: Sequence[TrainingQuestion],
    reports: Mapping[str, TrainingReport],
    vectors: Mapping[str, ReportVectors],
) -> Ranked:
    """Ranks in the order of ``questions``, by similarity to the paragraphs of their own report.

    Near misses have no rank and are left out. Nothing to rank gives no ranks.
    """
    answered = [question for question in questions if not question.near_miss]
    if not answered:
        return Ranked(())
    asked = torch.from_numpy(
        encoder.encode_query(
            [question.question for question in answered],
            normalize_embeddings=True,
            show_progress_bar=False,
        )
    )
    ranks = []
    for question, vector in zip(answered, asked, strict=True):
        similarities = vectors[question.report].similarities(vector)
        locators = list(reports[question.report].paragraphs)
        best = similarities[[locators.index(locator) for locator in question.gold]].max()
        ranks.append(int((similarities > best).sum()) + 1)
    return Ranked(tuple(ranks))
