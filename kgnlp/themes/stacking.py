"""Scores of sentences and of the whole passage -> what the last classifier of a theme sees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.themes.layers import TextScores

Floats = npt.NDArray[np.float64]

OWN = (
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
    "whole passage before",
    "whole passage after",
)


# Log-odds and logarithms are divided by it, so that products of two are about as large as one alone. A fixed
# scale: one learnt from the data makes much of a column that hardly varies in training.
_SCALE = 3.0


def stack(scores: TextScores, theme: int) -> Floats:
    """Rows for one theme.

    As log-odds OWN and the other themes' best sentence and passage; then the logarithms of the numbers of
    sentences and words, and whether the passage is outside the guide.
    """
    best = _best(scores.sentences)
    others = np.delete(best, theme, axis=1), np.delete(scores.passages, theme, axis=1)
    sizes = np.array([len(of_passage) for of_passage in scores.sentences])
    common = np.column_stack([np.log(sizes), np.log1p(scores.lengths), scores.outside])
    odds = [_log_odds(block) for block in (_own(scores, best, theme), *others)]
    return np.hstack([*odds, common]) / _SCALE


def _own(scores: TextScores, best: Floats, theme: int) -> Floats:
    sentences = [of_passage[:, theme] for of_passage in scores.sentences]
    alone = [of_passage[:, theme] for of_passage in scores.sentences_alone]
    passages = scores.passages[:, theme]
    columns = (
        best[:, theme],
        np.array([np.sort(found)[-2] if len(found) > 1 else 0.0 for found in sentences]),
        _noisy_or(sentences),
        np.array([of_passage.max() for of_passage in alone]),
        _noisy_or(alone),
        passages,
        scores.asked[:, theme],
        scores.questions[:, theme],
        *_before_and_after(best[:, theme]),
        *_before_and_after(passages),
    )
    return np.column_stack(columns)


def _best(sentences: Sequence[Floats]) -> Floats:
    """The best sentence of each passage for each theme; shape (passages, themes)."""
    return np.array([of_passage.max(axis=0) for of_passage in sentences])


def _before_and_after(column: Floats) -> tuple[Floats, Floats]:
    return np.concatenate([[0.0], column[:-1]]), np.concatenate([column[1:], [0.0]])


def _noisy_or(sentences: list[Floats]) -> Floats:
    return np.array([1 - np.prod(1 - of_passage) for of_passage in sentences])


def _log_odds(probabilities: Floats) -> Floats:
    # Clipped where a sentence model's scores stop meaning anything.
    clipped = np.clip(probabilities, 0.002, 0.998)
    odds: Floats = np.log(clipped / (1 - clipped))
    return odds
