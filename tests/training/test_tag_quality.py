import numpy as np
import pytest

from kgnlp.training.intervals import bootstrap_interval
from kgnlp.training.tag_quality import errors_reviewed


@pytest.mark.parametrize(
    ("probabilities", "share", "expected"),
    [
        # The error is the passage nearest to one half, and one in four is reviewed.
        ([0.9, 0.6, 0.1, 0.05], 0.25, 1.0),
        # The error is where the model is sure, so review does not find it.
        ([0.55, 0.99, 0.1, 0.05], 0.25, 0.0),
        # Nothing is reviewed.
        ([0.9, 0.6, 0.1, 0.05], 0.0, 0.0),
    ],
)
def test_errors_reviewed(probabilities: list[float], share: float, expected: float) -> None:
    truth = np.array([[True], [False], [False], [False]])
    found = np.array(probabilities).reshape(-1, 1)
    assert errors_reviewed(truth, found >= 0.5, found, share) == expected


def test_no_errors_are_all_reviewed() -> None:
    truth = np.array([[True], [False]])
    assert errors_reviewed(truth, truth, np.array([[0.9], [0.1]]), 0.0) == 1.0


def test_interval_draws_whole_interviews() -> None:
    # Rows of an interview are alike: an interval over rows would be far narrower than 0 to 1.
    interview_of = [0] * 50 + [1] * 50
    values = np.array([0.0] * 50 + [1.0] * 50)
    assert bootstrap_interval(lambda rows: float(values[rows].mean()), interview_of, seed=1) == (0.0, 1.0)


def test_same_seed_same_interval() -> None:
    values = np.arange(20.0)
    drawn = [
        bootstrap_interval(lambda rows: float(values[rows].mean()), np.arange(20), seed=3) for _ in range(2)
    ]
    assert drawn[0] == drawn[1]
