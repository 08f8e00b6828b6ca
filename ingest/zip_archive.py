"""Zip archives, which Word documents are, opened within limits."""

from __future__ import annotations

import zipfile
from io import BytesIO

from ingest.errors import UnsupportedFile

LARGEST_ZIP_MIB = 100
MOST_PARTS = 10_000

# Stands before each entry of the directory.
_ENTRY_MAGIC = b"PK\x01\x02"


def open_archive(data: bytes, source: str) -> zipfile.ZipFile:
    """The archive with its directory read and nothing unpacked; the caller closes it.

    Raises UnsupportedFile where it is larger than LARGEST_ZIP_MIB, has more than MOST_PARTS, or is
    damaged.
    """
    if len(data) > LARGEST_ZIP_MIB * 2**20:
        raise UnsupportedFile(
            f"{source} is a Word document or other zipped file of more than {LARGEST_ZIP_MIB} MiB. "
            "Save it without its pictures, or as PDF."
        )
    if data.count(_ENTRY_MAGIC) > MOST_PARTS:
        raise UnsupportedFile(
            f"{source} is a zipped file of more than {MOST_PARTS:,} parts, which no Word document "
            "has. Save the report as PDF, Word (.docx) or plain text and add that."
        )
    try:
        return zipfile.ZipFile(BytesIO(data))
    # The library meets damage with whatever its arithmetic raises.
    except Exception as error:
        raise UnsupportedFile(
            f"{source} is a Word document or other zipped file that is damaged or cut short. Get "
            "it again from where it came from."
        ) from error
