"""What is removed of held-out passages, on a small model."""

import numpy as np
import pytest

from kgnlp.themes import ThemeModel
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.evidence import find_evidence
from kgnlp.training.removals import Removals, remove
from tests.themes.builders import COFFEE, DOUBLE, HIMSELF, a_model, an_input


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ThemeModel:
    return a_model(tmp_path_factory.mktemp("labels"))


def removed(model: ThemeModel, *texts: str) -> tuple[float, Removals]:
    """Probability of the first theme and what it would be; between two other passages."""
    passages = [an_input(COFFEE), an_input(*texts), an_input(HIMSELF)]
    counts = InputCounts.of(passages, model.text.vectors.concepts)
    scores = model.score(counts)
    found = remove(model, counts, scores, find_evidence(model, counts, scores), seed=1)
    return float(scores.passages[1, 0]), found


def test_the_evidence_moves_the_score_and_another_sentence_does_not(model: ThemeModel) -> None:
    probability, found = removed(model, DOUBLE, COFFEE)
    assert probability > 0.5 > found.without_evidence[1, 0]
    assert found.evidence_alone[1, 0] > 0.5
    assert found.without_others[1, 0] == found.evidence_alone[1, 0]  # the one other sentence is drawn
    assert found.context_alone[1, 0] < 0.5


def test_of_one_sentence_there_is_nothing_to_compare(model: ThemeModel) -> None:
    probability, found = removed(model, DOUBLE)
    assert probability == pytest.approx(found.evidence_alone[1, 0])
    assert found.without_evidence[1, 0] == found.context_alone[1, 0]
    assert np.isnan(found.without_others[1, 0])


def test_what_is_not_tagged_is_left_alone(model: ThemeModel) -> None:
    _, found = removed(model, COFFEE)
    assert np.isnan(found.without_evidence[1]).all()
    assert np.isnan(found.without_evidence[0]).all()
