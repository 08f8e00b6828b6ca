import shutil

import pytest
import torch

from assistant.errors import UserError
from eval.entailment_fit import examples_beside_others, examples_of, replace_if_no_worse
from eval.support_cases import AuthorityPair
from vectorstore.adaptation.entailment_training import Example
from vectorstore.adaptation.factors import changes_of
from vectorstore.adaptation.questions import TrainingReport
from vectorstore.adapter import FOLDER
from vectorstore.entailment import ADAPTER_NAME, load_untaught
from vectorstore.weights import BUNDLED_MODEL, resolve_weights

HELD_OUT = [
    example
    for word in ("timely", "clear", "thorough", "regular")
    for example in (
        Example(f"Plans are {word}.", f"Plans are {word}.", supported=True),
        Example(f"Plans are {word}.", f"Plans are not {word}.", supported=False),
    )
]


@pytest.fixture
def base(tmp_path):
    return resolve_weights(BUNDLED_MODEL, tmp_path / "weights.json")


@pytest.fixture
def shipped(tmp_path):
    folder = tmp_path / "shipped"
    folder.mkdir()
    for ending in (".safetensors", ".json"):
        shutil.copy(FOLDER / f"{ADAPTER_NAME}{ending}", folder)
    return folder


def learned(base, amount):
    """What a model has learned whose head alone is changed by so much."""
    model = load_untaught(base.folder)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("classifier.weight"):
                parameter.add_(amount)
    return changes_of(load_untaught(base.folder), model, 4)


def test_what_learned_nothing_does_not_take_the_place_of_what_did(base, shipped):
    before = {file.name: file.read_bytes() for file in shipped.iterdir()}
    with pytest.raises(UserError, match="stays as it was"):
        replace_if_no_worse(learned(base, 0.001), base, HELD_OUT, shipped)
    assert {file.name: file.read_bytes() for file in shipped.iterdir()} == before


def test_what_is_no_worse_takes_its_place(base, shipped):
    changes = learned(base, 0.001)
    upside_down = [example._replace(supported=not example.supported) for example in HELD_OUT]
    before = (shipped / f"{ADAPTER_NAME}.safetensors").read_bytes()
    assert "was 0.000" in replace_if_no_worse(changes, base, upside_down, shipped)
    assert (shipped / f"{ADAPTER_NAME}.safetensors").read_bytes() != before


@pytest.fixture
def reports(sandwell_passages):
    passages = tuple(sandwell_passages.values())
    return {"dudley-2022-10": TrainingReport("dudley-2022-10", "Dudley", passages)}


ADVISERS = AuthorityPair(
    id="pair-1",
    use="training",
    report="dudley-2022-10",
    locator="p33",
    sentence="Care leavers are matched with personal advisers by their own views.",
    supported=True,
    change=None,
)


def test_a_sentence_is_taught_beside_its_place_and_beside_the_whole_passage(
    reports, sandwell_passages
):
    place, whole = examples_of([ADVISERS], reports)
    assert (place.whole, whole.whole) == (False, True)
    assert place.premise in whole.premise
    assert whole.premise == sandwell_passages["p33"].text
    assert place.supported
    assert whole.supported


def test_beside_another_passage_nothing_is_supported(reports, sandwell_passages):
    found = list(examples_beside_others([ADVISERS], reports))
    assert found
    assert all(each.misplaced and not each.supported for each in found)
    assert all(each.premise not in sandwell_passages["p33"].text for each in found)


def test_a_false_sentence_is_taught_beside_its_own_passage_alone(reports):
    false = ADVISERS.model_copy(update={"supported": False})
    assert list(examples_beside_others([false], reports)) == []
