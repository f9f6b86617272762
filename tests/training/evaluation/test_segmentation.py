import numpy as np
import pytest

from kgnlp.guide import Guide
from kgnlp.training.evaluation.segmentation import boundaries, count_turns, questions_of, segmentation_ratios

GUIDE = Guide.model_validate(
    {
        "id": "g1",
        "title": "t",
        "year": 2024,
        "role": "leder",
        "language": "nb",
        "sections": [
            {
                "title": None,
                "questions": [
                    {"id": "1", "text": "Hva?"},
                    {
                        "id": "2",
                        "text": "Hvordan?",
                        "items": [{"id": "2a", "text": "a"}, {"id": "2d", "text": "d"}],
                    },
                ],
            }
        ],
    }
)
QUESTION_OF = questions_of(GUIDE)


def ids(written: str) -> list[str | None]:
    return [None if one == "-" else one for one in written.split()]


def measures(found: str, truth: str) -> dict[str, float]:
    ratios = segmentation_ratios([count_turns(ids(found), ids(truth), QUESTION_OF)])
    return {name: ratio.of(np.array([0])) for name, ratio in ratios.items()}


def test_items_belong_to_questions() -> None:
    assert QUESTION_OF == {"1": "1", "2": "2", "2a": "2", "2d": "2"}


def test_boundaries_are_changes() -> None:
    assert boundaries(ids("- - 1 2a 2a 2d -")).tolist() == [0, 1, 1, 0, 1, 1]


@pytest.mark.parametrize(
    ("found", "truth", "on_item", "on_question"),
    [
        ("1 1 2a 2a", "1 1 2a 2a", 1.0, 1.0),
        # The wrong item of the right question; the question as a whole counts as well.
        ("1 2 2a 2a", "1 2a 2d 2a", 0.5, 1.0),
        # Outside the guide is right only outside the guide.
        ("- - 1 1", "- 1 - 1", 0.5, 0.5),
    ],
)
def test_turns_on_the_right_question(found: str, truth: str, on_item: float, on_question: float) -> None:
    measured = measures(found, truth)
    assert (measured["turns_on_item"], measured["turns_on_question"]) == (on_item, on_question)


@pytest.mark.parametrize(
    ("found", "truth", "precision", "recall", "f1"),
    [
        # Three found, two true, one at the very turn.
        ("- 1 1 2 -", "- 1 1 1 2", 2 / 3, 1.0, 0.8),
        # Which question opens is no matter here.
        ("- 2 2 2 2", "- 1 1 1 1", 1.0, 1.0, 1.0),
        # A near miss is a miss.
        ("1 1 2 2 2", "1 1 1 2 2", 0.0, 0.0, 0.0),
    ],
)
def test_boundaries_found(found: str, truth: str, precision: float, recall: float, f1: float) -> None:
    measured = measures(found, truth)
    assert measured["boundary_precision"] == pytest.approx(precision)
    assert measured["boundary_recall"] == pytest.approx(recall)
    assert measured["boundary_f1"] == pytest.approx(f1)


@pytest.mark.parametrize(
    ("found", "truth", "window_diff", "pk"),
    [
        # Eight turns in two segments, so windows of two; the six windows over the seven joints hold
        # 0 0 1 1 0 0 boundaries and should hold just these.
        ("1 1 1 1 2 2 2 2", "1 1 1 1 2 2 2 2", 0.0, 0.0),
        # One turn late: 0 0 0 1 1 0 found, so the third and the fifth window differ.
        ("1 1 1 1 1 2 2 2", "1 1 1 1 2 2 2 2", 2 / 6, 2 / 6),
        # Missed altogether: the two windows that hold it.
        ("1 1 1 1 1 1 1 1", "1 1 1 1 2 2 2 2", 2 / 6, 2 / 6),
        # One too many beside it: 0 0 1 2 1 0. The window of two instead of one is wrong for WindowDiff
        # alone, the one of one instead of none for both.
        ("1 1 1 1 2 1 1 1", "1 1 1 1 2 2 2 2", 2 / 6, 1 / 6),
        # Shorter than a window: one window.
        ("1 1", "1 2", 1.0, 1.0),
    ],
)
def test_windows(found: str, truth: str, window_diff: float, pk: float) -> None:
    measured = measures(found, truth)
    assert measured["window_diff"] == pytest.approx(window_diff)
    assert measured["pk"] == pytest.approx(pk)
