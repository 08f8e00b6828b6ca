"""The reports that the pages can show, without waiting for any model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import build, settings
from assistant.pages import warmup

if TYPE_CHECKING:
    from ingest.models import Document
    from vectorstore.catalogue import Catalogue


def current_catalogue() -> Catalogue:
    """The catalogue that answers come from; before the assistant is ready, the one on disk.

    Raises a VectorStoreError or a SettingsError where there is none to read.
    """
    assistant = warmup.shared.assistant
    if assistant is not None:
        return assistant.catalogue()
    return build.load_catalogue(settings.load_settings())


def default_document(catalogue: Catalogue) -> Document | None:
    """The report that is searched and shown where none is asked for; None in an empty index."""
    chosen = settings.load_settings().default_report
    if chosen in catalogue.report_ids():
        return catalogue.document(chosen)
    return max(catalogue.reports(), key=lambda each: str(each.end_date), default=None)
