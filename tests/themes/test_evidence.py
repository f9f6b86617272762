"""Evidence is what a passage would not be tagged without, as far as its sentences allow."""

from __future__ import annotations

import numpy as np
import pytest

from kgnlp.themes import ThemeModel
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.evidence import as_spans, evidence_sentences, find_evidence
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.layers import TextScores
from kgnlp.themes.model import Scores
from tests.themes.builders import COFFEE, DOUBLE, HIMSELF, an_input

LEVEL = np.array([0.9, 0.35, 0.1])


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        # The best one alone.
        ([0.9, 0.3, 0.1], [0]),
        # One at half of the best is as good.
        ([0.4, 0.1, 0.8], [0, 2]),
        # There is always one, however little it says.
        ([0.01], [0]),
    ],
)
def test_the_clearest_sentences(scores: list[float], expected: list[int]) -> None:
    assert evidence_sentences(np.array(scores)).tolist() == expected


def scored(model: ThemeModel, passage: PassageInput) -> tuple[InputCounts, Scores]:
    counts = InputCounts.of([passage], model.text.vectors.concepts)
    return counts, model.score(counts)


def with_scores(scores: Scores, sentences: np.ndarray, probability: float) -> Scores:
    """What the model says, with other scores of sentences and probability of the first theme."""
    of_both = np.column_stack([sentences, np.zeros(len(sentences))])
    text = scores.text
    changed = TextScores(
        (of_both,),
        text.sentences_alone,
        text.passages,
        text.asked,
        text.questions,
        text.lengths,
        text.outside,
    )
    return Scores(np.array([[probability, 0.0]]), changed)


def test_what_is_tagged_without_its_clearest_sentence_gets_the_next_one_too(model: ThemeModel) -> None:
    """Without the first sentence the second, which says it too, has the passage tagged."""
    passage = an_input(COFFEE, DOUBLE, HIMSELF)
    counts, scores = scored(model, passage)
    assert find_evidence(model, counts, with_scores(scores, LEVEL, 0.9))[0][0].tolist() == [0, 1]


def test_what_is_not_tagged_without_it_gets_no_more(model: ThemeModel) -> None:
    passage = an_input(DOUBLE, COFFEE, HIMSELF)
    counts, scores = scored(model, passage)
    assert find_evidence(model, counts, with_scores(scores, LEVEL, 0.9))[0][0].tolist() == [0]


def test_what_is_not_tagged_is_not_widened(model: ThemeModel) -> None:
    passage = an_input(COFFEE, DOUBLE, HIMSELF)
    counts, scores = scored(model, passage)
    assert find_evidence(model, counts, with_scores(scores, LEVEL, 0.1))[0][0].tolist() == [0]


def test_sentences_that_say_little_are_no_evidence_whatever_is_left(model: ThemeModel) -> None:
    passage = an_input(COFFEE, DOUBLE, HIMSELF)
    counts, scores = scored(model, passage)
    little = np.array([0.9, 0.2, 0.1])
    assert find_evidence(model, counts, with_scores(scores, little, 0.9))[0][0].tolist() == [0]


def test_weights_are_shares_of_all_that_the_sentences_say() -> None:
    passage = an_input(DOUBLE, COFFEE, HIMSELF)
    first, third = as_spans(passage, np.array([0.6, 0.1, 0.3]), np.array([0, 2]))
    assert (first.start, first.end) == (0, len(DOUBLE))
    assert (first.weight, third.weight) == pytest.approx((0.6, 0.3))
    assert passage.text[third.start : third.end] == HIMSELF
