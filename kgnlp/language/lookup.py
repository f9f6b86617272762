"""Lemmas by lookup, for the pipeline without a trained model."""

from __future__ import annotations

from spacy.language import Language as Nlp
from spacy.tokens import Doc

from kgnlp.wordforms import lemma


@Nlp.component("kgnlp_lookup_lemmas", assigns=["token.lemma"])
def lookup_lemmas(doc: Doc) -> Doc:
    """Set every lemma from simplemma's lists, bokmål first, nynorsk where bokmål has no entry."""
    for token in doc:
        token.lemma_ = lemma(token.text.lower())
    return doc
