"""Stance of a passage on a theme, from the sentences that carry the tag."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.multiclass import OneVsRestClassifier

from kgnlp.domain import Stance
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.features import TextVectors

# Weight of the interviewer's turn, and of the vectors of the evidence's own theme, beside the evidence.
_ASKED = 0.4
_OWN_THEME = 0.5


def stance_rows(
    vectors: TextVectors,
    counts: InputCounts,
    evidence: Sequence[npt.NDArray[np.intp]],
    themes: Sequence[int],
    count: int,
) -> csr_matrix:
    """Vectors of the evidence, once for all themes and once for its own: words may turn with the theme.

    A short answer has its stance from what was asked, so the interviewer's turn stands beside it.

    Args:
        vectors: how counts become vectors.
        counts: the passages.
        evidence: for each tag, numbers of its sentences among those of all passages; at least one.
        themes: number of the theme of each tag.
        count: number of themes.
    """
    rows = np.repeat(np.arange(len(evidence)), [len(sentences) for sentences in evidence])
    columns = np.concatenate(evidence)
    ones = np.ones(len(rows), dtype=np.float32)
    groups = csr_matrix((ones, (rows, columns)), shape=(len(evidence), len(counts.of_passage)))
    own = vectors.of(counts.sentences.summed(groups))
    passages = counts.of_passage[[sentences[0] for sentences in evidence]]
    asked = vectors.of(counts.asked)[passages]
    one_hot = csr_matrix((np.ones(len(themes)), (np.arange(len(themes)), themes)), shape=(len(themes), count))
    by_theme = [_OWN_THEME * own.multiply(one_hot[:, [theme]]).tocsr() for theme in range(count)]
    return hstack([own, _ASKED * asked, _OWN_THEME * one_hot, *by_theme], format="csr")


def predict_stance(classifier: OneVsRestClassifier, rows: csr_matrix) -> list[tuple[Stance, float]]:
    """The likeliest stance of each row, with its probability."""
    probabilities = classifier.predict_proba(rows)
    best = probabilities.argmax(axis=1)
    return [
        (Stance(classifier.classes_[stance]), float(row[stance]))
        for row, stance in zip(probabilities, best, strict=True)
    ]
