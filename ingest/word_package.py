"""The parts of a Word document, out of its zip archive, within limits."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from ingest.errors import UnsupportedFile
from ingest.zip_archive import open_archive

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

LARGEST_PART_MIB = 20
MOST_TAGS = 500_000
# Word's own XML is deflated to a twentieth or so of its size.
LARGEST_RATIO = 200

_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W.strip("{}").encode()
_ENCRYPTED_FLAG = 0x1
_LONGEST_NAME = 200


class _Damaged(Exception):
    """A part that cannot be read, and why."""


@dataclass(frozen=True)
class WordParts:
    """The XML roots of the parts that hold text; None for those that the document lacks."""

    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None


def open_word(data: bytes, source: str) -> WordParts:
    """The parts of a .docx or .docm file, transitional or strict; nothing else is unpacked.

    Raises UnsupportedFile as ``open_archive`` does, and where a part is over the limits above,
    damaged, or brings a document type of its own.
    """
    try:
        with open_archive(data, source) as archive:
            return _parts(archive)
    except UnsupportedFile:
        raise
    except _Damaged as error:
        raise UnsupportedFile(
            f"{source} is a Word document that we cannot read: {error}. Open it in Word, save it "
            "again, or as PDF, and add that."
        ) from error
    # The library meets damage with whatever its arithmetic raises.
    except Exception as error:
        raise UnsupportedFile(
            f"{source} is a Word document that is damaged or cut short. Get it again from where "
            "it came from."
        ) from error


def _parts(archive: zipfile.ZipFile) -> WordParts:
    entries = {entry.filename: entry for entry in archive.infolist()}
    main = _related(archive, entries, "").get("officeDocument", "word/document.xml")
    document = _xml(archive, entries, main)
    if document is None:
        raise _Damaged(f"its part {main} is missing")
    if document.tag != f"{W}document":
        raise _Damaged(f"its part {main} holds no document")
    related = _related(archive, entries, main)
    return WordParts(
        document,
        *(
            _xml(archive, entries, related.get(kind, ""))
            for kind in ("styles", "numbering", "footnotes", "endnotes")
        ),
    )


def _related(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], part: str
) -> dict[str, str]:
    """The parts that a part ("" for the package) points to, by the last word of their kind."""
    folder, name = posixpath.split(part)
    root = _xml(archive, entries, posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, str] = {}
    for relationship in () if root is None else root:
        kind = relationship.get("Type", "").rpartition("/")[2]
        target = posixpath.join("/", folder, relationship.get("Target", ""))
        # Names end up in messages of one line.
        if target.isprintable() and len(target) <= _LONGEST_NAME:
            found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
    return found


def _xml(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], name: str
) -> etree._Element | None:
    entry = entries.get(name)
    if entry is None:
        return None
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise _Damaged(f"its part {name} is locked with a password")
    if entry.compress_type not in _PLAIN_METHODS:
        raise _Damaged(f"its part {name} is packed in a way that Word does not use")
    if entry.file_size > LARGEST_PART_MIB * 2**20:
        raise _Damaged(f"its part {name} is larger than {LARGEST_PART_MIB} MiB")
    if entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1):
        raise _Damaged(f"its part {name} unpacks to more than {LARGEST_RATIO} times its size")
    # No more than the declared size is ever unpacked.
    data = archive.read(entry).replace(_STRICT, _TRANSITIONAL)
    if data.count(b"<") > MOST_TAGS:
        raise _Damaged(f"its part {name} has more than {MOST_TAGS:,} tags")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _Damaged(f"its part {name} is not well-formed") from error
    if root.getroottree().docinfo.doctype:
        raise _Damaged(f"its part {name} declares a document type of its own")
    return root
