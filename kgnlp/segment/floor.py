"""Segmentation without training: likeness in wording, and the order of the guide.

The floor that a trained model must beat, and what is used where there is none.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from kgnlp.domain import AnalysedInterview, Role
from kgnlp.errors import ModelError
from kgnlp.guide import Guide
from kgnlp.segment.decode import Chain, best_path, marginals
from kgnlp.segment.likeness import guide_likeness
from kgnlp.segment.places import BEFORE, Places, places_of
from kgnlp.segment.segments import Placing

Floats = npt.NDArray[np.float64]
_FILE = "likeness.json"
_NEVER = -30.0  # e^-30: as good as impossible, yet finite, so that every interview has a path


@dataclass(frozen=True, slots=True)
class LikenessModel:
    """The weights of likeness against order, as logarithms of odds.

    Round numbers, chosen by looking at the annotated corpus; benchmarks/segmentation.py shows what they give.
    """

    likeness: float = 15.0  # of a cosine of 1
    opening: float = 2.0  # what a turn must bring before it opens a question
    skipping: float = 1.5  # times the logarithm of how many places ahead the question stands
    returning: float = 5.0  # for going back in the guide, or on after a break
    ending: float = 3.0  # for leaving the guide, besides what is skipped
    speaking_out_of_role: float = 8.0  # for an informant who opens a question

    @property
    def version(self) -> str:
        """Name of the model, for manifests."""
        return "likeness"

    def place(self, analysed: AnalysedInterview, guide: Guide) -> Placing:
        """The question of every turn, with the probability that the weights give it."""
        places = places_of(guide)
        chain = self._chain(analysed, guide, places)
        path = best_path(chain)
        states = marginals(chain).places
        probabilities = states[np.arange(len(path)), path]
        return Placing(tuple(map(places.question_id, path)), tuple(map(float, probabilities)))

    def save(self, folder: Path) -> None:
        """Write the weights."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the weights. Raises ModelError if they are not there or not of this form."""
        try:
            return cls(**json.loads((folder / _FILE).read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ModelError(
                f"no readable {_FILE} in {folder.name}",
                expected="the weights as LikenessModel.save writes them",
                action="Train the model again: kgnlp retrain",
            ) from error

    def _chain(self, analysed: AnalysedInterview, guide: Guide, places: Places) -> Chain:
        texts = [analysed.turn_text(turn.turn) for turn in analysed.turns]
        opens = np.full((len(texts), places.count), -self.opening)
        opens[:, BEFORE + 1 : places.outside] += self.likeness * guide_likeness(guide).of(texts)
        informs = np.array([turn.role is Role.INFORMANT for turn in analysed.turns])
        opens[informs] -= self.speaking_out_of_role
        return Chain(self._moves(places), opens, np.zeros_like(opens))

    def _moves(self, places: Places) -> Floats:
        ahead = np.arange(places.count)[None, :] - np.arange(places.count)[:, None]
        moves = np.where(ahead > 0, -self.skipping * np.log(np.maximum(ahead, 1)), -self.returning)
        moves[:, places.outside] -= self.ending
        moves[BEFORE, places.outside] = _NEVER
        return moves
