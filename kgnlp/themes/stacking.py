"""Scores of sentences and of the whole passage -> what the last classifier of a theme sees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

STACKED = (
    "best sentence",
    "second best sentence",
    "any sentence (noisy-or)",
    "whole passage",
    "best sentence of the passage before",
    "best sentence of the passage after",
)


def stack(sentence_scores: Sequence[Floats], passage_scores: Floats) -> Floats:
    """Rows of shape (passages, STACKED), as log-odds.

    Args:
        sentence_scores: per passage of one interview, in order, the probability of each of its sentences.
        passage_scores: probability of each passage as a whole.
    """
    best = np.array([scores.max() for scores in sentence_scores])
    second = np.array([np.sort(scores)[-2] if len(scores) > 1 else 0.0 for scores in sentence_scores])
    noisy_or = np.array([1 - np.prod(1 - scores) for scores in sentence_scores])
    before = np.concatenate([[0.0], best[:-1]])
    after = np.concatenate([best[1:], [0.0]])
    return np.column_stack(
        [_log_odds(column) for column in (best, second, noisy_or, passage_scores, before, after)]
    )


def _log_odds(probabilities: Floats) -> Floats:
    # Clipped where a sentence model's scores stop meaning anything.
    clipped = np.clip(probabilities, 0.003, 0.997)
    odds: Floats = np.log(clipped / (1 - clipped))
    return odds
