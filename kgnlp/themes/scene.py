"""A passage between its neighbours, and what it would score if it or they were others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from kgnlp.themes.counts import InputCounts
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.layers import TextScores
from kgnlp.themes.model import Scores, ThemeModel
from kgnlp.themes.removal import in_place, no_passage

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Scene:
    """One passage between its neighbours, as a model scores them."""

    model: ThemeModel
    passage: PassageInput
    number: int  # of the passage among those below: 0 or 1
    counts: InputCounts  # of it and its neighbours
    scores: Scores

    @classmethod
    def of(cls, passages: Sequence[PassageInput], number: int, model: ThemeModel) -> Self:
        """The scene of one of some passages that follow each other."""
        first = max(number - 1, 0)
        counts = InputCounts.of(passages[first : number + 2], model.text.vectors.concepts)
        return cls(model, passages[number], number - first, counts, model.score(counts))

    @property
    def probabilities(self) -> Floats:
        """Of the passage; shape (themes,)."""
        found: Floats = self.scores.passages[self.number]
        return found

    @property
    def own(self) -> TextScores:
        """What the classifiers on text say of the passage."""
        return self.scores.text.at(np.array([self.number]))

    def read(self, ways: Sequence[PassageInput]) -> TextScores:
        """What the classifiers on text would say of the passage in other ways."""
        return self.model.text.score(InputCounts.of(ways, self.model.text.vectors.concepts))

    def in_place(self, changed: TextScores) -> Floats:
        """Probabilities of changed passages in the place of this one; shape (changed, themes)."""
        return in_place(self.model, self.scores.text, np.full(len(changed.lengths), self.number), changed)

    def scored(self, ways: Sequence[PassageInput]) -> Floats:
        """Probabilities of the passage in other ways; shape (ways, themes)."""
        return self.in_place(self.read(ways)) if ways else np.empty((0, len(self.model.themes)))

    def has_neighbour(self, step: int) -> bool:
        """Whether there is a passage before (-1) or after it (1)."""
        return 0 <= self.number + step < len(self.scores.passages)

    def without_neighbour(self, step: int) -> Floats:
        """Probabilities of the passage as if there were none before (-1) or after it (1)."""
        nobody = no_passage(len(self.model.themes))
        around = [
            self.scores.text.at(np.array([self.number + side]))
            if side == 0 or (side != step and self.has_neighbour(side))
            else nobody
            for side in (-1, 0, 1)
        ]
        found: Floats = self.model.probabilities(TextScores.joined(around))[1]
        return found

    def moved(self, without: Floats) -> Floats:
        """Log-odds of the passage less those that it would have; any shape that ends in themes."""
        return log_odds(self.probabilities) - log_odds(without)


def log_odds(probabilities: Floats) -> Floats:
    """Logarithm of the odds of probabilities between 0 and 1."""
    # A sure probability is 1 to the computer; its odds are beyond telling.
    inside = np.clip(probabilities, 1e-12, 1 - 1e-12)
    found: Floats = np.log(inside) - np.log1p(-inside)
    return found
