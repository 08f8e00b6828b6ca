"""The texts that the assistant speaks in, as Markdown files with ``$named`` slots.

A slot is filled in a single pass, so that a document's own dollars and braces stay inert. A folder
of one's own may hold other versions of them: see ``Texts``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

# What is said to a language model; the rest is said to people, and tests rely on it.
OVERRIDABLE = ("answer_request", "answer_system", "rewrite_request", "rewrite_system")
_FOLDER = Path(__file__).parent


class PromptError(Exception):
    """A text in a folder of one's own cannot take the place of ours; the message is one line."""


@dataclass(frozen=True)
class Texts:
    """All texts by name, those of ``own_folder`` before ours.

    Raises PromptError where that folder is none, or holds a text that is unknown, empty, not
    UTF-8, or has other slots than ours.
    """

    own_folder: Path | None = None
    _own: dict[str, bytes] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.own_folder is not None:
            self._own.update(_read_own(self.own_folder))

    def load(self, name: str) -> Template:
        """The text called ``name``, without its last line break.

        Raises KeyError where there is none: names are written in code, never by users.
        """
        return _template(self._own.get(name) or _ours(name))

    def render(self, name: str, **values: object) -> str:
        """The text with every slot filled.

        Raises KeyError where a value is missing, TypeError where one has no slot: a text and the
        code that fills it must not drift apart.
        """
        template = self.load(name)
        surplus = values.keys() - set(template.get_identifiers())
        if surplus:
            raise TypeError(f"{name!r} has no slot for {', '.join(sorted(surplus))}.")
        return template.substitute(values)

    def fingerprints(self) -> dict[str, str]:
        """The SHA-256 of every text in force, by name, in alphabetical order."""
        texts = {name: self._own.get(name) or _ours(name) for name in _names()}
        return {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}


def load(name: str) -> Template:
    """Our own text: see ``Texts.load``."""
    return Texts().load(name)


def render(name: str, **values: object) -> str:
    """Our own text, filled: see ``Texts.render``."""
    return Texts().render(name, **values)


def fingerprints() -> dict[str, str]:
    """Those of our own texts: see ``Texts.fingerprints``."""
    return Texts().fingerprints()


def _read_own(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise PromptError(f"{folder} is no folder. Make it, or unset SANDWELL_PROMPTS.")
    files = sorted(folder.glob("*.md"))
    if not files:
        raise PromptError(
            f"{folder} holds no texts (*.md). Copy one of prompts/ there to change it."
        )
    return {path.stem: _checked(path) for path in files}


def _checked(path: Path) -> bytes:
    if path.stem not in OVERRIDABLE:
        names = ", ".join(OVERRIDABLE)
        raise PromptError(f"{path} takes no text's place. Name it as one of: {names}.")
    text = path.read_bytes()
    slots = _slots(_ours(path.stem))
    try:
        own_slots = _slots(text)
    except UnicodeDecodeError:
        raise PromptError(f"{path} is not UTF-8. Save it as such.") from None
    except ValueError:
        raise PromptError(f"{path} has a stray $ sign. Write $$ for a dollar.") from None
    if own_slots != slots or not text.strip():
        wanted = ", ".join(f"${slot}" for slot in sorted(slots)) or "no slots, but some text"
        raise PromptError(f"{path} has other slots than the text it replaces. It needs: {wanted}.")
    return text


def _slots(text: bytes) -> set[str]:
    template = _template(text)
    if not template.is_valid():
        raise ValueError(template.template)
    return set(template.get_identifiers())


def _names() -> list[str]:
    return sorted(path.stem for path in _FOLDER.glob("*.md"))


def _ours(name: str) -> bytes:
    path = _FOLDER / f"{name}.md"
    if not path.is_file():
        raise KeyError(f"There is no text called {name!r} in prompts/.")
    return path.read_bytes()


def _template(text: bytes) -> Template:
    return Template(text.decode("utf-8").replace("\r\n", "\n").removesuffix("\n"))
