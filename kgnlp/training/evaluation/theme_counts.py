"""Truth and tags -> counts by interview and theme, and the shares that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Self

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score

from kgnlp.training.evaluation.estimates import Estimate, Floats, Ratio, estimate
from kgnlp.training.splits import Integers

Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class ThemeCounts:
    """Numbers of passages, each of shape (interviews, themes)."""

    both: Floats  # that carry the theme and are tagged with it
    true: Floats  # that carry the theme
    found: Floats  # that are tagged with it

    @classmethod
    def of(cls, truth: Sequence[Booleans], tagged: Sequence[Booleans]) -> Self:
        """Count.

        Args:
            truth: per interview, shape (passages, themes).
            tagged: per interview, shape (passages, themes).
        """
        return cls(
            both=np.array([(a & b).sum(axis=0) for a, b in zip(truth, tagged, strict=True)], dtype=float),
            true=np.array([a.sum(axis=0) for a in truth], dtype=float),
            found=np.array([b.sum(axis=0) for b in tagged], dtype=float),
        )

    @property
    def themes(self) -> range:
        """Numbers of the themes."""
        return range(self.true.shape[1])

    def precision(self, theme: int) -> Ratio:
        """Share of the tagged passages that carry the theme."""
        return Ratio(self.both[:, theme], self.found[:, theme])

    def recall(self, theme: int) -> Ratio:
        """Share of the passages that carry the theme that are tagged."""
        return Ratio(self.both[:, theme], self.true[:, theme])

    def f1(self, theme: int) -> Ratio:
        """Harmonic mean of both."""
        return Ratio(2 * self.both[:, theme], self.true[:, theme] + self.found[:, theme])

    def macro_f1(self) -> list[Ratio]:
        """The F1 of every theme; their mean is macro F1."""
        return [self.f1(theme) for theme in self.themes]


def average_precision(truth: Booleans, probabilities: Floats, interview_of: Integers, seed: int) -> Estimate:
    """Average precision of one theme: precision at every rank of a true passage, averaged.

    Args:
        truth: per passage, whether it carries the theme.
        probabilities: per passage.
        interview_of: number of the interview of each passage.
        seed: of the draws.
    """

    def measure(rows: Integers) -> float:
        if not truth[rows].any():
            return nan
        return float(average_precision_score(truth[rows], probabilities[rows]))

    return estimate(measure, interview_of, seed)
