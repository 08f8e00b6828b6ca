"""The default report as parsed, and once per run a real index of it with the real model."""

import sys

import pytest

from assistant import build, cli
from assistant.build import load_embedder, load_entailment
from assistant.indexing import index_paths
from assistant.service import Assistant
from assistant.settings import CORPUS, Settings
from ingest.passages import passages_of
from ingest.report import read_report


@pytest.fixture(scope="session")
def sandwell():
    path = CORPUS / "sandwell-2025-10.txt"
    return read_report(path.read_bytes(), path.name)


@pytest.fixture(scope="session")
def sandwell_passages(sandwell):
    return {passage.locator: passage for passage in passages_of(sandwell)}


@pytest.fixture(scope="session")
def real_settings(tmp_path_factory):
    return Settings(home=tmp_path_factory.mktemp("home"), _env_file=None)


@pytest.fixture(scope="session")
def real_embedder(real_settings):
    return load_embedder(real_settings)


@pytest.fixture(scope="session")
def real_entailment(real_settings):
    return load_entailment(real_settings)


@pytest.fixture(scope="session")
def real_home(real_settings):
    """A home folder with the default report indexed; tests only read it."""
    index_paths(real_settings, [])
    return real_settings.home


@pytest.fixture(scope="session")
def assistant(real_home, real_embedder, real_settings):
    return Assistant(real_home, real_embedder, real_settings.default_report)


@pytest.fixture
def sandwell_command(monkeypatch, capsys, real_home, real_embedder):
    """Run ``sandwell`` with these words; gives (exit code, stdout, stderr)."""
    monkeypatch.setenv("SANDWELL_HOME", str(real_home))
    monkeypatch.setattr(build, "load_embedder", lambda _: real_embedder)

    def sandwell(*words):
        monkeypatch.setattr(sys, "argv", ["sandwell", *map(str, words)])
        with pytest.raises(SystemExit) as exit_:
            cli.main()
        out, err = capsys.readouterr()
        return exit_.value.code, out, err

    return sandwell
