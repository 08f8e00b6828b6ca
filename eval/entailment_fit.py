"""Teaches the entailment model: ``python -m eval.entailment_fit FOLDER``.

It learns from the training pairs about other authorities, whose reports are in the folder, and is
measured, as it is shipped, on the validation pairs, whose authorities it never saw.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import roc_auc_score, roc_curve

from assistant.console import counting_bar
from assistant.errors import UserError
from assistant.settings import load_settings
from assistant.support_features import features_of
from eval.support_cases import alike, load_authority_pairs, passage_of
from eval.training_reports import read_training_reports
from vectorstore.adaptation.factors import changes_of, save_adapter
from vectorstore.adapter import FOLDER
from vectorstore.entailment import ADAPTER_NAME, CrossEncoderEntailment, load_untaught
from vectorstore.weights import BUNDLED_MODEL, resolve_weights

try:
    from vectorstore.adaptation.entailment_training import (
        EntailmentRecipe,
        Example,
        train_entailment,
    )
except ImportError as error:
    raise UserError(
        f"Training needs the package {error.name}, which is not installed. Run: make install"
    ) from error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from eval.support_cases import AuthorityPair
    from vectorstore.adaptation.questions import TrainingReport
    from vectorstore.entailment import Entailment

# Of the factors that are shipped: 8.4 MB. With 64 a fiftieth more of what is supported is refused
# where 95% of the rest is caught.
_RANK = 96
_SEED = 20251013


def examples_of(
    pairs: Sequence[AuthorityPair], reports: Mapping[str, TrainingReport]
) -> Iterator[Example]:
    """Each pair with what of its passage the check would hold it against."""
    with counting_bar() as bar:
        for pair in bar.track(pairs, description="Placing"):
            passage = passage_of(pair, reports)
            features = features_of(pair.sentence, passage)
            yield Example(features.premise, features.claim, pair.supported)


def examples_beside_others(
    pairs: Sequence[AuthorityPair], reports: Mapping[str, TrainingReport]
) -> Iterator[Example]:
    """Every second supported sentence beside a passage of the same report that is like its own."""
    choose = Random(_SEED).choice
    with counting_bar() as bar:
        supported = [pair for pair in pairs if pair.supported]
        for pair in bar.track(supported[::2], description="Misplacing"):
            passages = reports[pair.report].passages
            other = choose(alike(pair.sentence, passage_of(pair, reports), passages))
            features = features_of(pair.sentence, other)
            yield Example(features.premise, features.claim, False, misplaced=True)


def figures(examples: Sequence[Example], entailment: Entailment) -> str:
    """How well the logits tell supported sentences from others, in a line."""
    logits = entailment.logits([(example.premise, example.sentence) for example in examples])
    supported = [example.supported for example in examples]
    wrongly, rightly, _ = roc_curve(supported, logits)
    return (
        f"{len(examples)} sentences held out: area under the curve "
        f"{roc_auc_score(supported, logits):.3f}, right at the best line "
        f"{float(np.max((rightly + 1 - wrongly) / 2)):.3f}"
    )


def main() -> None:
    """Train, write the adapter, and print how well it does."""
    reports = read_training_reports(Path(sys.argv[1]))
    examples = {}
    for use in ("training", "validation"):
        pairs = [pair for pair in load_authority_pairs() if pair.use == use]
        examples[use] = [*examples_of(pairs, reports), *examples_beside_others(pairs, reports)]
    base = resolve_weights(BUNDLED_MODEL, load_settings().home / "weights.json")
    trained = train_entailment(base.folder, examples["training"], EntailmentRecipe())
    changes = changes_of(load_untaught(base.folder), trained, _RANK)
    save_adapter(changes, FOLDER, ADAPTER_NAME, base.digest)
    entailment = CrossEncoderEntailment(base)
    print(figures([each for each in examples["validation"] if not each.misplaced], entailment))
    print("With those beside other passages:", figures(examples["validation"], entailment))


if __name__ == "__main__":
    main()
