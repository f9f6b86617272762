"""Scores of sentences and of the whole passage -> what the last classifier of a theme sees."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kgnlp.themes.layers import TextScores

Floats = npt.NDArray[np.float64]

STACKED = (
    "best sentence",
    "second best sentence",
    "any sentence (noisy-or)",
    "best sentence without context",
    "any sentence without context",
    "whole passage",
    "interviewer's turn before",
    "guide question",
    "best sentence of the passage before",
    "best sentence of the passage after",
)


def stack(scores: TextScores, theme: int) -> Floats:
    """Rows of shape (passages, STACKED) for one theme, as log-odds."""
    sentences = [of_passage[:, theme] for of_passage in scores.sentences]
    alone = [of_passage[:, theme] for of_passage in scores.sentences_alone]
    best = np.array([of_passage.max() for of_passage in sentences])
    columns = (
        best,
        np.array([np.sort(found)[-2] if len(found) > 1 else 0.0 for found in sentences]),
        _noisy_or(sentences),
        np.array([of_passage.max() for of_passage in alone]),
        _noisy_or(alone),
        scores.passages[:, theme],
        scores.asked[:, theme],
        scores.questions[:, theme],
        np.concatenate([[0.0], best[:-1]]),
        np.concatenate([best[1:], [0.0]]),
    )
    return np.column_stack([_log_odds(column) for column in columns])


def _noisy_or(sentences: list[Floats]) -> Floats:
    return np.array([1 - np.prod(1 - of_passage) for of_passage in sentences])


def _log_odds(probabilities: Floats) -> Floats:
    # Clipped where a sentence model's scores stop meaning anything.
    clipped = np.clip(probabilities, 0.003, 0.997)
    odds: Floats = np.log(clipped / (1 - clipped))
    return odds
