"""The contrastive loss: a question is nearer to what answers it than to the rest of its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sentence_transformers import SentenceTransformer

    from vectorstore.adaptation.vectors import ReportVectors

# As sentence-transformers' own ranking losses: a temperature of 0.05.
_SCALE = 20.0
_PIECES = 4


class ReportRankingLoss(nn.Module):
    """InfoNCE (van den Oord et al. 2018) against every paragraph of the question's own report.

    The report's vectors are given and stay as they are, so that all neighbours of the right
    paragraph are negatives at no cost. Of several that answer, it is enough to be near one.
    """

    def __init__(
        self,
        model: SentenceTransformer,
        reports: Sequence[ReportVectors],
        golds: Sequence[Sequence[int]],
    ) -> None:
        """By row of the training data: its report, and the places of the paragraphs that answer."""
        super().__init__()
        self.model = model
        self._reports = reports
        self._golds = golds

    def forward(self, sentence_features: Iterable[dict[str, Tensor]], labels: Tensor) -> Tensor:
        """The mean loss of a batch of questions; ``labels`` are their rows."""
        (features,) = sentence_features
        losses = []
        for row, question in zip(labels.tolist(), self._embed(features), strict=True):
            similarities = _SCALE * self._reports[row].similarities(question)
            answering = similarities[list(self._golds[row])]
            losses.append(similarities.logsumexp(0) - answering.logsumexp(0))
        return torch.stack(losses).mean()

    def _embed(self, features: dict[str, Tensor]) -> Tensor:
        """In pieces of like length: one long question would make all others as long."""
        lengths = features["attention_mask"].sum(dim=1)
        order = lengths.argsort()
        pieces = []
        for rows in order.chunk(_PIECES):
            longest = int(lengths[rows].max())
            piece = {
                name: values[rows, :longest]
                for name, values in features.items()
                if isinstance(values, Tensor) and values.ndim == 2
            }
            pieces.append(self.model(piece)["sentence_embedding"])
        return nn.functional.normalize(torch.cat(pieces)[order.argsort()].float(), dim=1)
