"""What training changed → a small file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from safetensors.torch import save

from vectorstore.adapter import CHANGE, FACTOR_IN, FACTOR_OUT, write_with_card

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor, nn


def changes_of(base: nn.Module, trained: nn.Module, rank: int) -> dict[str, Tensor]:
    """The changes from ``base`` to ``trained`` by name, float16; unchanged weights are left out.

    A matrix is kept as the two factors of its best approximation of ``rank`` (Eckart and Young
    1936), which is exact where no more was trained; one that is
    no wider than that is kept whole.
    """
    before = dict(base.named_parameters())
    kept: dict[str, Tensor] = {}
    for name, after in trained.named_parameters():
        change = (after - before[name]).detach().float()
        if not change.any():
            continue
        if change.ndim == 1 or min(change.shape) <= rank:
            kept[name + CHANGE] = change.half()
            continue
        left, sizes, right = torch.svd_lowrank(change, q=rank + 8, niter=6)
        root = sizes[:rank].sqrt()
        kept[name + FACTOR_OUT] = (left[:, :rank] * root).half().contiguous()
        kept[name + FACTOR_IN] = (right[:, :rank] * root).T.half().contiguous()
    return kept


def save_adapter(changes: dict[str, Tensor], folder: Path, name: str, base_digest: str) -> None:
    """Write the changes as ``vectorstore.adapter`` reads them."""
    write_with_card(save(changes), folder, name, base_digest)
