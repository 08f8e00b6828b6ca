import re
from pathlib import Path

import pytest

import prompts

ROOT = Path(__file__).parents[1]


def test_slots_are_filled_once_so_that_a_documents_own_dollars_stay():
    filled = prompts.render("lead_grade", label="$grade ${label} {0} %s", grade="good")
    assert filled == "$grade ${label} {0} %s: good."


def test_a_missing_or_surplus_value_is_an_error():
    with pytest.raises(KeyError, match="grade"):
        prompts.render("lead_grade", label="x")
    with pytest.raises(TypeError, match="colour"):
        prompts.render("lead_grade", label="x", grade="good", colour="red")
    with pytest.raises(KeyError, match="no text called 'nothing'"):
        prompts.load("nothing")


def test_every_text_is_used_and_every_text_used_exists():
    files = {path.stem for path in (ROOT / "prompts").glob("*.md")}
    packages = (ROOT / "assistant", ROOT / "eval")
    code = "".join(path.read_text() for package in packages for path in package.rglob("*.py"))
    named = set(re.findall(r'render\(\s*"(\w+)"', code))
    assert named == files
