"""What an interviewer's turn does: opens a question, stays on it, or stands outside the guide."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from kgnlp.segment.exchanges import Exchanges
from kgnlp.segment.wording import Floats, hashed
from kgnlp.wordforms import words_of

OPENS, STAYS, OUTSIDE = 0, 1, 2
WIDTH = 2**15
_LEAST = np.log(0.01)  # so that one sure word never settles a turn alone


def kind_features(said: Exchanges) -> Any:
    """Words and pairs of words of each turn, its first words, its length and place: (turns, WIDTH)."""
    return hashed([_marks(said, turn) for turn in range(len(said.said))], WIDTH).sqrt()


def log_kinds(classifier: Any, said: Exchanges) -> Floats:
    """Logarithm of the probability of each kind: (turns, 3). Means something for interviewer turns only."""
    logarithms = np.full((len(said.said), 3), _LEAST)
    logarithms[:, classifier.classes_] = classifier.predict_log_proba(kind_features(said))
    floored: Floats = np.maximum(logarithms, _LEAST)
    return floored


def _marks(said: Exchanges, turn: int) -> list[str]:
    words = words_of(said.said[turn])
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    first = [f"^{word}" for word in words[:2]]
    length = f"length {min(len(words).bit_length(), 6)}"
    before = len(said.said[turn - 1].split()) if turn else 0
    return [
        *words,
        *pairs,
        *first,
        length,
        f"asks {'?' in said.said[turn]} {length}",
        f"before {min(before.bit_length(), 7)}",
        f"progress {int(said.progress[turn] * 10)}",
        f"answer {min(len(said.answers[turn].split()).bit_length(), 7)}",
    ]
