from math import isnan

import numpy as np
import pytest

from kgnlp.training.evaluation.calibration import BINS, BinSums
from kgnlp.training.metrics import calibration_error


@pytest.mark.parametrize(
    ("truth", "probabilities", "expected"),
    [
        # One bin: 0.8 stated, half true, so 0.3 off.
        ([1, 0], [0.8, 0.8], 0.3),
        # Two bins, each half of the passages: 0.1 off and 0.05 off.
        ([0, 1], [0.1, 0.95], (0.1 + 0.05) / 2),
        # Probability one belongs to the last bin and is right.
        ([1, 1], [1.0, 1.0], 0.0),
    ],
)
def test_calibration_error(truth: list[int], probabilities: list[float], expected: float) -> None:
    carried, stated = np.array(truth, dtype=bool), np.array(probabilities)
    sums = BinSums.of([carried], [stated])
    assert sums.error(np.array([0])) == pytest.approx(expected)
    assert calibration_error(carried, stated) == pytest.approx(expected)


def test_interviews_are_put_together_in_a_bin() -> None:
    # Each interview alone is 0.5 off; together they hold what they say.
    sums = BinSums.of([np.array([True]), np.array([False])], [np.array([0.5]), np.array([0.5])])
    assert sums.error(np.array([0])) == pytest.approx(0.5)
    assert sums.error(np.array([0, 1])) == pytest.approx(0.0)


def test_bins_are_the_points_of_the_figure() -> None:
    sums = BinSums.of([np.array([True, False, True])], [np.array([0.62, 0.68, 0.99])])
    bins = list(sums.bins())
    assert len(bins) == BINS
    assert (bins[6].passages, bins[6].stated, bins[6].true) == (2, pytest.approx(0.65), 0.5)
    assert (bins[9].passages, bins[9].stated, bins[9].true) == (1, pytest.approx(0.99), 1.0)
    assert isnan(bins[0].stated)
