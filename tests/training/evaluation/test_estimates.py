from math import isnan

import numpy as np
import pytest

from kgnlp.training.evaluation.estimates import Ratio, estimate, ratio_estimate


def ratio(above: list[float], below: list[float]) -> Ratio:
    return Ratio(np.array(above), np.array(below))


@pytest.mark.parametrize(
    ("above", "below", "value"),
    [
        # Sums are divided, not shares averaged: the long interview counts for more.
        ([1, 9], [2, 10], 10 / 12),
        # An interview with nothing below the line changes nothing.
        ([1, 0], [2, 0], 0.5),
    ],
)
def test_a_ratio_is_of_sums(above: list[float], below: list[float], value: float) -> None:
    assert ratio_estimate([ratio(above, below)], seed=1).value == pytest.approx(value)


def test_a_macro_average_is_the_mean_of_ratios() -> None:
    found = ratio_estimate([ratio([1, 1], [2, 2]), ratio([4, 4], [4, 4])], seed=1)
    assert found.value == pytest.approx(0.75)


def test_nothing_to_measure_on_is_nan_without_interval() -> None:
    found = ratio_estimate([ratio([0, 0], [0, 0])], seed=1)
    assert isnan(found.value)
    assert isnan(found.low)


def test_one_interview_has_no_interval() -> None:
    found = ratio_estimate([ratio([1, 3], [2, 4])], seed=1, chosen=np.array([1]))
    assert (found.value, found.interviews) == (0.75, 1)
    assert isnan(found.low)
    assert isnan(found.high)


def test_an_interval_is_over_interviews_and_the_same_for_the_same_seed() -> None:
    given = [ratio([0, 10, 5, 7], [10, 10, 10, 10])]
    found = ratio_estimate(given, seed=7)
    assert found.low < found.value < found.high
    assert found == ratio_estimate(given, seed=7)


def test_draws_that_are_not_defined_are_left_out() -> None:
    # A quarter of the draws holds the second interview only, which has nothing below the line.
    found = ratio_estimate([ratio([1, 0], [2, 0])], seed=1)
    assert (found.low, found.high) == (0.5, 0.5)


def test_rows_are_drawn_by_interview() -> None:
    values = np.array([0.0, 0.0, 0.0, 1.0])
    found = estimate(lambda rows: float(values[rows].mean()), np.array([0, 0, 0, 1]), seed=1)
    assert (found.value, found.low, found.high, found.interviews) == (0.25, 0.0, 1.0, 2)
