"""Private copies: Chroma writes even where it only reads, so no reader opens a generation itself.

A copy lies in a temporary folder that its owner keeps locked. The system frees the lock of a killed
owner, so whoever makes the next copy can tell which folders are nobody's any more.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path

import portalocker

from vectorstore.errors import StorageError

_PREFIX = "sandwell-index-"
_LOCK = "owner.lock"
_TRIES = 20


class PrivateCopy:
    """A copy of a folder at ``path``, for this process alone; gone at ``close`` or exit."""

    def __init__(self, source: Path) -> None:
        """Copy ``source``, first removing copies whose owners were killed.

        Raises FileNotFoundError where the source is missing or vanishes meanwhile, StorageError
        where there is no room or right to copy.
        """
        _sweep()
        try:
            folder, lock = _locked_folder()
        except OSError as error:
            raise _no_copy(tempfile.gettempdir(), error) from error
        self.path = folder / source.name
        self._finalizer = weakref.finalize(self, _discard, folder, lock)
        try:
            _copy(source, self.path)
        except FileNotFoundError:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise _no_copy(folder, error) from error

    def close(self) -> None:
        """Remove the copy; nothing may have it open any more."""
        self._finalizer()


def _no_copy(folder: Path | str, error: Exception) -> StorageError:
    return StorageError(
        f"No copy of the index could be made in {folder} ({error}). "
        "Free some space there, or set TMPDIR to a folder that can be written."
    )


def _copy(source: Path, target: Path) -> None:
    """Contents only: shutil.copytree would make the copy of a read-only folder read-only too."""
    target.mkdir()
    for path in source.iterdir():
        if path.is_dir():
            _copy(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)


def _locked_folder() -> tuple[Path, int]:
    for _ in range(_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        with suppress(FileNotFoundError):
            lock = _try_lock(folder)
            if lock is not None:
                return folder, lock
        # A sweeper came between making the folder and locking it.
    raise FileNotFoundError(f"each of {_TRIES} new folders was removed at once")


def _try_lock(folder: Path) -> int | None:
    """An open descriptor that holds the lock, None if another has it or removed the folder."""
    if os.name == "nt":
        path, flags = folder / _LOCK, os.O_RDWR | os.O_CREAT
    else:
        # The folder itself, because systemd then spares it when it clears old files from /tmp.
        path, flags = folder, os.O_RDONLY
    descriptor = os.open(path, flags)
    try:
        portalocker.lock(
            descriptor, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
        )
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except (portalocker.LockException, FileNotFoundError):
        pass
    os.close(descriptor)
    return None


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        # Other users' folders, and what another sweeper removes at this moment.
        with suppress(OSError):
            if folder.is_symlink() or not _is_mine(folder):
                continue
            lock = _try_lock(folder)
            if lock is not None:
                _discard(folder, lock)


def _is_mine(folder: Path) -> bool:
    return os.name == "nt" or folder.stat().st_uid == os.getuid()


def _discard(folder: Path, lock: int) -> None:
    # Unlocked only when it is gone: a new owner could lock what is about to be removed.
    shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)
    if os.name == "nt":
        # No open file can be removed there, and the lock file was one.
        shutil.rmtree(folder, ignore_errors=True)
