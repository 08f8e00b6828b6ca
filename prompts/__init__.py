"""The texts that the assistant speaks in, as Markdown files with ``$named`` slots.

A slot is filled in a single pass, so that a document's own dollars and braces stay inert.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent


def load(name: str) -> Template:
    """The text called ``name``, without its last line break.

    Raises KeyError where there is none: names are written in code, never by users.
    """
    path = _FOLDER / f"{name}.md"
    if not path.is_file():
        raise KeyError(f"There is no text called {name!r} in prompts/.")
    return Template(path.read_text(encoding="utf-8").removesuffix("\n"))


def render(name: str, **values: object) -> str:
    """The text with every slot filled.

    Raises KeyError where a value is missing, TypeError where one has no slot: a text and the
    code that fills it must not drift apart.
    """
    template = load(name)
    surplus = values.keys() - set(template.get_identifiers())
    if surplus:
        raise TypeError(f"{name!r} has no slot for {', '.join(sorted(surplus))}.")
    return template.substitute(values)


def fingerprints() -> dict[str, str]:
    """The SHA-256 of every text, by name, in alphabetical order."""
    files = sorted(_FOLDER.glob("*.md"))
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
