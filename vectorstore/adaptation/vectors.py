"""The vectors of a report's paragraphs and sentences, and how near a question is to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from vectorstore.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

    from vectorstore.adaptation.questions import TrainingReport
    from vectorstore.embedding import Embedder


@dataclass(frozen=True)
class ReportVectors:
    """Rows as they are indexed, paragraph by paragraph: (n_paragraphs, most_rows, dimension).

    A paragraph with fewer rows than another has its first one again in their place, which changes
    no maximum.
    """

    passages: Tensor
    sentences: Tensor

    def similarities(self, question: Tensor) -> Tensor:
        """(n_paragraphs,): half that of the whole paragraph, half that of its best sentence.

        As the search weighs them (docs/decisions/005). ``question`` is (dimension,) of unit length.
        """
        whole = (self.passages @ question).amax(dim=1)
        best = (self.sentences @ question).amax(dim=1)
        return (whole + best) / 2

    def whole_paragraphs(self) -> ReportVectors:
        """The same without sentences: what a plain search sees."""
        return ReportVectors(self.passages, self.passages)


def embed_reports(
    embedder: Embedder, reports: Mapping[str, TrainingReport]
) -> dict[str, ReportVectors]:
    """The vectors of every report by its id, float32; raises as the embedder."""
    return {name: _embed(embedder, report) for name, report in reports.items()}


def _embed(embedder: Embedder, report: TrainingReport) -> ReportVectors:
    rows = [
        rows_of(passage, embedder.count_tokens, embedder.max_tokens) for passage in report.passages
    ]
    vectors = torch.tensor(embedder.embed_documents([row.text for own in rows for row in own]))
    by_paragraph = torch.split(vectors, [len(own) for own in rows])

    def of(collection: str) -> Tensor:
        kept = [
            own[[row.collection == collection for row in described]]
            for own, described in zip(by_paragraph, rows, strict=True)
        ]
        most = max(len(own) for own in kept)
        return torch.stack([torch.cat([own, own[:1].expand(most - len(own), -1)]) for own in kept])

    return ReportVectors(of("passages"), of("sentences"))
