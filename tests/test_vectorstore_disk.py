"""A disk that is full or refuses costs one clear line, and never the index."""

import errno
import os
import shutil
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from vectorstore_fixtures import BruteForce, FakeEmbedder, make_document

from vectorstore import disk
from vectorstore.catalogue import open_catalogue
from vectorstore.errors import StorageError
from vectorstore.index import open_index
from vectorstore.sync import sync

resource = pytest.importorskip("resource", reason="limits on file size are a matter of POSIX")

OLD = make_document()
NEW = make_document(paragraphs=20, seed=1)


@pytest.fixture
def home(tmp_path, embedder, private_tmp):
    home = tmp_path / "home"
    sync(home, embedder, lambda: embedder, [OLD])
    yield home
    assert list(private_tmp.iterdir()) == []


def assert_untouched(home):
    embedder = FakeEmbedder()
    with open_index(home, embedder) as index:
        assert index.catalogue.document(OLD.report) == OLD
        assert index.search("passages", [embedder.embed_query("x")], 3)[0]
    generations = [path.name for path in (home / "index" / "generations").iterdir()]
    assert generations == [open_catalogue(home).generation]
    assert not (home / "index" / "current.new").exists()


@pytest.mark.parametrize("kilobytes", [1, 8, 20, 100, 160, 200, 300])
def test_a_limit_on_file_size_met_by_whoever_writes_leaves_the_old_index(home, kilobytes):
    """Python, NumPy, SQLite in Python and Chroma in Rust meet it at different sizes."""
    embedder = FakeEmbedder()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, limits[1]))
    try:
        with pytest.raises(StorageError, match="The index is as it was") as caught:
            sync(home, embedder, lambda: embedder, [NEW])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "\n" not in str(caught.value)
    assert_untouched(home)
    assert sync(home, embedder, lambda: embedder, [NEW]).replaced == (NEW.report,)


@pytest.mark.parametrize("kilobytes", [0, 16, 40, 240, 400])
def test_a_full_disk_leaves_the_old_index(tmp_path, private_tmp, kilobytes):
    if not shutil.which("mount"):
        pytest.skip("no mount here to make a small disk with")
    mount = tmp_path / "mount"
    mount.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", mount], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small disk can be made only by root")
    try:
        home = mount / "home"
        embedder = FakeEmbedder()
        sync(home, embedder, lambda: embedder, [OLD])
        ballast = mount / "ballast"
        ballast.write_bytes(bytes(max(0, shutil.disk_usage(mount).free - kilobytes * 1024)))
        with pytest.raises(StorageError, match=r"No space left .* Free some space") as caught:
            sync(home, embedder, lambda: embedder, [NEW])
        assert "\n" not in str(caught.value)
        assert_untouched(home)
        ballast.unlink()
        assert sync(home, embedder, lambda: embedder, [NEW]).replaced == (NEW.report,)
    finally:
        subprocess.run(["umount", "--lazy", mount], check=True)
    assert list(private_tmp.iterdir()) == []


@pytest.mark.parametrize("step", ["mkdir", "write_bytes", "write_text", "rename", "replace"])
def test_no_space_at_any_step_leaves_the_old_index(home, step, monkeypatch):
    def full(path, *_args, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    embedder = FakeEmbedder()
    with monkeypatch.context() as patched:
        patched.setattr(Path, step, full)
        with pytest.raises(StorageError, match="No space left"):
            sync(home, embedder, lambda: embedder, [NEW], backend=BruteForce())
    assert_untouched(home)


def test_a_failure_after_the_switch_keeps_the_new_index(home, monkeypatch):
    real = disk.flush_folder
    flushed = []

    def fails_at_the_pointer(folder):
        flushed.append(folder)
        if folder == home / "index":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(folder)

    monkeypatch.setattr(disk, "flush_folder", fails_at_the_pointer)
    embedder = FakeEmbedder()
    with pytest.raises(StorageError, match="Check the disk"):
        sync(home, embedder, lambda: embedder, [NEW])
    with open_index(home, embedder) as index:
        assert index.catalogue.document(NEW.report) == NEW


def run_without_privileges(script, *arguments):
    """Root may write anywhere unless it gives up the right to."""
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root cannot give up its rights here: no setpriv")
        rights = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}", *command]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)},
    )


@pytest.fixture
def read_only(home):
    paths = [home, *home.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    yield home
    for path in paths:
        path.chmod(path.stat().st_mode | stat.S_IWUSR)


def test_a_read_only_home_can_be_read(read_only, private_tmp):
    done = run_without_privileges(
        """
        import os, pathlib, sys, tempfile
        from vectorstore_fixtures import FakeEmbedder
        from vectorstore.index import open_index
        from vectorstore.weights import BUNDLED_MODEL, resolve_weights
        home, tempfile.tempdir = pathlib.Path(sys.argv[1]), sys.argv[2]
        assert not os.access(home, os.W_OK)
        embedder = FakeEmbedder()
        with open_index(home, embedder) as index:
            assert index.search("passages", [embedder.embed_query("x")], 3)[0]
            assert index.search_keywords("children", 3)
        resolve_weights(BUNDLED_MODEL, home / "weights.json")
        """,
        read_only,
        private_tmp,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_writing_to_a_read_only_home_is_one_clear_line(read_only):
    done = run_without_privileges(
        """
        import pathlib, sys
        from vectorstore_fixtures import FakeEmbedder, make_document
        from vectorstore.errors import StorageError
        from vectorstore.sync import sync
        home = pathlib.Path(sys.argv[1])
        try:
            sync(home, FakeEmbedder(), FakeEmbedder, [make_document(seed=1)])
        except StorageError as error:
            print(error)
        """,
        read_only,
    )
    assert done.stderr == ""
    assert done.stdout == (
        f"{read_only / 'index'} cannot be written (Permission denied). The index is as it was. "
        "Make the folder writable, or set SANDWELL_HOME to another folder.\n"
    )


def test_an_index_that_may_not_be_read_is_one_clear_line(home):
    done = None
    (home / "index" / "current").chmod(0)
    try:
        done = run_without_privileges(
            """
            import pathlib, sys
            from vectorstore.catalogue import open_catalogue
            from vectorstore.errors import StorageError
            try:
                open_catalogue(pathlib.Path(sys.argv[1]))
            except StorageError as error:
                print(error)
            """,
            home,
        )
    finally:
        (home / "index" / "current").chmod(0o644)
    assert done.stdout == (
        f"{home / 'index' / 'current'} cannot be read (Permission denied). "
        "Check its permissions, or set SANDWELL_HOME to another folder.\n"
    )


def test_replacing_a_file_is_all_or_nothing(tmp_path, monkeypatch):
    path = tmp_path / "current"
    disk.replace_file(path, b"old")

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        disk.replace_file(path, b"new")
    assert path.read_bytes() == b"old"
