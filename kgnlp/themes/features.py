"""Counts -> sparse vectors with tf-idf weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfTransformer

from kgnlp.themes.concepts import Concepts
from kgnlp.themes.counts import Counts

# Weight of a concept that is said once, beside words and characters of length one each.
_CONCEPT_WEIGHT = 0.5


class TextVectors:
    """Tf-idf vectors of texts; words and characters are unit vectors side by side, then the concepts."""

    def __init__(
        self, word_weights: TfidfTransformer, character_weights: TfidfTransformer, concepts: Concepts
    ) -> None:
        self.weights = (word_weights, character_weights)
        self.concepts = concepts

    @classmethod
    def fit(cls, counts: Counts, concepts: Concepts) -> Self:
        """Learn how rare each word and n-gram is."""
        words, characters = (
            TfidfTransformer(sublinear_tf=True).fit(block) for block in (counts.words, counts.characters)
        )
        return cls(words, characters, concepts)

    def of(self, counts: Counts) -> csr_matrix:
        """Vectors of shape (texts, dimensions)."""
        blocks = [self.text(counts), _CONCEPT_WEIGHT * counts.concepts]
        return hstack(blocks, format="csr", dtype=np.float32)

    def text(self, counts: Counts) -> csr_matrix:
        """Vectors of words and characters alone, of shape (texts, dimensions)."""
        words, characters = self.weights
        blocks = [words.transform(counts.words), characters.transform(counts.characters)]
        return hstack(blocks, format="csr", dtype=np.float32)


def side_by_side(own: csr_matrix, context: Sequence[csr_matrix], share: float) -> csr_matrix:
    """A text's own vector with those of its context as blocks of their own, scaled to ``share``."""
    return hstack([own, *(share * block for block in context)], format="csr")
