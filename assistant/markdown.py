"""Text as Markdown that shows nothing but the text."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]{}#|~$!]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ENTITY = re.compile("[&<>]")
_LINE_START = re.compile(r"^(?:(?=[-+=])|(\d+)(?=[.)](?: |$)))")
_MENTION = re.compile(r"(?<!\w)@(?=\w)|@(?=[\w-]+\.)")
_ADDRESS = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)


def plain(text: object) -> str:
    """The text on one line, as GitHub-flavoured Markdown without any markup in it.

    It may stand anywhere but in code: in a line, at the start of one, in a table's cell. White
    space is collapsed.
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", " ".join(str(text).split()))
    escaped = _ENTITY.sub(lambda found: _ENTITIES[found[0]], escaped)
    escaped = _LINE_START.sub(lambda found: f"{found[1] or ''}\\", escaped)
    escaped = _ADDRESS.sub(lambda found: found[0].replace("/", "\\/").replace(".", "\\."), escaped)
    # Nothing else keeps GitHub from making a mail address of it, or a mention of somebody.
    return _MENTION.sub("@<!-- -->", escaped)
