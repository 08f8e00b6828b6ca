"""The adapter: what is added, and that nothing but the right file is added to the right model."""

import json

import numpy as np
import pytest
import torch
from torch import nn

from vectorstore.adaptation.factors import changes_of, save_adapter
from vectorstore.adapter import Adapter, add_adapter, add_changes, find_adapter
from vectorstore.embedding import SentenceTransformerEmbedder
from vectorstore.errors import WeightsError
from vectorstore.weights import BUNDLED_DIGEST, BUNDLED_MODEL, resolve_weights


def small_model(seed, width=12):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(width, 16), nn.LayerNorm(16), nn.Linear(16, 4))


def trained_from(base, rank):
    """The base with a change of ``rank`` in its first layer and any in its norm."""
    trained = small_model(0)
    trained.load_state_dict(base.state_dict())
    with torch.no_grad():
        trained[0].weight += torch.randn(16, rank) @ torch.randn(rank, 12) / 10
        trained[1].bias += 0.25
    return trained


@pytest.fixture
def saved(tmp_path):
    base = small_model(0)
    save_adapter(
        changes_of(base, trained_from(base, 3), rank=3), tmp_path, "encoder", "base digest"
    )
    return tmp_path


def test_a_change_of_low_rank_is_kept_and_added_again(tmp_path):
    base = small_model(0)
    trained = trained_from(base, 3)
    save_adapter(changes_of(base, trained, rank=3), tmp_path, "encoder", "base digest")
    restored = small_model(0)
    add_adapter(restored, find_adapter("base digest", tmp_path))
    for (name, found), expected in zip(
        restored.named_parameters(), trained.parameters(), strict=True
    ):
        assert found.detach().numpy() == pytest.approx(expected.detach().numpy(), abs=2e-3), name


def test_a_matrix_that_is_no_wider_than_the_rank_is_kept_whole():
    base = small_model(0)
    trained = small_model(0)
    with torch.no_grad():
        trained[2].weight += torch.randn(4, 16)
    kept = changes_of(base, trained, rank=4)
    assert list(kept) == ["2.weight.change"]
    add_changes(base, kept)
    assert base[2].weight.detach().numpy() == pytest.approx(
        trained[2].weight.detach().numpy(), abs=2e-3
    )


def test_what_was_not_trained_is_not_kept():
    base = small_model(0)
    kept = changes_of(base, trained_from(base, 1), rank=1)
    assert {name.split(".")[0] for name in kept} == {"0", "1"}
    assert changes_of(base, base, rank=1) == {}


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda folder: (folder / "encoder.safetensors").unlink(), "cannot be read"),
        (lambda folder: (folder / "encoder.json").unlink(), "cannot be read"),
        (lambda folder: (folder / "encoder.json").write_text("{}"), "cannot be read"),
        (
            lambda folder: (folder / "encoder.safetensors").write_bytes(
                (folder / "encoder.safetensors").read_bytes()[:-7]
            ),
            "altered or cut short",
        ),
    ],
)
def test_a_file_that_is_missing_cut_or_altered_is_refused_with_the_repair(saved, damage, says):
    damage(saved)
    with pytest.raises(WeightsError, match=says) as caught:
        find_adapter("base digest", saved)
    assert "git checkout" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_adapter_for_another_base_is_refused(saved):
    with pytest.raises(WeightsError, match="was made for a model with SHA-256 base digest"):
        find_adapter("another digest", saved)


def test_an_adapter_that_does_not_fit_says_so_in_one_line(saved):
    with pytest.raises(WeightsError, match="does not fit the model") as caught:
        add_adapter(small_model(0, width=11), find_adapter("base digest", saved))
    assert "git checkout" in str(caught.value)


def test_a_parameter_that_the_model_lacks_is_noticed():
    with pytest.raises(KeyError):
        add_changes(small_model(0), {"9.weight.change": torch.zeros(1)})


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    stamps = tmp_path_factory.mktemp("stamps") / "weights.json"
    return resolve_weights(BUNDLED_MODEL, stamps, adapted=True)


def test_the_shipped_adapter_belongs_to_the_bundled_model_and_is_small(weights):
    assert weights.digest == BUNDLED_DIGEST
    assert isinstance(weights.adapter, Adapter)
    assert weights.adapter.path.stat().st_size < 8 * 1024**2
    assert json.loads(weights.adapter.path.with_suffix(".json").read_text())["base_sha256"]


def test_the_adapter_changes_questions_and_leaves_documents(weights, tmp_path):
    adapted = SentenceTransformerEmbedder(weights)
    base = SentenceTransformerEmbedder(resolve_weights(BUNDLED_MODEL, tmp_path / "weights.json"))
    text = "are PAs any good"
    assert np.allclose(adapted.embed_documents([text]), base.embed_documents([text]), atol=1e-6)
    question = np.array(adapted.embed_query(text))
    assert np.linalg.norm(question) == pytest.approx(1, abs=1e-5)
    assert question @ np.array(base.embed_query(text)) < 0.99
    paragraph = "Personal advisers know the care leavers whom they support very well."
    vector = np.array(base.embed_documents([paragraph])[0])
    assert question @ vector > np.array(base.embed_query(text)) @ vector


def test_other_models_have_no_adapter(weights, tmp_path):
    found = resolve_weights(str(weights.folder), tmp_path / "weights.json", adapted=True)
    assert found.adapter is None
