"""Texts -> sparse vectors: words and character n-grams, hashed, with tf-idf weights.

Hashing keeps no vocabulary, so a model version holds numbers only, and no word of a confidential text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

from kgnlp.themes.concepts import Concepts

# Dimensions. Round numbers above the vocabulary of sixty interviews; what collisions cost is not measured.
_WORD_DIMENSIONS = 2**16
_CHARACTER_DIMENSIONS = 2**17
# Weight of a concept that is said once, beside words and characters of length one each.
_CONCEPT_WEIGHT = 0.5


def _vectorizers() -> tuple[HashingVectorizer, HashingVectorizer]:
    # alternate_sign would break the logarithm in sublinear weights.
    common = {"alternate_sign": False, "norm": None, "lowercase": True}
    return (
        HashingVectorizer(
            ngram_range=(1, 2),
            token_pattern=r"\w+",  # noqa: S106 - one-letter words too: i, å
            n_features=_WORD_DIMENSIONS,
            **common,
        ),
        HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), n_features=_CHARACTER_DIMENSIONS, **common),
    )


class TextVectors:
    """Tf-idf vectors of texts; words and characters are unit vectors side by side, then the concepts."""

    def __init__(
        self, word_weights: TfidfTransformer, character_weights: TfidfTransformer, concepts: Concepts
    ) -> None:
        self.weights = (word_weights, character_weights)
        self.concepts = concepts

    @classmethod
    def fit(cls, texts: Sequence[str], concepts: Concepts) -> Self:
        """Learn how rare each word and n-gram is."""
        words, characters = (
            TfidfTransformer(sublinear_tf=True).fit(vectorizer.transform(texts))
            for vectorizer in _vectorizers()
        )
        return cls(words, characters, concepts)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Vectors of shape (texts, dimensions)."""
        counts = (vectorizer.transform(texts) for vectorizer in _vectorizers())
        blocks = [weights.transform(count) for weights, count in zip(self.weights, counts, strict=True)]
        blocks.append(_CONCEPT_WEIGHT * self.concepts.counts(texts))
        return hstack(blocks, format="csr", dtype=np.float32)

    def transform_distinct(self, texts: Sequence[str]) -> csr_matrix:
        """As transform; texts that recur, as questions do, are done once."""
        distinct = sorted(set(texts))
        row = {text: number for number, text in enumerate(distinct)}
        return self.transform(distinct)[[row[text] for text in texts]]


def side_by_side(own: csr_matrix, context: Sequence[csr_matrix], share: float) -> csr_matrix:
    """A text's own vector with those of its context as blocks of their own, scaled to ``share``."""
    return hstack([own, *(share * block for block in context)], format="csr")
