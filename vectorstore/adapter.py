"""The adapter: small weights that are added to the bundled model's when it is loaded.

Each weight matrix that training changed is kept as two thin factors whose product is the change,
each vector as the change itself, in half precision. Once added they cost a question nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from vectorstore.disk import sha256_of_file
from vectorstore.errors import WeightsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor, nn

FOLDER = Path(__file__).parent / "adaptation"
FACTOR_OUT = ".out"
FACTOR_IN = ".in"
CHANGE = ".change"
ENCODER = "encoder"


class AdapterCard(BaseModel):
    """What is written beside weights: their digest, and that of the weights they belong to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: str
    base_sha256: str


@dataclass(frozen=True)
class Adapter:
    """A weight file that was compared with its card."""

    path: Path
    digest: str


def find_adapter(base_digest: str, folder: Path = FOLDER, name: str = ENCODER) -> Adapter:
    """The adapter of this name that is shipped, for the base with this digest.

    Raises WeightsError where a file is missing, cut short or altered, or made for another base.
    """
    weights, card_file = folder / f"{name}.safetensors", folder / f"{name}.json"
    try:
        card = AdapterCard.model_validate_json(card_file.read_bytes())
        digest = sha256_of_file(weights)
    except (OSError, ValidationError) as error:
        raise WeightsError(
            f"The adapter in {folder} cannot be read ({type(error).__name__}). {_repair(name)}"
        ) from error
    if digest != card.sha256:
        raise WeightsError(
            f"{weights} has SHA-256 {digest[:12]}…, expected {card.sha256[:12]}…: it was altered "
            f"or cut short. {_repair(name)}"
        )
    if card.base_sha256 != base_digest:
        raise WeightsError(
            f"{weights} was made for a model with SHA-256 {card.base_sha256[:12]}…, not "
            f"{base_digest[:12]}…. {_repair(name)}"
        )
    return Adapter(weights, digest)


def _repair(name: str) -> str:
    restored = "Restore it with git checkout"
    return f"{restored}, or set SANDWELL_ENCODER=base" if name == ENCODER else restored


def write_with_card(weights: bytes, folder: Path, name: str, base_digest: str) -> None:
    """Write ``<name>.safetensors`` and the card that ``find_adapter`` compares it with."""
    (folder / f"{name}.safetensors").write_bytes(weights)
    card = AdapterCard(sha256=hashlib.sha256(weights).hexdigest(), base_sha256=base_digest)
    (folder / f"{name}.json").write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")


def add_adapter(model: nn.Module, adapter: Adapter) -> None:
    """Add the adapter's changes to the weights of ``model`` in place.

    Raises WeightsError where they do not fit it.
    """
    # 0.1 s to import, and a base model never needs it
    from safetensors.torch import load_file

    try:
        add_changes(model, load_file(adapter.path))
    except (KeyError, RuntimeError) as error:
        raise WeightsError(
            f"{adapter.path} does not fit the model ({error}). {_repair(adapter.path.stem)}"
        ) from error


def add_changes(model: nn.Module, changes: Mapping[str, Tensor]) -> None:
    """Add changes, named as in the file, to the weights of ``model`` in place.

    Raises KeyError or RuntimeError where they do not fit it.
    """
    import torch

    parameters = dict(model.named_parameters())
    with torch.no_grad():
        for key, values in changes.items():
            if key.endswith(FACTOR_OUT):
                name = key.removesuffix(FACTOR_OUT)
                parameters[name].add_(values.float() @ changes[name + FACTOR_IN].float())
            elif key.endswith(CHANGE):
                parameters[key.removesuffix(CHANGE)].add_(values.float())
