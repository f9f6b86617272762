"""A measure with its interval: shares of sums over interviews, and what else is measured on interviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np
import numpy.typing as npt

from kgnlp.training.intervals import bootstrap_interval
from kgnlp.training.splits import Integers

Floats = npt.NDArray[np.float64]

# 1000 draws settle the ends of an interval to about 0.003 here.
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value."""

    value: float  # nan where there is nothing to measure on
    low: float  # of the 95 % interval over interviews; nan where there is none
    high: float
    interviews: int  # that it was measured on


@dataclass(frozen=True)
class Ratio:
    """A share of sums: each interview adds to what is above the line and to what is below it."""

    above: Floats  # shape (interviews,)
    below: Floats

    def of(self, interviews: Integers) -> float:
        """The share over some interviews; one may stand twice. nan where nothing is below the line."""
        below = float(self.below[interviews].sum())
        return float(self.above[interviews].sum()) / below if below else nan


def ratio_estimate(ratios: Sequence[Ratio], seed: int, chosen: Integers | None = None) -> Estimate:
    """The mean of some ratios with its interval.

    Args:
        ratios: one, or one a theme for a macro average.
        seed: of the draws.
        chosen: indices of the interviews to measure on; all where not given.
    """
    interviews = np.arange(len(ratios[0].above)) if chosen is None else chosen
    return estimate(
        lambda drawn: float(np.mean([ratio.of(interviews[drawn]) for ratio in ratios])),
        np.arange(len(interviews)),
        seed,
    )


def estimate(measure: Callable[[Integers], float], interview_of: Integers, seed: int) -> Estimate:
    """A measure on rows with its interval over interviews.

    Args:
        measure: the measure on rows, given by their indices; nan where it is not defined for them.
        interview_of: number of the interview of each row.
        seed: of the draws.

    One interview says nothing of others, so it has no interval.
    """
    interviews = len(np.unique(interview_of))
    value = measure(np.arange(len(interview_of))) if interviews else nan
    if interviews < 2 or isnan(value):
        return Estimate(value, nan, nan, interviews)
    low, high = bootstrap_interval(measure, interview_of, seed, DRAWS)
    return Estimate(value, low, high, interviews)
