import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.training.splits import interview_folds, kept_folds, train_and_test


def test_without_earlier_folds_they_stay_as_they_were_dealt() -> None:
    ids, dealt = [f"x{n}" for n in range(12)], interview_folds(12, 5, 1)
    assert np.array_equal(kept_folds(ids, {"y1": 3}, dealt, 5, 1), dealt)


@given(st.integers(5, 30), st.integers(0, 20), st.integers(0, 3))
def test_folds_are_kept_and_new_interviews_fill_the_smallest(old: int, new: int, seed: int) -> None:
    ids = [f"x{n:02}" for n in range(old + new)]
    before = dict(zip(ids[:old], interview_folds(old, 5, seed).tolist(), strict=True))
    found = kept_folds(ids, before, interview_folds(old + new, 5, seed), 5, seed)
    assert found[:old].tolist() == list(before.values())
    sizes = np.bincount(found, minlength=5)
    assert sizes.max() - sizes.min() <= 1


def test_a_fold_that_lost_its_interviews_is_left_out() -> None:
    assert [test.tolist() for _, test in train_and_test([0, 2, 2])] == [[0], [1, 2]]
