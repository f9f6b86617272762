"""What the classifiers on text say of one interview."""

from __future__ import annotations

from dataclasses import dataclass

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
