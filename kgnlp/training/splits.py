"""Folds by interview: two passages of one interview never stand on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.intp]


def interview_folds(interviews: int, folds: int, seed: int) -> Integers:
    """Number of the fold of each interview; folds are of equal size, give or take one."""
    fold_of = np.empty(interviews, dtype=np.intp)
    fold_of[np.random.default_rng(seed).permutation(interviews)] = np.arange(interviews) % folds
    return fold_of


def train_and_test(fold_of: Sequence[int] | Integers) -> Iterator[tuple[Integers, Integers]]:
    """Indices of the interviews to train on and to test on, fold by fold."""
    folds = np.asarray(fold_of)
    for fold in range(int(folds.max()) + 1):
        yield np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
