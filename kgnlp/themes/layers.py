"""What the classifiers on text say of one interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class TextScores:
    """Probabilities that a theme is carried, by what is read; passages in the order of the interview."""

    sentences: tuple[Floats, ...]  # per passage, sentences in context; shape (sentences, themes)
    sentences_alone: tuple[Floats, ...]  # the same, without context
    passages: Floats  # the passage with question and interviewer's turn; shape (passages, themes)
    asked: Floats  # the interviewer's turn before it alone; shape (passages, themes)
    questions: Floats  # the guide question alone; shape (passages, themes)
    lengths: Floats  # words of each passage
    outside: npt.NDArray[np.bool_]  # which passages are under no guide question

    @classmethod
    def joined(cls, parts: Sequence[TextScores]) -> Self:
        """The scores of several as those of one."""
        return cls(
            sentences=tuple(scores for part in parts for scores in part.sentences),
            sentences_alone=tuple(scores for part in parts for scores in part.sentences_alone),
            passages=np.concatenate([part.passages for part in parts]),
            asked=np.concatenate([part.asked for part in parts]),
            questions=np.concatenate([part.questions for part in parts]),
            lengths=np.concatenate([part.lengths for part in parts]),
            outside=np.concatenate([part.outside for part in parts]),
        )

    def at(self, passages: npt.NDArray[np.intp]) -> TextScores:
        """The scores of some passages, by their numbers."""
        return TextScores(
            sentences=tuple(self.sentences[number] for number in passages),
            sentences_alone=tuple(self.sentences_alone[number] for number in passages),
            passages=self.passages[passages],
            asked=self.asked[passages],
            questions=self.questions[passages],
            lengths=self.lengths[passages],
            outside=self.outside[passages],
        )
