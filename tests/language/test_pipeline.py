"""The analysis of texts, with the pipeline that needs no model."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.domain import Analysis
from kgnlp.language import blank

PIPELINE = blank()
# Letters, marks, white space, transcribers' signs, and letters outside the basic plane.
TEXTS = st.text(alphabet="aæøåJV .,!?…«»[]()#:0123-\t\u00a0\U0001d54f\u0301", max_size=120)


def analyse(text: str) -> Analysis:
    return PIPELINE.analyse([text])[0]


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in analyse(text).tokens if token.is_word]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # hesitations are words, as the speaker said them
        ("Eh, det var mm bra", ["Eh", "det", "var", "mm", "bra"]),
        # a clipped word keeps its hyphen
        ("Vi har sekre- sekretariatet", ["Vi", "har", "sekre-", "sekretariatet"]),
        # what the transcriber wrote is no word
        ("Ja [uhørlig] altså (ler) nei", ["Ja", "altså", "nei"]),
        # of any length in square brackets
        ("Ja [ler litt, ser ut] nei", ["Ja", "nei"]),
        # round brackets are the speaker's own aside unless they name a sound
        ("Vi (altså KUBU) møtes", ["Vi", "altså", "KUBU", "møtes"]),
        # a timestamp that a tool left
        ("Ja. 00:12:34 Nei. #00:00:06-8# Vi", ["Ja", "Nei", "Vi"]),
        # a time of day that was said
        ("Klokka 10:30 da", ["Klokka", "10:30", "da"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi møtes. Det er bra.", ["Vi møtes.", "Det er bra."]),
        # a full stop after a timestamp ends the sentence
        ("Vi møtes 00:12:34. Det er bra.", ["Vi møtes 00:12:34.", "Det er bra."]),
        # white space belongs to no sentence
        ("  Ja.   Nei.  ", ["Ja.", "Nei."]),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in analyse(text).sentences] == expected


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("møtene", "møte"), ("kjernegruppens", "kjernegruppe"), ("gruppene", "gruppe")],
)
def test_lemmas(word: str, lemma: str) -> None:
    assert analyse(word).tokens[0].lemma == lemma


def test_wordforms_are_given_only_when_asked_for() -> None:
    asked = blank(wordforms=True).analyse(["ikkje arbeidsgruppe"])[0].tokens
    assert [(token.form, token.parts) for token in asked] == [
        ("ikke", ()),
        ("arbeidsgruppe", ("arbeid", "gruppe")),
    ]
    assert [(token.form, token.parts) for token in analyse("ikkje arbeidsgruppe").tokens] == [
        ("", ()),
        ("", ()),
    ]


@given(TEXTS)
def test_offsets_cover_the_text_in_order(text: str) -> None:
    analysis = analyse(text)
    covered = [text[token.start : token.end] for token in analysis.tokens]
    assert "".join(covered) == "".join(text.split())
    for spans in (analysis.tokens, analysis.sentences):
        assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(
        any(s.start <= token.start and token.end <= s.end for s in analysis.sentences)
        for token in analysis.tokens
    )


@given(st.lists(TEXTS, max_size=4))
def test_a_batch_is_as_one_by_one(texts: list[str]) -> None:
    assert PIPELINE.analyse(texts) == [analyse(text) for text in texts]
