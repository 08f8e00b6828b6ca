"""Characters that look like others, or like nothing at all."""

from __future__ import annotations

import unicodedata

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def tidy(text: str) -> str:
    r"""Every kind of space as a space, hyphens that cannot break as hyphens, nothing unseen.

    Tabs and line ends stay; soft hyphens, zero-width and control characters go.

    >>> tidy("foster\u00a0carers’ self\u2011eval\u00aduation")
    'foster carers’ self-evaluation'
    """
    return text.translate(_TIDY)


def superscript(number: int | str) -> str:
    """The number as the mark of a footnote: ``¹²`` for 12."""
    return str(number).translate(_SUPERSCRIPTS)


def _tidied(character: str) -> str | None:
    """What stands for the character; None where nothing does."""
    if character in "\t\n\r\f":
        return character
    # White space among the control and format characters is Python's idea of a line end.
    if character.isspace():
        return " "
    return None if unicodedata.category(character) in ("Cc", "Cf") else character


# All such characters that text is written with lie below U+3001, but for the byte order mark.
_TIDY = {
    code: _tidied(chr(code)) for code in (*range(0x3001), 0xFEFF) if _tidied(chr(code)) != chr(code)
} | {0x2010: "-", 0x2011: "-"}
