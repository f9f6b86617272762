"""Lemmas by lookup, for the pipeline without a trained model."""

from __future__ import annotations

from functools import lru_cache

from simplemma import lemmatize
from spacy.language import Language as Nlp
from spacy.tokens import Doc


@Nlp.component("kgnlp_lookup_lemmas", assigns=["token.lemma"])
def lookup_lemmas(doc: Doc) -> Doc:
    """Set every lemma from simplemma's lists, bokmål first, nynorsk where bokmål has no entry."""
    for token in doc:
        token.lemma_ = _lemma(token.text.lower())
    return doc


@lru_cache(maxsize=50_000)
def _lemma(word: str) -> str:
    lemma: str = lemmatize(word, lang=("nb", "nn"))
    return lemma.lower()
