"""What a passage would score if some of it had not been said, or stood elsewhere.

The changed passage is tagged from scratch, between the same neighbours; nothing is approximated.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.themes.counts import InputCounts
from kgnlp.themes.layers import TextScores
from kgnlp.themes.model import ThemeModel

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]


def without_sentences(
    model: ThemeModel,
    counts: InputCounts,
    text: TextScores,
    passages: Integers,
    removed: Sequence[Integers],
) -> Floats:
    """Probabilities of passages without some of their sentences; shape (len(passages), themes).

    Args:
        model: the theme model.
        counts: all passages of an interview.
        text: what the classifiers on text say of them.
        passages: numbers of the passages; one may stand several times.
        removed: for each, numbers of the sentences to take away, within the passage; of a passage of which
            nothing is left, the context alone is scored.
    """
    if not len(passages):
        return np.empty((0, len(model.themes)))
    firsts = np.concatenate([[0], np.cumsum(np.bincount(counts.of_passage))])
    left = [
        firsts[passage] + np.delete(np.arange(firsts[passage + 1] - firsts[passage]), numbers)
        for passage, numbers in zip(passages, removed, strict=True)
    ]
    return in_place(model, text, passages, model.text.score(counts.kept(passages, left)))


def in_place(model: ThemeModel, text: TextScores, passages: Integers, changed: TextScores) -> Floats:
    """Probabilities of changed passages, each between the neighbours of the one that it stands for.

    Args:
        model: the theme model.
        text: the scores of all passages of an interview.
        passages: number of the passage that each changed one stands for.
        changed: the scores of the changed passages.
    """
    count, nobody = len(text.lengths), len(text.lengths)
    everything = TextScores.joined([text, no_passage(len(model.themes)), changed])
    before = np.where(passages > 0, passages - 1, nobody)
    after = np.where(passages < count - 1, passages + 1, nobody)
    threes = np.column_stack([before, nobody + 1 + np.arange(len(passages)), after])
    return model.probabilities(everything.at(threes.ravel()))[1::3]


def no_passage(themes: int) -> TextScores:
    """The scores that stand for the passage before the first and after the last; see stacking."""
    nothing = np.zeros((1, themes))
    return TextScores((nothing,), (nothing,), nothing, nothing, nothing, np.zeros(1), np.zeros(1, dtype=bool))
