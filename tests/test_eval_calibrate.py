import numpy as np

from assistant.silence import FEATURES
from eval.calibrate import Sample, describe, fit

_NEAREST, _WORDS = FEATURES.index("nearest_sentence"), FEATURES.index("open_words")


def made_up(n_answerable=200, n_silent=60):
    rng = np.random.default_rng(0)
    features = np.zeros((n_answerable + n_silent, len(FEATURES)))
    features[:n_answerable, _NEAREST] = rng.normal(0.7, 0.08, n_answerable)
    features[n_answerable:, _NEAREST] = rng.normal(0.45, 0.08, n_silent)
    features[n_answerable:, _WORDS] = rng.random(n_silent) < 0.5
    silent = np.arange(n_answerable + n_silent) >= n_answerable
    return Sample(features, silent)


def test_what_is_fitted_refuses_the_silent_and_few_of_the_others():
    sample = made_up()
    calibration = fit(sample, made_up(20, 20))
    assert calibration.weights["nearest_sentence"] < 0 < calibration.weights["open_words"]
    chances = [calibration.chance_of_silence(tuple(row)) for row in sample.features.tolist()]
    refused = np.array(chances) > calibration.refuse_above
    assert refused[sample.silent].mean() > 0.8
    assert refused[~sample.silent].mean() <= 0.06


def test_the_description_counts_both_kinds_of_refusal():
    sample = made_up(100, 20)
    assert describe(fit(sample, sample), sample).endswith("of 100 answerable ones")


def test_samples_are_added_case_by_case():
    both = made_up(10, 2) + made_up(5, 1)
    assert both.features.shape == (18, len(FEATURES))
    assert both.silent.sum() == 3
