"""What words add is, all together, the score."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgnlp.themes import ThemeModel
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.model import INTERCEPT, SLOPE, rows_of
from kgnlp.themes.word_weights import WordWeights
from tests.themes.builders import AGAIN, COFFEE, DOUBLE, HIMSELF, an_input

LONG = "Kjerneoppgåva er dobbelt-arbeid, «igjen» og en gang til – i fora, i fora og i fora. "
PASSAGES = st.builds(
    lambda texts, asked, question: an_input(*texts, asked=asked, question=question),
    st.lists(st.sampled_from((DOUBLE, AGAIN, COFFEE, HIMSELF, LONG, "–", "Nei.")), min_size=1, max_size=5),
    st.sampled_from(("", DOUBLE, "Dublerer dere noe?")),
    st.sampled_from(("", HIMSELF)),
)


def score(model: ThemeModel, passage: PassageInput, layer: str, theme: int, row: int) -> float:
    """The classifier's own score, in log-odds, without rounding to single precision."""
    classifier = model.text.layers[layer][theme]
    rows = rows_of(model.text.vectors, InputCounts.of([passage], model.text.vectors.concepts))[layer]
    distance = (rows[row].astype(np.float64) @ classifier.coef_[0].astype(np.float64)).item()
    assert distance + classifier.intercept_[0] == pytest.approx(
        classifier.decision_function(rows)[row], abs=1e-5
    )
    return float(SLOPE * (distance + classifier.intercept_[0]) + INTERCEPT)


@settings(max_examples=30)
@given(passage=PASSAGES, theme=st.integers(0, 1), data=st.data())
def test_additivity(model: ThemeModel, passage: PassageInput, theme: int, data: st.DataObject) -> None:
    weights = WordWeights(model.text, passage)
    assert weights.of_passage(theme).score == pytest.approx(
        score(model, passage, "passage", theme, 0), abs=1e-6
    )
    number = data.draw(st.integers(0, len(passage.texts) - 1))
    of_sentence = weights.of_sentence(theme, number)
    assert of_sentence.score == pytest.approx(score(model, passage, "sentence", theme, number), abs=1e-6)


def test_each_word_is_at_its_offsets(model: ThemeModel) -> None:
    passage = an_input(DOUBLE, COFFEE)
    words = WordWeights(model.text, passage).words
    found = [passage.texts[placed.sentence][placed.word.start : placed.word.end] for placed in words]
    assert found == ["Vi", "gjør", "det", "samme", "to", "ganger", "Kaffen", "er", "god"]
    assert [placed.sentence for placed in words] == [0] * 6 + [1] * 3


def test_the_words_that_were_taught_weigh_most(model: ThemeModel) -> None:
    weights = WordWeights(model.text, an_input(DOUBLE, COFFEE))
    together = weights.together(0)
    assert together[:6].sum() > 1 > abs(together[6:]).max()


def test_together_is_what_a_word_adds_to_its_sentence_and_its_passage(model: ThemeModel) -> None:
    weights = WordWeights(model.text, an_input(DOUBLE, COFFEE))
    of_first, of_second = (weights.of_sentence(0, number).words for number in (0, 1))
    expected = weights.of_passage(0).words + np.concatenate([of_first[:6], of_second[6:]])
    assert weights.together(0) == pytest.approx(expected)
