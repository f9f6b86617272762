"""The trained segmentation model: likenesses and moves weighed together over a whole interview."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np

from kgnlp.domain import AnalysedInterview
from kgnlp.guide import Guide
from kgnlp.segment.bank import Bank
from kgnlp.segment.decode import best_path, marginals
from kgnlp.segment.exchanges import exchanges
from kgnlp.segment.features import GuideFeatures, Observed, guide_features
from kgnlp.segment.kinds import log_kinds
from kgnlp.segment.segments import Placing
from kgnlp.segment.storage import Parts, read, write
from kgnlp.segment.weights import Calibration, Weights
from kgnlp.segment.wording import Wording

# The guides whose features are kept: a run has a handful. Changing it changes speed only.
_KEPT_GUIDES = 16


@dataclass
class SegmentModel:
    """Says which question each turn is on, for a guide that it may never have seen."""

    wording: Wording
    bank: Bank
    kinds: Any  # scikit-learn classifier of what a turn does, see kinds.py
    weights: Weights
    calibration: Calibration
    version: str
    _guides: dict[str, GuideFeatures] = field(default_factory=dict, repr=False)

    def place(self, analysed: AnalysedInterview, guide: Guide) -> Placing:
        """The question of every turn, with the calibrated probability that it is the right one."""
        known = self.features_of(guide)
        said = exchanges(analysed)
        observed = Observed(said, known, self.wording, self.bank)
        everything = np.ones(len(self.bank.question), dtype=np.bool_)
        opens, stays = observed.features(log_kinds(self.kinds, said), everything)
        chain = self.weights.chain(opens, stays, known.moves)
        path = best_path(chain)
        probabilities = self.calibration.correct(marginals(chain).places[np.arange(len(path)), path])
        return Placing(tuple(map(known.places.question_id, path)), tuple(map(float, probabilities)))

    def features_of(self, guide: Guide) -> GuideFeatures:
        """The features of a guide, made once."""
        if guide.content_hash not in self._guides:
            if len(self._guides) >= _KEPT_GUIDES:
                self._guides.clear()
            self._guides[guide.content_hash] = guide_features(guide, self.wording, self.bank)
        return self._guides[guide.content_hash]

    def save(self, folder: Path) -> None:
        """Write the model: numbers as JSON and npz, the classifier with skops."""
        write(
            Parts(self.wording, self.bank, self.kinds, self.weights, self.calibration, self.version), folder
        )

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read a model. Raises ModelError if its files are missing or not of this form."""
        parts = read(folder)
        return cls(parts.wording, parts.bank, parts.kinds, parts.weights, parts.calibration, parts.version)
