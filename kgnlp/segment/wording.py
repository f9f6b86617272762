"""Texts as sparse vectors of words and of pieces of words.

Terms are hashed, so that a model holds no word of a transcript, and words that training never saw
count as rare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

from kgnlp.wordforms import words_of

Floats = npt.NDArray[np.float64]

_WIDTH = {
    "words": 2**16,
    "pieces": 2**18,
}  # collisions are rare: some 12,000 words, 100,000 pieces


@dataclass(frozen=True, slots=True)
class Vectors:
    """Texts as rows of unit length, one matrix a kind of term."""

    kinds: dict[str, Any]  # words, pieces -> scipy sparse matrix (texts, terms)

    def cosines(self, others: Vectors) -> dict[str, Floats]:
        """Likeness of each text with each of the others, 0 to 1: (texts, others), by kind."""
        return {kind: (rows @ others.kinds[kind].T).toarray() for kind, rows in self.kinds.items()}

    def take(self, rows: npt.NDArray[np.intp]) -> Vectors:
        """Some of the texts."""
        return Vectors({kind: matrix[rows] for kind, matrix in self.kinds.items()})


class Wording:
    """Turns texts into vectors, weighted by how rare a term is in the texts it was fitted on."""

    def __init__(self, rarity: dict[str, Floats]) -> None:
        self.rarity = rarity  # kind -> inverse document frequency of each hashed term
        self._weights = {kind: TfidfTransformer(sublinear_tf=True) for kind in rarity}
        for kind, weights in self._weights.items():
            weights.idf_ = rarity[kind]

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Self:
        """Learn how rare terms are."""
        return cls({kind: TfidfTransformer().fit(_counts(kind, texts)).idf_ for kind in _WIDTH})

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts."""
        return Vectors(
            {kind: weights.transform(_counts(kind, texts)) for kind, weights in self._weights.items()}
        )


def hashed(documents: Sequence[Sequence[str]], width: int) -> Any:
    """Counts of terms, hashed into columns: (documents, width)."""
    return HashingVectorizer(analyzer=list, n_features=width, norm=None, alternate_sign=False).transform(
        documents
    )


def _counts(kind: str, texts: Sequence[str]) -> Any:
    documents = [words_of(text) for text in texts]
    if kind == "pieces":
        documents = [[piece for term in document for piece in _pieces(term)] for document in documents]
    return hashed(documents, _WIDTH[kind])


@lru_cache(maxsize=50_000)
def _pieces(term: str) -> tuple[str, ...]:
    """Stretches of three to five characters, the ends of the word marked."""
    marked = f" {term} "
    return tuple(
        marked[start : start + length] for length in (3, 4, 5) for start in range(len(marked) - length + 1)
    )
