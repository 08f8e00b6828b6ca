"""What a question is about that the reports in its scope are not: another authority or inspection.

What these reports speak of themselves is never among it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.other_authorities import authorities_asked
from assistant.other_inspections import inspectorate_asked, year_asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.models import Document
    from vectorstore.catalogue import Catalogue

_TELLS = (None, "summary", "improvements")


@dataclass(frozen=True)
class Elsewhere:
    """What is asked about instead, in words, and the reports of the index on it, newest first.

    ``year`` is that of the inspection, where that alone is another.
    """

    name: str
    documents: tuple[Document, ...] = ()
    year: str | None = None


def asked_elsewhere(text: str, scope: Sequence[Document], catalogue: Catalogue) -> Elsewhere | None:
    """None where the question is about what the reports in ``scope`` are about."""
    plain = text.replace("’", "'")
    told = " ".join(
        passage.text
        for document in scope
        for passage in catalogue.passages(document.report)
        if passage.part in _TELLS
    )
    own = " ".join(document.authority for document in scope)
    names = [name for name in authorities_asked(plain) if name not in f"{own} {told}"]
    years = {_year(document) for document in scope}
    year = year_asked(plain, told)
    year = None if year in years else year
    if names:
        return Elsewhere(" and ".join(names), _reports(catalogue, names, year))
    other = inspectorate_asked(plain, told)
    if other:
        return Elsewhere(other)
    if year:
        authorities = [document.authority for document in scope]
        return Elsewhere(f"an inspection in {year}", _reports(catalogue, authorities, year), year)
    return None


def _reports(catalogue: Catalogue, names: Sequence[str], year: str | None) -> tuple[Document, ...]:
    found = [
        document
        for document in catalogue.reports()
        if any(name.lower() in document.authority.lower() for name in names)
        and year in (None, _year(document))
    ]
    return tuple(sorted(found, key=lambda document: str(document.end_date), reverse=True))


def _year(document: Document) -> str | None:
    return str(document.end_date.year) if document.end_date else None
