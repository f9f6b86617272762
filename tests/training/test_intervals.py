import numpy as np

from kgnlp.training.intervals import bootstrap_interval


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
