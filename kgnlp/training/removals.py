"""What passages would score without their evidence, with nothing else, and without other sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgnlp.themes.counts import InputCounts
from kgnlp.themes.model import Scores, ThemeModel
from kgnlp.themes.removal import without_sentences

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Removals:
    """Probabilities of changed passages, each of shape (passages, themes); nan where one is not tagged."""

    without_evidence: Floats
    evidence_alone: Floats  # nothing else of the passage left
    context_alone: Floats  # nothing of the passage left
    without_others: Floats  # as many sentences drawn from the others; nan too where there are fewer


def remove(
    model: ThemeModel,
    counts: InputCounts,
    scores: Scores,
    evidence: Sequence[Sequence[Integers]],
    seed: int,
) -> Removals:
    """Tag the tagged passages of one interview again in each of these ways.

    Args:
        model: the theme model.
        counts: the passages.
        scores: what the model says of them.
        evidence: per passage and theme, numbers of the sentences that are evidence, within the passage.
        seed: of the draw of other sentences.
    """
    draw = np.random.default_rng(seed)
    items = np.argwhere(scores.passages >= model.thresholds)
    shown = [evidence[passage][theme] for passage, theme in items]
    everything = [np.arange(len(scores.sentences[passage])) for passage, _ in items]
    others = [np.setdiff1d(one, two) for one, two in zip(everything, shown, strict=True)]
    enough = np.array([len(one) >= len(two) for one, two in zip(others, shown, strict=True)], dtype=bool)
    drawn = [
        draw.choice(one, len(two), replace=False) if len(one) >= len(two) else one
        for one, two in zip(others, shown, strict=True)
    ]
    found = without_sentences(
        model, counts, scores.text, np.tile(items[:, 0], 4), [*shown, *others, *everything, *drawn]
    )
    of_theme = found[np.arange(len(found)), np.tile(items[:, 1], 4)]
    without, alone, context, control = of_theme.reshape(4, len(items))
    control = np.where(enough, control, np.nan)
    return Removals(*(_placed(column, items, scores) for column in (without, alone, context, control)))


def _placed(values: Floats, items: Integers, scores: Scores) -> Floats:
    placed = np.full(scores.passages.shape, np.nan)
    placed[tuple(items.T)] = values
    return placed
