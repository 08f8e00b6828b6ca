"""Which files of a folder could be reports."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a file is, its bytes say; these are the names that reports come under.
REPORT_SUFFIXES = frozenset({"", ".docx", ".htm", ".html", ".pdf", ".txt"})


@dataclass(frozen=True)
class Listing:
    """The files to read, in the order of their paths, each once however often it was named.

    ``passed_over`` counts the other files of the folders by suffix; hidden ones do not count.
    ``problems`` has one line for each path that gave nothing.
    """

    files: tuple[Path, ...] = ()
    passed_over: Counter[str] = field(default_factory=Counter)
    problems: tuple[tuple[Path, str], ...] = ()


def list_files(paths: Iterable[Path]) -> Listing:
    """A file that is named is read whatever its suffix; of a folder, what could be a report.

    Folders are searched to any depth, links followed. A path that does not exist, a folder without
    a report or one that cannot be opened is a problem, never an error.
    """
    found: list[Path] = []
    passed_over: Counter[str] = Counter()
    problems: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = len(found) + len(problems)
            for file in _walk(path, problems):
                suffix = file.suffix.lower()
                if suffix in REPORT_SUFFIXES:
                    found.append(file)
                else:
                    passed_over[suffix] += 1
            if len(found) + len(problems) == inside:
                problems.append((path, _nothing_in(path)))
        elif path.is_file():
            found.append(path)
        else:
            fault = "is not a file" if path.exists() else "does not exist"
            line = f"{shown(path)} {fault}. Name a report's file or a folder of reports."
            problems.append((path, line))
    once = {os.path.realpath(path): path for path in sorted(found, reverse=True)}
    return Listing(tuple(sorted(once.values())), passed_over, tuple(problems))


def shown(path: Path | str) -> str:
    """The path as it can be printed and stored: a name may hold bytes that are no characters."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in str(path))


def _walk(folder: Path, problems: list[tuple[Path, str]]) -> Iterator[Path]:
    """Every file below the folder that is not hidden; a folder reached by two ways only once."""

    def on_error(error: OSError) -> None:
        path = Path(error.filename)
        line = f"{shown(path)} cannot be opened: {error.strerror}. Check its permissions."
        problems.append((path, line))

    seen = set()
    for name, folders, files in os.walk(folder, followlinks=True, onerror=on_error):
        real = os.path.realpath(name)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(inner for inner in folders if not _hidden(inner))
        for file in files:
            path = Path(name, file)
            # A link to nowhere is listed, so that it is said; a pipe would be waited for, for ever.
            if not _hidden(file) and (path.is_file() or not path.exists()):
                yield path


def _hidden(name: str) -> bool:
    # "~$" begins the files by which Word marks a document as open.
    return name.startswith((".", "~$"))


def _nothing_in(folder: Path) -> str:
    kinds = ", ".join(sorted(REPORT_SUFFIXES - {""}))
    return f"{shown(folder)} holds no reports ({kinds}). Name a folder with reports in it."
