"""Measures of segmentation, by interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kgnlp.domain import AnnotatedInterview, Interview
from kgnlp.guide import Guide
from kgnlp.segment import Placing

_DRAWS = 2000
_SEED = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What came out for one interview."""

    interview: Interview
    turns: int
    question: float  # share of turns on the right question, items counted as their question
    item: float  # share of turns on the right question or item
    boundary_f1: float  # of turns at which the question or item changes
    window_diff: float  # Pevzner and Hearst 2002; lower is better
    stated: tuple[float, ...]  # confidence of each turn
    right: tuple[bool, ...]  # whether its question or item is right


def measure(one: AnnotatedInterview, placing: Placing, guides: Mapping[str, Guide]) -> Result:
    """Compare with the truth."""
    entries = guides[one.interview.guide].entries()
    question_of = {entry.question_id: entry.parent_id or entry.question_id for entry in entries}
    found, truth = placing.question_ids, one.question_ids
    right = [a == b for a, b in zip(found, truth, strict=True)]
    on_question = [
        question_of.get(a or "") == question_of.get(b or "") for a, b in zip(found, truth, strict=True)
    ]
    marks, true_marks = _boundaries(found), _boundaries(truth)
    return Result(
        interview=one.interview,
        turns=len(truth),
        question=float(np.mean(on_question)),
        item=float(np.mean(right)),
        boundary_f1=2 * float((marks & true_marks).sum()) / max(float(marks.sum() + true_marks.sum()), 1.0),
        window_diff=window_diff(marks, true_marks),
        stated=placing.probabilities,
        right=tuple(right),
    )


def window_diff(found: np.ndarray, truth: np.ndarray) -> float:
    """Share of windows in which the number of boundaries differs; windows of half a mean segment.

    Own lines, because segeval is no longer kept and nltk would be brought in for this alone.
    """
    width = max(2, round(len(truth) / (2 * (truth.sum() + 1))))
    windows = len(truth) - width + 1
    if windows < 1:
        return float(found.sum() != truth.sum())
    kernel = np.ones(width)
    return float(np.mean(np.convolve(found, kernel, "valid") != np.convolve(truth, kernel, "valid")))


def interval(results: Sequence[Result], name: str) -> str:
    """Mean over turns, with a 95 % interval by drawing interviews anew."""
    values = np.array([getattr(result, name) for result in results])
    turns = np.array([result.turns for result in results], dtype=float)
    drawn = np.random.default_rng(_SEED).integers(0, len(values), (_DRAWS, len(values)))
    means = (values * turns)[drawn].sum(axis=1) / turns[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{(values * turns).sum() / turns.sum():.3f} ({low:.3f} to {high:.3f})"


def calibration_error(results: Sequence[Result]) -> float:
    """Expected calibration error in ten equal bins."""
    stated = np.concatenate([result.stated for result in results])
    right = np.concatenate([result.right for result in results])
    bins = np.minimum((stated * 10).astype(int), 9)
    return sum(
        abs(stated[bins == one].mean() - right[bins == one].mean()) * float((bins == one).mean())
        for one in np.unique(bins)
    )


def _boundaries(question_ids: Sequence[str | None]) -> np.ndarray:
    """1 at each turn after the first whose question is not that of the turn before it."""
    return np.array([a != b for a, b in zip(question_ids[1:], question_ids[:-1], strict=True)], dtype=int)
