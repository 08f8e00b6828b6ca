"""Files with one JSON object a line, as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def numbered_lines(path: Path) -> list[tuple[int, str]]:
    """The lines that hold anything, with their numbers from 1.

    Raises UserError where the file cannot be read or is not UTF-8; a byte order mark is allowed.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    lines = enumerate(text.split("\n"), start=1)
    return [(number, line) for number, line in lines if line.strip()]
