from math import isnan

import numpy as np
import pytest

from kgnlp.training.evaluation.theme_counts import ThemeCounts, average_precision

# Two interviews of three and two passages, two themes.
TRUTH = [np.array([[1, 0], [1, 0], [0, 1]], dtype=bool), np.array([[1, 0], [0, 0]], dtype=bool)]
TAGGED = [np.array([[1, 0], [0, 1], [1, 1]], dtype=bool), np.array([[1, 0], [0, 1]], dtype=bool)]


@pytest.mark.parametrize(
    ("theme", "precision", "recall", "f1"),
    [
        # Three carry it, three are tagged, two are both.
        (0, 2 / 3, 2 / 3, 2 / 3),
        # One carries it, three are tagged, among them that one.
        (1, 1 / 3, 1.0, 0.5),
    ],
)
def test_shares_of_a_theme(theme: int, precision: float, recall: float, f1: float) -> None:
    counts, everything = ThemeCounts.of(TRUTH, TAGGED), np.arange(2)
    assert counts.precision(theme).of(everything) == pytest.approx(precision)
    assert counts.recall(theme).of(everything) == pytest.approx(recall)
    assert counts.f1(theme).of(everything) == pytest.approx(f1)


def test_an_interview_that_is_drawn_twice_counts_twice() -> None:
    # The first interview twice, the second not: two of four tagged are right.
    counts = ThemeCounts.of(TRUTH, TAGGED)
    assert counts.precision(0).of(np.array([0, 0])) == pytest.approx(2 / 4)


def test_precision_of_nothing_tagged_is_not_zero_but_nothing() -> None:
    counts = ThemeCounts.of(TRUTH, [np.zeros_like(one) for one in TRUTH])
    assert isnan(counts.precision(0).of(np.arange(2)))
    assert counts.f1(0).of(np.arange(2)) == 0.0


@pytest.mark.parametrize(
    ("truth", "expected"),
    [
        # Ranks 1 and 3 are true: (1/1 + 2/3) / 2.
        ([True, False, True, False], (1 + 2 / 3) / 2),
        # The last rank alone.
        ([False, False, False, True], 1 / 4),
    ],
)
def test_average_precision(truth: list[bool], expected: float) -> None:
    probabilities = np.array([0.9, 0.8, 0.7, 0.1])
    found = average_precision(np.array(truth), probabilities, np.array([0, 0, 1, 1]), seed=1)
    assert found.value == pytest.approx(expected)
    assert found.low <= found.high


def test_average_precision_of_a_theme_that_nothing_carries_is_nan() -> None:
    found = average_precision(np.zeros(2, dtype=bool), np.array([0.5, 0.6]), np.array([0, 1]), seed=1)
    assert isnan(found.value)
