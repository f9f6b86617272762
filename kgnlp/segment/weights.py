"""What features count for, and how far the probabilities that come of it can be believed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kgnlp.segment.decode import Chain
from kgnlp.segment.wording import Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts for, as logarithms of odds."""

    opens: Floats  # one each of features.OPENINGS
    stays: Floats  # one each of features.STAYINGS
    moves: Floats  # one each of moves.MOVES

    def chain(self, opens: Floats, stays: Floats, moves: Floats) -> Chain:
        """Features of an interview -> scores of its steps."""
        return Chain(moves=moves @ self.moves, opens=opens @ self.opens, stays=stays @ self.stays)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt's correction of probabilities: a line on the scale of log odds."""

    slope: float = 1.0
    intercept: float = 0.0

    def correct(self, probabilities: Floats) -> Floats:
        """Corrected probabilities, 0 to 1."""
        inside = np.clip(probabilities, 1e-4, 1 - 1e-4)
        odds = self.slope * np.log(inside / (1 - inside)) + self.intercept
        corrected: Floats = 1 / (1 + np.exp(-odds))
        return corrected
