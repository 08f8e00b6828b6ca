import shutil

import pytest
import torch

from assistant.errors import UserError
from eval.entailment_fit import replace_if_no_worse
from vectorstore.adaptation.entailment_training import Example
from vectorstore.adaptation.factors import changes_of
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
