"""What holds the repository together: pins, links, packages, the untouched report."""

import hashlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CORPUS_SHA256 = "581d71d5ca01c186d57d6041787bc00f75a2016d36b611674ba5af41346bce3a"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("corpus/*.md"), *ROOT.glob("docs/**/*.md")])


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    found = [re.fullmatch(r"([\w.-]+)==([\w.!+]+)( ; .+)?", line) for line in lines]
    assert all(found), [line for line, match in zip(lines, found, strict=True) if not match]
    return {normalised(match[1]): match[2] for match in found if match}


def direct_dependencies() -> list[str]:
    project = PYPROJECT["project"]
    needed = list(chain(project["dependencies"], *project["optional-dependencies"].values()))
    return [normalised(re.match(r"[\w.-]+", requirement)[0]) for requirement in needed]


@pytest.mark.parametrize("name", direct_dependencies())
def test_every_direct_dependency_is_pinned_and_installed_as_pinned(name):
    assert version(name).split("+")[0] == pins()[name]


def test_pins_fit_every_platform_and_not_only_the_one_they_were_made_on():
    assert pins()["torch"] == "2.13.0"
    assert not [pin for pin in pins().values() if "+" in pin]
    assert "colorama" in pins(), "Windows needs it"


def test_the_python_versions_are_the_same_wherever_they_are_named():
    oldest, newest = re.findall(r"^(?:oldest|newest)=(\d+)$", read("scripts/install.sh"), re.M)
    assert PYPROJECT["project"]["requires-python"] == f">=3.{oldest}"
    assert f"Python 3.{oldest} to 3.{newest}" in read("README.md")


def test_the_declared_packages_are_those_that_exist():
    folders = [path.parent for path in ROOT.glob("[a-z]*/**/__init__.py")]
    existing = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert set(PYPROJECT["tool"]["setuptools"]["packages"]) == existing


def test_no_installed_package_hides_one_of_ours(tmp_path):
    names = ["app", "assistant", "eval", "ingest", "prompts", "vectorstore"]
    ask = f"from importlib.util import find_spec as f\nfor n in {names}: print(f(n).origin)"
    # From elsewhere and isolated: only what is installed is found, as the console script finds it.
    told = subprocess.run(
        [sys.executable, "-I", "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    origins = [Path(line).resolve() for line in told.stdout.splitlines()]
    assert [origin.relative_to(ROOT).parts[0].removesuffix(".py") for origin in origins] == names


def test_the_report_is_untouched():
    data = (ROOT / "corpus/sandwell-2025-10.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == CORPUS_SHA256


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?://|mailto:)([^)#]*)(?:#([^)]*))?\)", text)
    for name, heading in targets:
        target = (page.parent / name) if name else page
        assert target.exists(), name
        if heading:
            titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.M)
            slugs = [
                re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles
            ]
            assert heading in slugs


def test_tests_that_the_decisions_name_exist():
    for page in (ROOT / "docs/decisions").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        kept_by = text[text.index("**Kept by.**") :]
        files = re.findall(r"`(tests/\w+\.py)`", kept_by)
        assert files, page.name
        sources = "".join(read(name) for name in files)
        assert all(f"def {name}(" in sources for name in re.findall(r"`(test_\w+)`", kept_by))


def test_make_has_the_promised_targets():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    assert {"app", "install", "test", "check", "eval", "bench", "clean"} <= targets


def test_nothing_of_one_machine_is_written_down():
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout, so what belongs to it is not known")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode().split("\0") if name]
    # Written with a gap, so that this file does not find itself.
    tell_tales = ["/" + "root/", "/" + "home/", "/" + "work/", "pypi" + ".org", "python" + "hosted"]
    found = []
    for name in names:
        path = ROOT / name
        if not path.is_file() or path.suffix in (".png", ".safetensors"):
            continue
        text = path.read_text(encoding="utf-8")
        found += [(name, word) for word in tell_tales if word in text]
    assert not found
