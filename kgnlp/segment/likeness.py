"""Likeness in wording between what is said and what stands in the guide; needs no training."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from kgnlp.guide import Guide

Floats = npt.NDArray[np.float64]

# Words catch what is asked in the guide's own terms; pieces of words catch other endings, the other
# written form and parts of compounds (møtestruktur, strukturen på møtene).
WORDS = TfidfVectorizer(sublinear_tf=True)
PIECES = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5))


class GuideLikeness:
    """Compares texts with the questions and items of one guide, each by its own wording."""

    def __init__(self, guide: Guide) -> None:
        texts = [entry.text for entry in guide.entries()]
        self._vectorisers = [_copy(kind).fit(texts) for kind in (WORDS, PIECES)]
        self._entries = [kind.transform(texts) for kind in self._vectorisers]

    def of(self, texts: list[str]) -> Floats:
        """Cosine of each text with each question or item, 0 to 1: (texts, entries)."""
        pairs = zip(self._vectorisers, self._entries, strict=True)
        likeness = [np.asarray((kind.transform(texts) @ entries.T).todense()) for kind, entries in pairs]
        mean: Floats = np.mean(likeness, axis=0)
        return mean


def _copy(kind: TfidfVectorizer) -> TfidfVectorizer:
    return TfidfVectorizer(**kind.get_params())


@lru_cache(maxsize=16)
def guide_likeness(guide: Guide) -> GuideLikeness:
    """The comparison with a guide; made once a guide."""
    return GuideLikeness(guide)
