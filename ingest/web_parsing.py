"""The bytes of a web page to a tree of elements, within limits.

lxml closes the tags that pages leave open and never loses its way in what Word writes; the parser
of the standard library does both.
"""

from __future__ import annotations

import re

from lxml import etree, html

from ingest.errors import UnsupportedFile

LARGEST_PAGE_MIB = 20
MOST_TAGS = 500_000

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_DECLARED_WITHIN_BYTES = 4096
# Browsers take these names, which promise less, for what pages under them hold.
_WINDOWS_NAMES = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}


def parse_web_page(data: bytes, source: str) -> etree._Element | None:
    """The root element, without comments; None for a page without any element.

    Text that is valid UTF-8 is read as that, other text as the page declares, else as Windows-1252.
    Raises UnsupportedFile for a page of more than LARGEST_PAGE_MIB or MOST_TAGS, or one that
    reaches the limits of libxml2 on nesting and on the length of one text.
    """
    if len(data) > LARGEST_PAGE_MIB * 2**20:
        raise UnsupportedFile(
            f"{source} is a web page of more than {LARGEST_PAGE_MIB} MiB. Save it without its "
            "pictures, or as PDF."
        )
    # Left to itself, the parser takes a page that declares nothing for ISO 8859-1.
    text = _decode(data).encode(errors="replace")
    if text.count(b"<") > MOST_TAGS:
        raise UnsupportedFile(
            f"{source} is a web page of more than {MOST_TAGS:,} tags. Save it as PDF or plain text."
        )
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(text, parser)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UnsupportedFile(
            f"{source} is a web page whose parts are nested too deep or too long to be "
            "read. Save it as PDF or plain text."
        )
    return root


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _DECLARED.search(data[:_DECLARED_WITHIN_BYTES])
    declared = found[1].decode().lower() if found else "cp1252"
    try:
        return data.decode("cp1252" if declared in _WINDOWS_NAMES else declared, errors="replace")
    except (LookupError, ValueError):
        return data.decode("cp1252", errors="replace")
