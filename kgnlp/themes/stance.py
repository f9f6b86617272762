"""Stance of a passage on a theme, from the sentences that carry the tag."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from kgnlp.domain import Stance
from kgnlp.themes.features import TextVectors

# Weight of the interviewer's turn, and of the vectors of the evidence's own theme, beside the evidence.
_ASKED = 0.4
_OWN_THEME = 0.5


def stance_rows(
    vectors: TextVectors, texts: Sequence[str], asked: Sequence[str], themes: Sequence[int], count: int
) -> csr_matrix:
    """Vectors of the evidence, once for all themes and once for its own: words may turn with the theme.

    Args:
        vectors: how texts become vectors.
        texts: the evidence of each tag.
        asked: the interviewer's turn before each; a short answer has its stance from it.
        themes: number of the theme of each tag.
        count: number of themes.
    """
    own = vectors.transform(texts)
    one_hot = csr_matrix((np.ones(len(themes)), (np.arange(len(themes)), themes)), shape=(len(themes), count))
    by_theme = [_OWN_THEME * own.multiply(one_hot[:, [theme]]).tocsr() for theme in range(count)]
    return hstack(
        [own, _ASKED * vectors.transform_distinct(asked), _OWN_THEME * one_hot, *by_theme], format="csr"
    )


def predict_stance(classifier: LogisticRegression, rows: csr_matrix) -> list[tuple[Stance, float]]:
    """The likeliest stance of each row, with its probability."""
    probabilities = classifier.predict_proba(rows)
    best = probabilities.argmax(axis=1)
    return [
        (Stance(classifier.classes_[stance]), float(row[stance]))
        for row, stance in zip(probabilities, best, strict=True)
    ]
