"""Whether probabilities hold what they say: calibration error and what a reliability figure shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan
from typing import Self

import numpy as np
import numpy.typing as npt

from kgnlp.training.evaluation.estimates import Estimate, Floats, estimate
from kgnlp.training.splits import Integers

Booleans = npt.NDArray[np.bool_]

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The passages whose probability lies in one tenth of the scale."""

    low: float  # probability from which …
    high: float  # … and below which; the last bin holds 1 too
    passages: int
    stated: float  # their mean probability; nan where there are none
    true: float  # share of them that carry the theme


@dataclass(frozen=True)
class BinSums:
    """Sums by interview and bin of equal width, each of shape (interviews, BINS)."""

    passages: Floats
    stated: Floats  # sum of their probabilities
    true: Floats  # number that carry the theme

    @classmethod
    def of(cls, truth: Sequence[Booleans], probabilities: Sequence[Floats]) -> Self:
        """Sum up; arrays are per interview, of any shape, the same for both."""
        passages, stated, true = (np.zeros((len(truth), BINS)) for _ in range(3))
        for number, (carried, stated_here) in enumerate(zip(truth, probabilities, strict=True)):
            of_bin = np.minimum((stated_here * BINS).astype(int), BINS - 1).ravel()
            passages[number] = np.bincount(of_bin, minlength=BINS)
            stated[number] = np.bincount(of_bin, stated_here.ravel(), minlength=BINS)
            true[number] = np.bincount(of_bin, carried.ravel().astype(float), minlength=BINS)
        return cls(passages, stated, true)

    def error(self, interviews: Integers) -> float:
        """Expected calibration error over some interviews (Naeini et al. 2015, AAAI)."""
        passages = float(self.passages[interviews].sum())
        gaps = np.abs(self.stated[interviews].sum(axis=0) - self.true[interviews].sum(axis=0))
        return float(gaps.sum()) / passages if passages else nan

    def error_estimate(self, seed: int) -> Estimate:
        """Expected calibration error with its interval."""
        return estimate(self.error, np.arange(len(self.passages)), seed)

    def bins(self) -> Iterator[Bin]:
        """The bins over all interviews, from low to high probability."""
        sums = zip(self.passages.sum(axis=0), self.stated.sum(axis=0), self.true.sum(axis=0), strict=True)
        for number, (passages, stated, true) in enumerate(sums):
            yield Bin(
                low=number / BINS,
                high=(number + 1) / BINS,
                passages=int(passages),
                stated=float(stated / passages) if passages else nan,
                true=float(true / passages) if passages else nan,
            )
