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

# Weights beside the evidence: of the interviewer's turn, of the other sentences of the passage, and of
# evidence and turn once more for their own theme. Chosen by accuracy in cross-validation.
_ASKED = 0.4
_REST = 0.2
_OWN_THEME = 1.0
_OWN_ASKED = 0.3


def stance_rows(
    vectors: TextVectors,
    counts: InputCounts,
    evidence: Sequence[npt.NDArray[np.intp]],
    themes: Sequence[int],
    count: int,
) -> csr_matrix:
    """Vectors of the evidence and what stands by it, for all themes and for its own.

    Words may turn with the theme: "few" is good of groups and bad of papers.

    A short answer has its stance from what was asked, so the interviewer's turn stands beside it.

    Args:
        vectors: how counts become vectors.
        counts: the passages.
        evidence: for each tag, numbers of its sentences among those of all passages; at least one.
        themes: number of the theme of each tag.
        count: number of themes.
    """
    groups = _members(evidence, len(counts.of_passage))
    own = vectors.of(counts.sentences.summed(groups))
    passages = counts.of_passage[[sentences[0] for sentences in evidence]]
    asked = vectors.of(counts.asked)[passages]
    rest = vectors.of(counts.sentences.summed((counts.in_passage[passages] - groups).maximum(0)))
    one_hot = csr_matrix((np.ones(len(themes)), (np.arange(len(themes)), themes)), shape=(len(themes), count))
    by_theme = [
        weight * block.multiply(one_hot[:, [theme]]).tocsr()
        for block, weight in ((own, _OWN_THEME), (asked, _OWN_ASKED))
        for theme in range(count)
    ]
    return hstack([own, _ASKED * asked, _REST * rest, _OWN_THEME * one_hot, *by_theme], format="csr")


def _members(groups: Sequence[npt.NDArray[np.intp]], count: int) -> csr_matrix:
    """Shape (groups, count): 1 where one of the numbers is in the group."""
    rows = np.repeat(np.arange(len(groups)), [len(numbers) for numbers in groups])
    ones = np.ones(len(rows), dtype=np.float32)
    return csr_matrix((ones, (rows, np.concatenate(groups))), shape=(len(groups), count))


def predict_stance(classifier: OneVsRestClassifier, rows: csr_matrix) -> list[tuple[Stance, float]]:
    """The likeliest stance of each row, with its probability."""
    probabilities = classifier.predict_proba(rows)
    best = probabilities.argmax(axis=1)
    return [
        (Stance(classifier.classes_[stance]), float(row[stance]))
        for row, stance in zip(probabilities, best, strict=True)
    ]
