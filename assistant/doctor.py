"""What ``sandwell doctor`` looks at: each check says what it found and how to repair it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.build import find_weights
from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings
from vectorstore.errors import VectorStoreError
from vectorstore.index import open_index

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Check:
    """One thing looked at; ``detail`` holds the repair where it is not ok."""

    name: str
    ok: bool
    detail: str


def check_all() -> Iterator[Check]:
    """Settings, weights, index, in that order; stops where the next one would rest on a fault."""
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Check("settings", ok=False, detail=str(error))
        return
    yield _settings(settings)
    try:
        weights = find_weights(settings)
    except VectorStoreError as error:
        yield Check("weights", ok=False, detail=str(error))
        return
    detail = f"{weights.name}, SHA-256 {weights.digest[:12]}…"
    if weights.adapter:
        detail += f", questions adapted with {weights.adapter.digest[:12]}…"
    yield Check("weights", ok=True, detail=detail)
    try:
        with open_index(settings.home, weights) as index:
            count = len(index.catalogue.report_ids())
            detail = f"{count} report{'s' * (count != 1)} in {settings.home}, searched and found"
            if not count:
                detail = f"no reports in {settings.home}. Run: sandwell index"
            yield Check("index", ok=count > 0, detail=detail)
    except VectorStoreError as error:
        yield Check("index", ok=False, detail=str(error))


def _settings(settings: Settings) -> Check:
    known = {f"SANDWELL_{name.upper()}" for name in type(settings).model_fields}
    unknown = sorted(name for name in os.environ if name.startswith("SANDWELL_"))
    strays = [name for name in unknown if name not in known]
    if strays:
        return Check(
            "settings",
            ok=False,
            detail=f"{', '.join(strays)} has no effect. Unset it; see the README for the settings.",
        )
    return Check("settings", ok=True, detail=f"home is {settings.home}")
