import re
from pathlib import Path

import pytest

import prompts
from prompts import PromptError, Texts

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


@pytest.fixture
def own(tmp_path):
    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_an_officers_own_text_takes_the_place_of_ours(own):
    folder = own("answer_request.md", "P: $passages Q: $question E: $example_id\n")
    texts = Texts(folder)
    filled = texts.render("answer_request", passages="a", question="b", example_id="c")
    assert filled == "P: a Q: b E: c"
    changed = {n for n, d in texts.fingerprints().items() if d != prompts.fingerprints()[n]}
    assert changed == {"answer_request"}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("answer_request.md", "Only $question", "needs: \\$example_id, \\$passages, \\$question"),
        ("answer_request.md", "$passages $question $example_id $colour", "other slots"),
        ("answer_request.md", "$passages costs $ 5 $question $example_id", "stray \\$ sign"),
        ("rewrite_system.md", "  \n", "some text"),
        ("not_in_report.md", "No idea.", "Name it as one of: answer_request"),
        ("notes.txt", "x", "holds no texts"),
    ],
)
def test_an_own_text_that_does_not_fit_is_refused_with_the_repair(own, name, text, message):
    with pytest.raises(PromptError, match=message) as error:
        Texts(own(name, text))
    assert "\n" not in str(error.value)


def test_an_own_folder_must_be_there(tmp_path):
    with pytest.raises(PromptError, match="is no folder"):
        Texts(tmp_path / "none")
