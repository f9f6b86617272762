"""Stance of a passage on a theme, from the sentences that carry the tag."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from kgnlp.domain import Stance
from kgnlp.themes.features import TextVectors


def stance_rows(vectors: TextVectors, texts: Sequence[str], themes: Sequence[int], count: int) -> csr_matrix:
    """Vectors of the evidence, once for all themes and once for its own: words may turn with the theme.

    Args:
        vectors: how texts become vectors.
        texts: the evidence of each tag.
        themes: number of the theme of each tag.
        count: number of themes.
    """
    own = vectors.transform(texts)
    one_hot = csr_matrix((np.ones(len(themes)), (np.arange(len(themes)), themes)), shape=(len(themes), count))
    by_theme = [own.multiply(one_hot[:, [theme]]).tocsr() for theme in range(count)]
    return hstack([own, *by_theme], format="csr")


def predict_stance(classifier: LogisticRegression, rows: csr_matrix) -> list[tuple[Stance, float]]:
    """The likeliest stance of each row, with its probability."""
    probabilities = classifier.predict_proba(rows)
    best = probabilities.argmax(axis=1)
    return [
        (Stance(classifier.classes_[stance]), float(row[stance]))
        for row, stance in zip(probabilities, best, strict=True)
    ]
