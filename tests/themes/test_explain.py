"""An explanation says nothing that removal does not bear out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kgnlp.explanation import Part, ThemeExplanation
from kgnlp.themes import ThemeModel, explain
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.scene import log_odds
from tests.themes.builders import COFFEE, DOUBLE, HIMSELF, an_input

BEFORE, AFTER = an_input(COFFEE), an_input(HIMSELF)
PASSAGE = an_input(DOUBLE, COFFEE)


def probability(model: ThemeModel, passages: list[PassageInput], number: int) -> float:
    counts = InputCounts.of(passages, model.text.vectors.concepts)
    return float(model.score(counts).passages[number, 0])


def odds(value: float) -> float:
    return float(log_odds(np.array([value]))[0])


@pytest.fixture(scope="module")
def explained(model: ThemeModel) -> ThemeExplanation:
    return explain([BEFORE, PASSAGE, AFTER], 1, model)[0]


def test_one_a_theme_with_the_probability_of_the_tag(model: ThemeModel, explained: ThemeExplanation) -> None:
    found = explain([BEFORE, PASSAGE, AFTER], 1, model)
    assert [one.theme for one in found] == [theme.theme for theme in model.themes]
    assert explained.probability == pytest.approx(probability(model, [BEFORE, PASSAGE, AFTER], 1))
    assert explained.tagged


def test_evidence_is_checked_by_removing_it(model: ThemeModel, explained: ThemeExplanation) -> None:
    (evidence,) = explained.evidence
    assert PASSAGE.text[evidence.start : evidence.end] == DOUBLE
    without = probability(model, [BEFORE, PASSAGE.of_texts((COFFEE,)), AFTER], 1)
    alone = probability(model, [BEFORE, PASSAGE.of_texts((DOUBLE,)), AFTER], 1)
    assert explained.without_evidence == pytest.approx(without)
    assert explained.evidence_alone == pytest.approx(alone)


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        (Part.ANSWER, [BEFORE, PASSAGE.of_texts(()), AFTER]),
        (Part.ASKED, [BEFORE, replace(PASSAGE, asked=""), AFTER]),
        (Part.AFTER, [BEFORE, PASSAGE]),
    ],
)
def test_parts_are_checked_by_removing_them(
    model: ThemeModel, explained: ThemeExplanation, part: Part, changed: list[PassageInput]
) -> None:
    found = next(one for one in explained.parts if one.part is part)
    without = probability(model, changed, 1)
    assert found.without == pytest.approx(without)
    assert found.moved == pytest.approx(odds(explained.probability) - odds(without))


def test_the_answer_before_is_taken_away_alone(model: ThemeModel, explained: ThemeExplanation) -> None:
    found = next(one for one in explained.parts if one.part is Part.BEFORE)
    assert found.without == pytest.approx(probability(model, [PASSAGE, AFTER], 0))


def test_the_wording_of_the_question_is_one_part_and_standing_under_one_another(
    model: ThemeModel, explained: ThemeExplanation
) -> None:
    """Outside the guide both are gone at once: what both have to do with it is in the two of them."""
    parts = {one.part: one for one in explained.parts}
    both = probability(model, [BEFORE, replace(PASSAGE, question=""), AFTER], 1)
    assert parts[Part.QUESTION].without != pytest.approx(both)
    outside = explain([BEFORE, replace(PASSAGE, question=""), AFTER], 1, model)[0]
    assert Part.QUESTION not in {one.part for one in outside.parts}
    inside_unworded = next(one for one in outside.parts if one.part is Part.PLACE)
    assert inside_unworded.without == pytest.approx(parts[Part.QUESTION].without)


def test_shares_are_of_everything_that_moved(explained: ThemeExplanation) -> None:
    assert sum(one.share for one in explained.parts) == pytest.approx(1)
    assert [one.part for one in explained.parts] == list(Part)


def test_parts_that_are_not_there_are_not_named(model: ThemeModel) -> None:
    (alone, _) = explain([an_input(DOUBLE, asked="", question="")], 0, model)
    assert [one.part for one in alone.parts] == [Part.ANSWER, Part.PLACE]


def test_words_are_checked_by_removing_them(model: ThemeModel, explained: ThemeExplanation) -> None:
    assert explained.words_for
    for word in explained.words:
        said = PASSAGE.text[word.start : word.end]
        sentence = PASSAGE.text[word.sentence.start : word.sentence.end]
        left = " ".join(one for one in sentence.split() if one.strip(".") != said)
        rest = tuple(left if one == sentence else one for one in (DOUBLE, COFFEE))
        without = probability(model, [BEFORE, PASSAGE.of_texts(rest), AFTER], 1)
        assert word.without == pytest.approx(without), said
        assert word.moved == pytest.approx(odds(explained.probability) - odds(without)), said
        assert word.moved * word.weight > 0
        assert len(left.split()) == len(sentence.split()) - 1


def test_words_for_and_against_are_the_strongest_first(explained: ThemeExplanation) -> None:
    assert [word.moved for word in explained.words_for] == sorted(
        (word.moved for word in explained.words if word.moved > 0), reverse=True
    )
    assert [word.moved for word in explained.words_against] == sorted(
        word.moved for word in explained.words if word.moved < 0
    )


def test_a_passage_of_one_word(model: ThemeModel) -> None:
    """Without its word nothing is left but the context."""
    one, _ = explain([BEFORE, an_input("Dublerer"), AFTER], 1, model)
    answer = next(part for part in one.parts if part.part is Part.ANSWER)
    assert all(word.without == pytest.approx(answer.without) for word in one.words)


def test_where_the_probability_is_low_there_is_no_evidence(model: ThemeModel) -> None:
    settings = tuple(replace(theme, review_from=0.4) for theme in model.themes)
    one, _ = explain([an_input(COFFEE)], 0, replace(model, themes=settings))
    assert (one.evidence, one.without_evidence, one.evidence_alone, one.tagged) == ((), None, None, False)
    assert one.parts
