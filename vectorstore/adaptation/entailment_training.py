"""Sentences beside what a passage says → a cross-encoder that knows which follow from it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from datasets import Dataset
from sentence_transformers.base.sampler import DefaultBatchSampler
from sentence_transformers.cross_encoder import (
    CrossEncoderTrainer,
    CrossEncoderTrainingArguments,
)
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from torch import Tensor, nn
from transformers import set_seed
from transformers.trainer_pt_utils import LengthGroupedSampler

from vectorstore.entailment import load_untaught

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sentence_transformers import CrossEncoder

_FOLDS = 5
# Of BERT's own parameters before training.
_SPREAD_OF_THE_HEAD = 0.02


class Example(NamedTuple):
    """What a passage says, a sentence, and whether the one bears the other out.

    ``misplaced`` is a sentence that another passage of the report bears out, ``written`` one as a
    careless language model writes it; ``whole`` says that the premise is all of the passage.
    """

    premise: str
    sentence: str
    supported: bool
    misplaced: bool = False
    whole: bool = False
    written: bool = False


@dataclass(frozen=True)
class Phase:
    """Epochs at a learning rate, falling to 0; takes in ``misplaced`` and ``whole`` ones if so.

    With ``others_beside_written`` it takes the ``written`` ones, which no other does, and so many
    others, drawn at random.
    ``residual`` leaves out what the sentence alone gives away. After an ``averaged`` one the
    weights are the mean of those before and after it (Izmailov et al. 2018).
    """

    learning_rate: float
    epochs: int
    residual: bool = False
    misplaced: bool = False
    whole: bool = False
    averaged: bool = False
    seed: int = 1
    others_beside_written: int | None = None

    def chosen(self, examples: Sequence[Example]) -> list[Example]:
        """The examples that are taught in this phase."""
        taken = [
            example
            for example in examples
            if (self.misplaced or not example.misplaced) and (self.whole or not example.whole)
        ]
        others = [example for example in taken if not example.written]
        if self.others_beside_written is None:
            return others
        few = min(self.others_beside_written, len(others))
        written = [example for example in taken if example.written]
        return written + Random(self.seed).sample(others, few)


@dataclass(frozen=True)
class EntailmentRecipe:
    """How the cross-encoder is trained; chosen on authorities held out."""

    phases: tuple[Phase, ...] = (
        Phase(7e-5, 3),
        Phase(5e-5, 4, residual=True, misplaced=True),
        Phase(4e-5, 1, residual=True, misplaced=True),
        Phase(6e-5, 1, residual=True, misplaced=True, whole=True),
        Phase(4e-5, 1, residual=True, misplaced=True, whole=True, averaged=True, seed=11),
        Phase(
            4e-5, 2, misplaced=True, whole=True, averaged=True, seed=31, others_beside_written=6000
        ),
    )
    batch_size: int = 32


class ResidualLoss(nn.Module):
    """Binary cross-entropy of the model's logit and a given one added up.

    The given one is what a model makes of the sentence without the passage, so that the
    cross-encoder need not learn how writers word what is wrong (product of experts: Clark,
    Yatskar and Zettlemoyer 2019; He, Zha and Wang 2019).
    """

    def __init__(self, model: CrossEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, inputs: Sequence[Sequence[str | float]], labels: Tensor) -> Tensor:
        """Of premises, sentences and the logits of the sentences alone."""
        premises, sentences, alone = inputs
        features = self.model.preprocess(list(zip(premises, sentences, strict=True)))
        logits = self.model(features)["scores"].view(-1)
        given = torch.tensor(alone, dtype=logits.dtype)
        return nn.functional.binary_cross_entropy_with_logits(logits + given, labels.float())


def logits_of_sentences_alone(examples: Sequence[Example]) -> list[float]:
    """What a linear model of words and pairs of words makes of each sentence, across folds."""
    supported = [example.supported for example in examples]
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
    chances = cross_val_predict(
        LogisticRegression(max_iter=2000),
        words.fit_transform([example.sentence for example in examples]),
        supported,
        cv=_FOLDS,
        method="predict_proba",
    )[:, 1]
    return [float(logit) for logit in np.log(chances / (1 - chances))]


def train_entailment(
    base: Path, examples: Sequence[Example], recipe: EntailmentRecipe
) -> CrossEncoder:
    """The model in the folder ``base`` after training on ``examples``.

    The table of word vectors stays as it is, as in ``train_encoder``.
    """
    set_seed(recipe.phases[0].seed)
    model = load_untaught(base)
    for name, parameter in model.named_parameters():
        parameter.requires_grad_("word_embeddings" not in name)
        # Nothing below an output of zero has a slope to go down.
        if name.endswith("classifier.weight"):
            nn.init.normal_(parameter, std=_SPREAD_OF_THE_HEAD)
    for phase in recipe.phases:
        kept = model.named_parameters() if phase.averaged else ()
        before = {name: weights.detach().clone() for name, weights in kept}
        chosen = phase.chosen(examples)
        alone = logits_of_sentences_alone(chosen) if phase.residual else [0.0] * len(chosen)
        dataset = Dataset.from_dict(
            {
                "premise": [example.premise for example in chosen],
                "sentence": [example.sentence for example in chosen],
                "alone": alone,
                "label": [float(example.supported) for example in chosen],
            }
        )
        with tempfile.TemporaryDirectory() as scratch:
            arguments = CrossEncoderTrainingArguments(
                output_dir=scratch,
                num_train_epochs=phase.epochs,
                per_device_train_batch_size=recipe.batch_size,
                batch_sampler=_alike_in_length,
                learning_rate=phase.learning_rate,
                weight_decay=0.01,
                warmup_steps=0.06,
                lr_scheduler_type="linear",
                use_cpu=True,
                bf16=True,
                seed=phase.seed,
                data_seed=phase.seed,
                save_strategy="no",
                report_to="none",
                logging_strategy="epoch",
            )
            trainer = CrossEncoderTrainer(
                model=model, args=arguments, train_dataset=dataset, loss=ResidualLoss(model)
            )
            trainer.train()
        if phase.averaged:
            with torch.no_grad():
                for name, weights in model.named_parameters():
                    weights.lerp_(before[name], 0.5)
    return model.eval()


class AlikeInLength(DefaultBatchSampler):
    """Batches of texts of much the same length, which take half the time of any others.

    They come in any order. From the longest to the shortest, as the library gives them, nothing is
    learnt: short sentences are more often right, so that each batch asks for another share.
    """

    def __iter__(self) -> Iterator[list[int]]:
        """Another order in each epoch."""
        batches = list(super().__iter__())
        Random(self.seed + self.epoch).shuffle(batches)
        yield from batches


def _alike_in_length(
    dataset: Dataset,
    batch_size: int,
    drop_last: bool,
    valid_label_columns: list[str] | None = None,
    generator: torch.Generator | None = None,
    seed: int = 0,
) -> DefaultBatchSampler:
    lengths = [len(row["premise"]) + len(row["sentence"]) for row in dataset]
    return AlikeInLength(
        LengthGroupedSampler(batch_size, lengths=lengths, generator=generator),
        batch_size=batch_size,
        drop_last=drop_last,
        valid_label_columns=valid_label_columns,
        generator=generator,
        seed=seed,
    )
