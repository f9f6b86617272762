from pathlib import Path

import numpy as np
import pytest

from kgnlp.domain import Stance
from kgnlp.training.evaluation.estimates import Ratio
from kgnlp.training.evaluation.tag_counts import (
    evidence_word_f1,
    needs_review,
    review_ratios,
    stance_accuracy,
    true_stance,
)
from tests.training.evaluation.builders import a_view
from tests.training.test_themes import THEMES

EVERYTHING = np.array([0])


def shares(ratio: Ratio) -> tuple[float, float]:
    return float(ratio.above.sum()), float(ratio.below.sum())


@pytest.mark.parametrize(
    ("passage", "theme", "stance"),
    [
        # Marks that differ are mixed.
        (0, 0, Stance.MIXED),
        (1, 1, Stance.POSITIVE),
        # Marks of another theme say nothing.
        (0, 1, None),
        (2, 0, None),
    ],
)
def test_true_stance(passage: int, theme: int, stance: Stance | None, tmp_path: Path) -> None:
    example = a_view(tmp_path).examples[0]
    assert true_stance(example.annotated, example.passages[passage], THEMES[theme]) is stance


@pytest.mark.parametrize(
    ("stance", "expected"),
    [
        # Two passages are rightly tagged, one mixed and one positive; the false tag does not count.
        (Stance.POSITIVE, (1, 2)),
        (Stance.MIXED, (1, 2)),
        (Stance.NEGATIVE, (0, 2)),
    ],
)
def test_stance_accuracy(stance: Stance, expected: tuple[int, int], tmp_path: Path) -> None:
    assert shares(stance_accuracy(a_view(tmp_path, stance=stance), THEMES)) == expected


def test_stance_of_nothing_found_is_measured_on_nothing(tmp_path: Path) -> None:
    view = a_view(tmp_path, probabilities=((0.1, 0.1),) * 4)
    assert shares(stance_accuracy(view, THEMES)) == (0, 0)


def test_evidence_words(tmp_path: Path) -> None:
    # First passage: evidence 5 words ("Vi gjør det to ganger."), marks 9, 5 in both.
    # Second: evidence 3 words, mark 3, 3 in both. F1 is 2 * 8 / (8 + 12).
    ratio = evidence_word_f1(a_view(tmp_path), THEMES)
    assert shares(ratio) == (16, 20)
    assert ratio.of(EVERYTHING) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("share", "reviewed"),
    [
        # Five passages and one theme: the fourth is tagged on a probability of 0.3 alone.
        (0.0, [False, False, False, True, False]),
        # A quarter of the way down: two of the five.
        (0.25, [True, False, False, True, False]),
        (1.0, [True] * 5),
    ],
)
def test_tags_likeliest_to_be_wrong_are_put_to_a_person(share: float, reviewed: list[bool]) -> None:
    probabilities = np.array([[0.6], [0.9], [0.05], [0.3], [0.99]])
    thresholds = np.array([[0.5], [0.5], [0.5], [0.3], [0.5]])
    assert needs_review(probabilities, thresholds, share)[:, 0].tolist() == reviewed


def test_errors_that_review_catches(tmp_path: Path) -> None:
    # The one wrong tag (0.97) is surer than all others: another tag of its passage goes before it.
    caught, passages = review_ratios(a_view(tmp_path), share=1.0)
    assert (shares(caught), shares(passages)) == ((0, 1), (4, 4))


def test_one_bar_for_all_themes() -> None:
    probabilities = np.array([[0.6, 0.01], [0.02, 0.45], [0.03, 0.3], [0.97, 0.04], [0.01, 0.02]])
    found = needs_review(probabilities, np.full((5, 2), 0.5), share=0.4)
    assert np.argwhere(found).tolist() == [[0, 0], [1, 1]]
