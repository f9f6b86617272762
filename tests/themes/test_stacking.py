import numpy as np

from kgnlp.themes.layers import TextScores
from kgnlp.themes.stacking import OWN, stack


def scores_of(*passages: list[float]) -> TextScores:
    """Scores of one theme; the other layers say one half."""
    half = np.full((len(passages), 1), 0.5)
    sentences = tuple(np.array(passage).reshape(-1, 1) for passage in passages)
    lengths, outside = np.full(len(passages), 9.0), np.zeros(len(passages), bool)
    return TextScores(sentences, sentences, half, half, half, lengths, outside)


def column(rows: np.ndarray, name: str) -> np.ndarray:
    return rows[:, OWN.index(name)]


def test_each_passage_sees_its_best_sentences_and_its_neighbours() -> None:
    rows = stack(scores_of([0.1, 0.9, 0.5], [0.5]), 0)
    odds = np.log(9) / 3
    assert np.allclose(column(rows, "best sentence"), [odds, 0])
    assert np.allclose(column(rows, "second best sentence")[0], 0)
    assert np.allclose(column(rows, "best sentence of the passage before")[1], odds)
    assert np.allclose(column(rows, "best sentence of the passage after")[0], 0)


def test_sure_scores_stay_finite() -> None:
    assert np.isfinite(stack(scores_of([0.0], [1.0]), 0)).all()
