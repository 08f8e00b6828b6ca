"""The files that the index was made from, kept so that it can be made again without their owner.

``sources/<sha256>`` holds the bytes of each file that the index rests on, ``records.json`` what is
known of every file that was ever read, so that the same bytes need not be read again.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import portalocker
from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

from ingest.identity import READER_VERSION
from vectorstore.disk import reading, replace_file, storage_error, writing
from vectorstore.errors import IndexBusy

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping
    from pathlib import Path

_LOCK, _RECORDS = "write.lock", "records.json"


class Record(BaseModel):
    """What reading some bytes gave; ``name`` is that of the file, ``read_at`` when.

    Either they are ``report``, with ``content`` as the digest of all that was parsed, or they were
    declined for ``reason``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    read_at: AwareDatetime
    reader_version: int
    report: str | None = None
    content: str | None = None
    reason: str | None = None

    @property
    def current(self) -> bool:
        """Whether today's reader would say the same."""
        return self.reader_version == READER_VERSION


_ALL = TypeAdapter(dict[str, Record])


class SourceFolder:
    """The folder ``sources`` below a home; making the object touches nothing."""

    def __init__(self, home: Path) -> None:
        self.root = home / "sources"

    @contextmanager
    def lock(self, wait_seconds: float, on_wait: Callable[[], None]) -> Iterator[None]:
        """Be the only one to add or remove reports; ``on_wait`` is told once of a wait.

        Raises IndexBusy if another process still does after ``wait_seconds``, StorageError where
        the folder cannot be written.
        """
        with writing(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
        flags = portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
        path = self.root / _LOCK
        try:
            lock = portalocker.Lock(path, "a", timeout=0, flags=flags)
            try:
                lock.acquire()
            except portalocker.AlreadyLocked:
                on_wait()
                lock.acquire(timeout=wait_seconds)
        except portalocker.AlreadyLocked as error:
            raise IndexBusy(
                f"Another process is adding reports to {self.root.parent}. "
                "Wait until it is done, then run the command again."
            ) from error
        except (portalocker.LockException, OSError) as error:
            raise storage_error(path, getattr(error, "errno", None), str(error)) from error
        try:
            yield
        finally:
            lock.release()

    def records(self) -> dict[str, Record]:
        """What is known of files, by the SHA-256 of their bytes; {} where that cannot be told."""
        path = self.root / _RECORDS
        with reading(path):
            if not path.is_file():
                return {}
            content = path.read_bytes()
        try:
            return _ALL.validate_json(content)
        except ValidationError:
            # The files that are named again are then read again, which writes it anew.
            return {}

    def path(self, sha256: str) -> Path:
        """Where the bytes of that digest are kept, if they are."""
        return self.root / sha256

    def update(self, records: Mapping[str, Record], keep: Container[str]) -> None:
        """Write the records, then remove the bytes of every file whose digest is not in ``keep``.

        Raises StorageError. A file that cannot be removed now is removed by the next update.
        """
        with writing(self.root):
            content = _ALL.dump_json(dict(records), indent=1, exclude_none=True)
            replace_file(self.root / _RECORDS, content)
            for path in self.root.iterdir():
                if path.name not in {_LOCK, _RECORDS} and path.name not in keep:
                    with suppress(OSError):
                        path.unlink()
