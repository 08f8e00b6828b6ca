"""Teaches the entailment model: ``python -m eval.entailment_fit FOLDER``.

It learns from the training pairs about other authorities, whose reports are in the folder, and is
measured, as it is shipped, on the validation pairs, whose authorities it never saw.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sklearn.metrics import roc_auc_score

from assistant.console import counting_bar
from assistant.errors import UserError
from assistant.settings import load_settings
from assistant.support_features import features_of
from eval.support_cases import MODEL_PAIRS, alike, load_authority_pairs, passage_of
from eval.training_reports import read_training_reports
from vectorstore.adaptation.factors import changes_of, save_adapter
from vectorstore.adapter import FOLDER, find_adapter
from vectorstore.entailment import ADAPTER_NAME as NAME
from vectorstore.entailment import CrossEncoderEntailment, load_untaught
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

    from torch import Tensor

    from eval.support_cases import AuthorityPair
    from ingest.models import Passage
    from vectorstore.adaptation.questions import TrainingReport
    from vectorstore.entailment import Entailment
    from vectorstore.weights import Weights

# Of the factors that are shipped: 8.4 MB. With 64 a fiftieth more of what is supported is refused
# where 95% of the rest is caught.
_RANK = 96
_SEED = 20251013
# Longer passages are cut (MAX_TOKENS), and what they say at their end with them.
_MOST_WORDS = 200
# What chance alone may move.
_WORSE = 0.005


def examples_of(
    pairs: Sequence[AuthorityPair], reports: Mapping[str, TrainingReport]
) -> Iterator[Example]:
    """Each pair with what of its passage the check would hold it against, and with all of it."""
    with counting_bar() as bar:
        for pair in bar.track(pairs, description="Placing"):
            yield from _beside(pair.sentence, passage_of(pair, reports), supported=pair.supported)


def examples_beside_others(
    pairs: Sequence[AuthorityPair], reports: Mapping[str, TrainingReport]
) -> Iterator[Example]:
    """Every supported sentence beside a passage of the same report that is like its own, so too."""
    choose = Random(_SEED).choice
    with counting_bar() as bar:
        supported = [pair for pair in pairs if pair.supported]
        for pair in bar.track(supported, description="Misplacing"):
            passages = reports[pair.report].passages
            other = choose(alike(pair.sentence, passage_of(pair, reports), passages))
            for example in _beside(pair.sentence, other, supported=False):
                yield example._replace(misplaced=True)


def _beside(sentence: str, passage: Passage, *, supported: bool) -> Iterator[Example]:
    features = features_of(sentence, passage)
    yield Example(features.premise, features.claim, supported)
    if len(passage.text.split()) <= _MOST_WORDS:
        yield Example(passage.text, features.claim, supported, whole=True)


def area(examples: Sequence[Example], entailment: Entailment) -> float:
    """The area under the curve of the logits, .5 for chance."""
    logits = entailment.logits([(example.premise, example.sentence) for example in examples])
    return float(roc_auc_score([example.supported for example in examples], logits))


def replace_if_no_worse(
    changes: dict[str, Tensor], base: Weights, held_out: Sequence[Example], folder: Path
) -> str:
    """Write the changes as the adapter in ``folder``; raises UserError where it is the better one.

    The line tells both areas.
    """
    shipped = area(held_out, CrossEncoderEntailment(base, find_adapter(base.digest, folder, NAME)))
    with tempfile.TemporaryDirectory() as scratch:
        save_adapter(changes, Path(scratch), NAME, base.digest)
        adapter = find_adapter(base.digest, Path(scratch), NAME)
        found = area(held_out, CrossEncoderEntailment(base, adapter))
    line = (
        f"Area under the curve of {len(held_out)} sentences held out: {found:.3f}, "
        f"was {shipped:.3f}"
    )
    if found < shipped - _WORSE:
        raise UserError(f"{line}. The entailment model stays as it was.")
    save_adapter(changes, folder, NAME, base.digest)
    return line


def main() -> None:
    """Train, and write the adapter if it is no worse than the one that is shipped."""
    reports = read_training_reports(Path(sys.argv[1]))
    examples = {}
    for use in ("training", "validation"):
        pairs = [pair for pair in load_authority_pairs() if pair.use == use]
        examples[use] = [*examples_of(pairs, reports), *examples_beside_others(pairs, reports)]
    written = [pair for pair in load_authority_pairs(MODEL_PAIRS) if pair.use == "training"]
    examples["training"] += (
        example._replace(written=True) for example in examples_of(written, reports)
    )
    base = resolve_weights(BUNDLED_MODEL, load_settings().home / "weights.json")
    trained = train_entailment(base.folder, examples["training"], EntailmentRecipe())
    changes = changes_of(load_untaught(base.folder), trained, _RANK)
    try:
        held_out = [example for example in examples["validation"] if not example.whole]
        print(replace_if_no_worse(changes, base, held_out, FOLDER))
    except UserError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
