"""What ``sandwell doctor`` looks at: each check says what it found and how to repair it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.build import find_weights, load_model, load_texts
from assistant.errors import ModelFailure, ReplyCut, SettingsError
from assistant.settings import Settings, load_settings
from vectorstore.errors import VectorStoreError
from vectorstore.index import open_index

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPAIR = (
    "Start it, or correct SANDWELL_MODEL, SANDWELL_MODEL_BASE_URL and SANDWELL_MODEL_API_KEY; "
    "see docs/models.md. Until then answers are quotes"
)


@dataclass(frozen=True)
class Check:
    """One thing looked at; ``detail`` holds the repair where it is not ok."""

    name: str
    ok: bool
    detail: str


def check_all() -> Iterator[Check]:
    """Settings, weights, index, model; stops where the next one would rest on a fault.

    The model, where there is one, is asked for one word.
    """
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
    yield _model(settings)


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


def _model(settings: Settings) -> Check:
    try:
        load_texts(settings)
        calls = load_model(settings)
    except SettingsError as error:
        return Check("model", ok=False, detail=str(error))
    if calls is None:
        return Check("model", ok=True, detail="none is set: answers are quotes")
    place = calls.model.place
    try:
        calls.reply("Reply with one word.", "Say: ready", settings.model_timeout_seconds)
    except ReplyCut:
        return Check("model", ok=True, detail=f"{place} answers, at length")
    except ModelFailure as failure:
        return Check("model", ok=False, detail=f"{place} {failure}. {_REPAIR}")
    sent = "questions are sent to it, personal details held back" if calls.model.remote else ""
    return Check("model", ok=True, detail=", ".join(filter(None, [f"{place} answers", sent])))
