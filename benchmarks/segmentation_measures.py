"""Measures of segmentation by interview, as kgnlp evaluate makes them, and how they are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kgnlp.domain import AnnotatedInterview, Interview
from kgnlp.guide import Guide
from kgnlp.segment import Placing
from kgnlp.training import metrics
from kgnlp.training.evaluation.estimates import ratio_estimate
from kgnlp.training.evaluation.segmentation import (
    TurnCounts,
    count_turns,
    questions_of,
    segmentation_ratios,
)
from kgnlp.training.evaluation.shown import written

_SEED = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What came out for one interview."""

    interview: Interview
    counts: TurnCounts
    stated: tuple[float, ...]  # confidence of each turn
    right: tuple[bool, ...]  # whether its question or item is right


def measure(one: AnnotatedInterview, placing: Placing, guides: Mapping[str, Guide]) -> Result:
    """Compare with the truth."""
    found, truth = placing.question_ids, one.question_ids
    return Result(
        interview=one.interview,
        counts=count_turns(found, truth, questions_of(guides[one.interview.guide])),
        stated=placing.probabilities,
        right=tuple(a == b for a, b in zip(found, truth, strict=True)),
    )


def interval(results: Sequence[Result], name: str) -> str:
    """A measure over all turns, with a 95 % interval by drawing interviews anew."""
    ratios = segmentation_ratios([result.counts for result in results])
    return written(ratio_estimate([ratios[name]], _SEED))


def calibration_error(results: Sequence[Result]) -> float:
    """Expected calibration error of the turns' confidence."""
    stated = np.concatenate([result.stated for result in results])
    right = np.concatenate([result.right for result in results])
    return metrics.calibration_error(right, stated)
