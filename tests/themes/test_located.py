"""What is counted of a text is all found again at its words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import hstack

from kgnlp.themes.concepts import load_concepts
from kgnlp.themes.counts import Counts
from kgnlp.themes.located import Located

CONCEPTS = load_concepts()
# Signs, compounds, phrases of the concepts, letters that grow in lower case, no letters.
PIECES = (
    "Kjerneoppgåva",
    "dobbelt-arbeid,",
    "«igjen»",
    "en",
    "gang",
    "til",
    "İ",
    "–",
    "...",
    "ß",
    "\u00a0",
    "23",
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Signs at the ends count with a word, and are not in its span.
        ("Ja, «nettopp»!", ["Ja", "nettopp"]),
        # What is written together is one word.
        ("ei e-post, og/eller", ["ei", "e-post", "og/eller"]),
        # A word may be a sign alone.
        ("Nei – nei", ["Nei", "–", "nei"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    located = Located.of(text, CONCEPTS)
    assert [text[span.start : span.end] for span in located.words] == words


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)))
def test_the_words_together_are_the_text(text: str) -> None:
    counts = Counts.of([text], CONCEPTS)
    expected = hstack([counts.words, counts.characters, counts.concepts]).toarray()[0]
    located = Located.of(text, CONCEPTS)
    assert np.allclose(located.total, expected)
    assert all(0 <= span.start < span.end <= len(text) for span in located.words)


def test_a_concept_of_several_words_stands_in_each_of_them() -> None:
    text = "Vi tok det en gang til."
    located = Located.of(text, CONCEPTS)
    holding = np.flatnonzero(located.counts[:, -len(CONCEPTS.words) :].sum(axis=1))
    assert [text[located.words[n].start : located.words[n].end] for n in holding] == ["en", "gang", "til"]
