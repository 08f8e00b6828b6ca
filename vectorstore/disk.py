"""Files that survive a kill and a power cut, and one clear line where the disk refuses."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vectorstore.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the operating system says on reading below ``path`` into a StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{error.filename or path} cannot be read ({error.strerror or error}). "
            "Check its permissions, or set SANDWELL_HOME to another folder."
        ) from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the operating system says on writing below ``path`` into a StorageError."""
    try:
        yield
    except OSError as error:
        raise storage_error(path, error.errno, str(error.strerror or error)) from error


def storage_error(path: Path, number: int | None, reason: str) -> StorageError:
    """The one line for a write below ``path`` that failed; the index is as it was."""
    if number in _FULL:
        return StorageError(
            f"No space left to write {path} ({reason}). The index is as it was. "
            "Free some space, then run the command again."
        )
    if number in _REFUSED:
        return StorageError(
            f"{path} cannot be written ({reason}). The index is as it was. "
            "Make the folder writable, or set SANDWELL_HOME to another folder."
        )
    return StorageError(
        f"{path} cannot be written ({reason}). The index is as it was. "
        "Check the disk, then run the command again."
    )


def replace_file(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` in one step: readers see all of the old or all of the new."""
    new = path.with_name(f"{path.name}.new")
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Have a file under a second name; a copy where the file system gives it none.

    Only for files that nobody writes to any more: both names may be of the same bytes.
    """
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def flush_tree(folder: Path) -> None:
    """Have everything below ``folder`` on the disk before going on."""
    for path in folder.rglob("*"):
        if path.is_dir():
            flush_folder(path)
        else:
            # Windows flushes only what is open for writing
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """Have the names in ``folder`` on the disk; Windows cannot and need not."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of_file(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
