"""Search finds every form of a word by the lemmas of the run."""

import numpy as np
import pyarrow as pa
import pytest

from kgnlp.review.lemma_index import LemmaIndex, search

TEXTS = [
    "Kjernegruppen møtes ofte.",
    "Vi var i et møte, og møtet var langt.",
    "Kjernegruppene? De møttes aldri.",
    "",
    "To-tre år (kanskje) i kjernegruppa.",
]
LEMMAS = [
    ["kjernegruppe", "møte", "ofte"],
    ["vi", "være", "i", "en", "møte", "og", "møte", "være", "lang"],
    ["kjernegruppe", "de", "møte", "aldri"],
    [],
    ["to-tre", "år", "kanskje", "i", "kjernegruppe"],
]
INDEX = LemmaIndex.of(pa.array(LEMMAS, pa.list_(pa.string())))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kjernegruppen", [0, 2, 4]),
        ("KJERNEGRUPPA", [0, 2, 4]),
        ("møtet", [0, 1, 2]),
        ("kjernegruppe møte", [0, 2]),
        ("kjerne*", [0, 2, 4]),
        ('"var langt"', [1]),
        ('"Var Langt" være', [1]),
        ("to-tre", [4]),
        ("finnesikke", []),
        ("ofte aldri", []),
        ("", [0, 1, 2, 3, 4]),
        ("'; DROP TABLE decisions; --", []),
        ("(((", [0, 1, 2, 3, 4]),  # no word in it
    ],
)
def test_search(query, expected):
    assert np.flatnonzero(search(INDEX, pa.array(TEXTS), query)).tolist() == expected


def test_every_passage_has_its_lemmas():
    assert [INDEX.lemmas_of(number) for number in range(5)] == LEMMAS
