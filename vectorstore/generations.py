"""The index folder: generations side by side, one of them current, one writer at a time.

A generation is built as ``<name>.building``, renamed when complete, and made current by
replacing the one line of ``current``. Only the holder of the write lock changes anything.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vectorstore.disk import flush_folder, flush_tree, reading, replace_file, storage_error, writing
from vectorstore.errors import (
    REBUILD,
    IndexBusy,
    IndexDamaged,
    IndexForeign,
    IndexMissing,
    VectorStoreError,
)
from vectorstore.manifest import BUILDING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NAME = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")
_OURS = {"current", "current.new", "generations", "write.lock"}
_CLUTTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
_SECONDS_BETWEEN_TRIES = 0.2


class IndexFolder:
    """The folder ``index`` below a home; making the object touches nothing."""

    def __init__(self, home: Path) -> None:
        self.root = home / "index"
        self.generations = self.root / "generations"
        self._current = self.root / "current"

    def current(self) -> str:
        """The name of the current generation.

        Raises IndexMissing, IndexForeign where the folder is somebody else's, IndexDamaged where
        it is ours but does not say.
        """
        self.refuse_foreign()
        with reading(self._current):
            try:
                name = self._current.read_bytes().strip().decode("ascii", "replace")
            except FileNotFoundError:
                raise IndexMissing(f"No reports are indexed in {self.root}. {REBUILD}") from None
        if not _NAME.fullmatch(name):
            raise IndexDamaged(
                f"{self._current} says {name[:40]!r}; expected the name of a generation. {REBUILD}"
            )
        return name

    def complete(self) -> list[str]:
        """Names of the generations whose build was finished, newest first."""
        with reading(self.generations):
            if not self.generations.is_dir():
                return []
            names = [path.name for path in self.generations.iterdir()]
        return sorted((name for name in names if _NAME.fullmatch(name)), reverse=True)

    def folder(self, name: str) -> Path:
        """Where a generation lies."""
        return self.generations / name

    def refuse_foreign(self) -> None:
        """Raise IndexForeign where the folder exists and nothing in it tells that it is ours."""
        with reading(self.root):
            if not self.root.exists():
                return
            if self.root.is_dir():
                names = {path.name for path in self.root.iterdir()}
                strange = names - _OURS - _CLUTTER
                if not strange or "generations" in names:
                    return
                what = f"it holds {min(strange)!r}"
            else:
                what = "it is a file"
        raise IndexForeign(
            f"{self.root} is not an index of sandwell ({what}). "
            "Move it away or set SANDWELL_HOME to another folder, then run: sandwell index"
        )

    @contextmanager
    def write_lock(self, wait_seconds: float, on_wait: Callable[[], None]) -> Iterator[None]:
        """Hold the right to build, creating the folder; ``on_wait`` is told once of a wait.

        Raises IndexBusy if another process still builds after ``wait_seconds``, StorageError
        where the folder cannot be written.
        """
        # portalocker costs a reader 0.06 s and only writers and copies need it
        import portalocker

        flags = portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
        self.refuse_foreign()
        with writing(self.root):
            self.generations.mkdir(parents=True, exist_ok=True)
            file = (self.root / "write.lock").open("a")
        with file:
            deadline = time.monotonic() + wait_seconds
            waited = False
            while True:
                try:
                    portalocker.lock(file, flags)
                    break
                except portalocker.AlreadyLocked as error:
                    if time.monotonic() >= deadline:
                        raise IndexBusy(
                            f"Another process is building the index in {self.root}. "
                            "Wait until it is done, then run the command again."
                        ) from error
                except portalocker.LockException as error:
                    reason = error.strerror or str(error)
                    raise storage_error(self.root / "write.lock", None, reason) from error
                if not waited:
                    on_wait()
                    waited = True
                time.sleep(_SECONDS_BETWEEN_TRIES)
            try:
                yield
            finally:
                portalocker.unlock(file)

    def new_name(self) -> str:
        """A name that no generation has, later in the alphabet than those built before."""
        return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"

    def begin(self, name: str) -> Path:
        """The empty folder to build a generation in."""
        building = self.generations / f"{name}{BUILDING}"
        building.mkdir()
        return building

    def publish(self, name: str) -> None:
        """Make the complete build of ``name`` the current generation."""
        building = self.generations / f"{name}{BUILDING}"
        flush_tree(building)
        building.rename(self.folder(name))
        flush_folder(self.generations)
        replace_file(self._current, f"{name}\n".encode("ascii"))

    def discard(self, name: str) -> None:
        """Remove what there is of a build that failed, unless it came as far as being current."""
        with suppress(VectorStoreError):
            if self.current() == name:
                return
        for folder in (self.generations / f"{name}{BUILDING}", self.folder(name)):
            shutil.rmtree(folder, ignore_errors=True)

    def prune(self, keep: str | None) -> list[Path]:
        """Remove what killed builds left, and all generations but ``keep`` (None keeps all).

        Gives the folders that would not go.
        """
        self._current.with_name("current.new").unlink(missing_ok=True)
        left = []
        for path in self.generations.iterdir():
            unfinished = path.name.endswith(BUILDING)
            ours = _NAME.fullmatch(path.name.removesuffix(BUILDING))
            if ours and (unfinished or (keep is not None and path.name != keep)):
                shutil.rmtree(path, ignore_errors=True)
                if os.path.lexists(path):
                    left.append(path)
        return left


def current_generation(home: Path) -> str | None:
    """The name of the generation to read now, None if that cannot be told; cheap enough to poll."""
    try:
        return IndexFolder(home).current()
    except VectorStoreError:
        return None
