"""Bootstrap intervals over interviews: passages of one interview are alike, so whole interviews are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from kgnlp.training.splits import Integers


def bootstrap_interval(
    measure: Callable[[Integers], float], interview_of: Sequence[int] | Integers, seed: int, draws: int = 500
) -> tuple[float, float]:
    """The middle 95 % of a measure over draws of interviews with replacement.

    Args:
        measure: the measure on rows, given by their indices; a row may stand more than once. Draws for which
            it is nan, because it is not defined for them, are left out.
        interview_of: number of the interview of each row.
        seed: of the draws.
        draws: number of draws; 500 settle the ends to about 0.005 here.
    """
    generator = np.random.default_rng(seed)
    numbers = np.asarray(interview_of)
    rows_of = [np.flatnonzero(numbers == number) for number in np.unique(numbers)]
    values = []
    for _ in range(draws):
        drawn = generator.integers(len(rows_of), size=len(rows_of))
        values.append(measure(np.concatenate([rows_of[number] for number in drawn])))
    low, high = np.nanquantile(values, [0.025, 0.975])
    return float(low), float(high)
