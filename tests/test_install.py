"""scripts/install.sh with a Python and a pip that only pretend: what it decides and says."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOOLS = [
    "awk",
    "cat",
    "cksum",
    "cp",
    "df",
    "dirname",
    "flock",
    "mkdir",
    "mv",
    "rm",
    "sh",
    "tail",
    "tr",
]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows installs without make")

PYTHON = """#!/bin/sh
case "$*" in
*"import sys; print"*) echo "{version}" ;;
*"import venv"*) exit {venv_missing} ;;
"-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
"-m pip install"*)
    echo "$*" >>../pip-calls
    if [ -f ../pip-says ]; then cat ../pip-says; exit 1; fi
    ;;
esac
"""
UNREACHABLE = """WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by X
ERROR: Could not find a version that satisfies the requirement setuptools (from versions: none)
"""


@dataclass
class Project:
    folder: Path

    def run(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "scripts/install.sh"],
            cwd=self.folder,
            env={"PATH": str(self.folder.parent / "bin"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def python(self, version: str = "3.11.7", venv_missing: int = 0, name: str = "python3") -> None:
        path = self.folder.parent / "bin" / name
        path.write_text(PYTHON.format(version=version, venv_missing=venv_missing))
        path.chmod(0o755)

    def pip_fails_saying(self, text: str | None) -> None:
        path = self.folder.parent / "pip-says"
        path.unlink(missing_ok=True)
        if text is not None:
            path.write_text(text)

    @property
    def pip_calls(self) -> int:
        path = self.folder.parent / "pip-calls"
        return len(path.read_text().splitlines()) if path.exists() else 0

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "a folder"
    (folder / "scripts").mkdir(parents=True)
    for name in ["scripts/install.sh", "pyproject.toml", "constraints.txt"]:
        shutil.copy(ROOT / name, folder / name)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        if found := shutil.which(tool):
            (tmp_path / "bin" / tool).symlink_to(found)
    return Project(folder)


def test_the_second_run_does_nothing(project):
    project.python()
    first, calls = project.run(), project.pip_calls
    second = project.run()
    assert (first.returncode, second.returncode) == (0, 0)
    assert (second.stdout, second.stderr, project.pip_calls) == ("", "", calls)


def test_everything_is_installed_from_the_pins(project):
    project.python()
    project.run()
    calls = (project.folder.parent / "pip-calls").read_text().splitlines()
    assert all("--constraint constraints.txt" in call for call in calls)
    assert calls[-1].endswith("--editable .[dev]")


def test_an_old_python_is_passed_over_for_a_fitting_one(project):
    project.python("3.9.18")
    project.python("3.12.1", name="python3.12")
    assert "with Python 3.12.1" in project.run().stdout


@pytest.mark.parametrize("version", ["3.9.18", "Python 3.9.18", "3.15.0", "2.7.18"])
def test_a_python_that_does_not_fit_is_named_with_the_range(project, version):
    project.python(version)
    result = project.run()
    says = f"Python 3.11 to 3.14 is needed, but python3 is {version.removeprefix('Python ')}."
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert says in result.stderr
    assert not project.venv.exists()


def test_no_python_at_all_is_said(project):
    assert "Python 3.11 to 3.14 is needed, and none was found." in project.run().stderr


def test_a_python_named_by_the_user_is_taken(project):
    project.python("3.11.7")
    project.python("3.13.0", name="mine")
    assert "with Python 3.13.0" in project.run(PYTHON="mine").stdout


def test_a_python_named_by_the_user_that_does_not_run_is_said(project):
    project.python("3.11.7")
    assert "but other does not run" in project.run(PYTHON="other").stderr


def test_a_missing_venv_module_is_said_with_the_package_that_has_it(project):
    project.python("3.12.3", venv_missing=1)
    assert "sudo apt install python3.12-venv" in project.run().stderr


def test_an_installation_that_was_cut_short_is_made_again(project):
    project.python()
    project.run()
    (project.venv / "installed").write_text("unfinished\n")
    (project.venv / "half-written").touch()
    assert "Making .venv" in project.run().stdout
    assert not (project.venv / "half-written").exists()


def test_new_pins_are_brought_in_without_starting_over(project):
    project.python()
    project.run()
    (project.venv / "kept").touch()
    with (project.folder / "constraints.txt").open("a") as pins:
        pins.write("another==1.0\n")
    assert "Bringing .venv up to date" in project.run().stdout
    assert (project.venv / "kept").exists()
    assert project.run().stdout == ""


def test_a_folder_that_was_moved_is_installed_again(project, tmp_path):
    project.python()
    project.run()
    moved = Project(project.folder.rename(tmp_path / "elsewhere"))
    assert "Making .venv" in moved.run().stdout


@pytest.mark.parametrize(
    ("pip_says", "cause"),
    [
        (UNREACHABLE, "no package index answers"),
        ("ERROR: HTTPSConnectionPool: ReadTimeoutError\n", "no package index answers"),
        ("x: CERTIFICATE_VERIFY_FAILED\nCould not fetch URL x\n", "certificate is not trusted"),
        ("ERROR: [Errno 28] No space left on device\n", "the disk is full"),
        (
            "ERROR: No matching distribution found for torch==2.13.0 (from versions: 1, 2)\n",
            "pip stopped: No matching distribution found for torch==2.13.0. Log",
        ),
        ("ERROR: Exception:\nTraceback\nKeyError: 'x'\n", "pip stopped: KeyError: 'x'"),
    ],
)
def test_a_failure_is_one_line_with_its_cause_and_a_log(project, pip_says, cause):
    project.python()
    project.pip_fails_saying(pip_says)
    result = project.run()
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert cause in result.stderr
    assert pip_says in (project.folder / ".venv/install.log").read_text()


def test_without_network_what_was_installed_stays_as_it_was(project):
    project.python()
    project.run()
    (project.venv / "kept").touch()
    with (project.folder / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    project.pip_fails_saying(UNREACHABLE)
    assert project.run().returncode == 1
    project.pip_fails_saying(None)
    assert "Bringing .venv up to date" in project.run().stdout
    assert (project.venv / "kept").exists()


def test_after_a_failure_while_unpacking_it_starts_over(project):
    project.python()
    project.pip_fails_saying("Installing collected packages: a, b\nERROR: broken\n")
    project.run()
    (project.venv / "half-written").touch()
    project.pip_fails_saying(None)
    assert project.run().returncode == 0
    assert not (project.venv / "half-written").exists()
