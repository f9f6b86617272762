"""Folds by interview: two passages of one interview never stand on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.intp]
Booleans = npt.NDArray[np.bool_]

# Two interviews fall into the same of three folds a third of the time: this many deals always find others.
_MOST_DEALS = 100


def interview_folds(interviews: int, folds: int, seed: int) -> Integers:
    """Number of the fold of each interview; folds are of equal size, give or take one."""
    fold_of = np.empty(interviews, dtype=np.intp)
    fold_of[np.random.default_rng(seed).permutation(interviews)] = np.arange(interviews) % folds
    return fold_of


def theme_folds(carried: Booleans, folds: int, seed: int) -> Integers:
    """Folds as interview_folds deals them; dealt again while one holds all interviews with a theme.

    Such a theme could not be learnt without that fold. Where it stands in one interview alone, nothing helps.

    Args:
        carried: whether interviews have a passage with a theme; shape (interviews, themes).
        folds: number of folds.
        seed: of chance.
    """
    several = carried[:, carried.sum(axis=0) > 1]
    fold_of = interview_folds(len(carried), folds, seed)
    for again in range(1, _MOST_DEALS):
        held = np.stack([several[fold_of == fold].sum(axis=0) for fold in range(folds)])
        if not (held == several.sum(axis=0)).any():
            break
        fold_of = interview_folds(len(carried), folds, seed + again)
    return fold_of


def train_and_test(fold_of: Sequence[int] | Integers) -> Iterator[tuple[Integers, Integers]]:
    """Indices of the interviews to train on and to test on, fold by fold."""
    folds = np.asarray(fold_of)
    for fold in range(int(folds.max()) + 1):
        yield np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
