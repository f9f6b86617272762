"""Folds by interview: two passages of one interview never stand on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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


def kept_folds(
    interview_ids: Sequence[str], before: Mapping[str, int], dealt: Integers, folds: int, seed: int
) -> Integers:
    """Number of the fold of each interview; those that had one before keep it, so that versions compare.

    Args:
        interview_ids: the interviews.
        before: number of the fold by id, of an earlier version; may name other interviews.
        dealt: number of the fold of each interview where none had one before.
        folds: number of folds; those of before must be below it.
        seed: of the order in which new interviews are dealt out, each to the smallest fold.
    """
    if not any(name in before for name in interview_ids):
        return dealt
    fold_of = np.array([before.get(name, -1) for name in interview_ids], dtype=np.intp)
    sizes = np.bincount(fold_of[fold_of >= 0], minlength=folds)
    for number in np.random.default_rng(seed).permutation(np.flatnonzero(fold_of < 0)):
        fold_of[number] = int(sizes.argmin())
        sizes[fold_of[number]] += 1
    return fold_of


def train_and_test(fold_of: Sequence[int] | Integers) -> Iterator[tuple[Integers, Integers]]:
    """Indices of the interviews to train on and to test on, fold by fold."""
    folds = np.asarray(fold_of)
    for fold in np.unique(folds):
        yield np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
