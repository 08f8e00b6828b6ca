"""Questions and the paragraphs that answer them → a question encoder that knows the sector's words.

Paragraphs are embedded by the base model and stay where they are; the encoder learns to put a
question near them. So no index is built anew for it, every paragraph of a report serves as a
negative for a matrix product, and a training takes minutes (docs/decisions/010).
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from datasets import Dataset
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from transformers import set_seed

from vectorstore.adaptation.ranking_loss import ReportRankingLoss

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from vectorstore.adaptation.questions import TrainingQuestion, TrainingReport
    from vectorstore.adaptation.vectors import ReportVectors

_VOCABULARY = "word_embeddings"


@dataclass(frozen=True)
class Recipe:
    """How the encoder is trained; chosen on the authorities held out (docs/encoder.md)."""

    learning_rate: float = 3e-4
    epochs: int = 2
    batch_size: int = 64
    seed: int = 1


def train_encoder(
    base: Path,
    questions: Sequence[TrainingQuestion],
    reports: Mapping[str, TrainingReport],
    vectors: Mapping[str, ReportVectors],
    recipe: Recipe,
) -> SentenceTransformer:
    """The model in the folder ``base`` after training on ``questions``; near misses are no use.

    The table of word vectors stays as it is: it is half of all weights, and most of its words
    never come in the training questions. ``vectors`` are those of ``embed_reports``.
    """
    set_seed(recipe.seed)
    model = SentenceTransformer(str(base), local_files_only=True)
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(_VOCABULARY not in name)
    rows = [question for question in questions if not question.near_miss]
    dataset = Dataset.from_dict(
        {"question": [row.question for row in rows], "label": list(range(len(rows)))}
    )
    places = {
        name: {locator: place for place, locator in enumerate(report.paragraphs)}
        for name, report in reports.items()
    }
    loss = ReportRankingLoss(
        model,
        [vectors[row.report] for row in rows],
        [[places[row.report][locator] for locator in row.gold] for row in rows],
    )
    with tempfile.TemporaryDirectory() as scratch:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=scratch,
            num_train_epochs=recipe.epochs,
            per_device_train_batch_size=recipe.batch_size,
            learning_rate=recipe.learning_rate,
            weight_decay=0.01,
            warmup_steps=0.1,
            lr_scheduler_type="linear",
            use_cpu=not torch.cuda.is_available(),
            bf16=torch.cuda.is_available(),
            seed=recipe.seed,
            data_seed=recipe.seed,
            save_strategy="no",
            report_to="none",
            logging_strategy="epoch",
        )
        trainer = SentenceTransformerTrainer(
            model=model, args=arguments, train_dataset=dataset, loss=loss
        )
        trainer.train()
    return model.to("cpu").eval()
