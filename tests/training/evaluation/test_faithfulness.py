from pathlib import Path

import numpy as np
import pytest

from kgnlp.training.evaluation.faithfulness import (
    ALONE,
    CONTEXT,
    FALL,
    FALL_HERE,
    FALL_OTHERS,
    STILL,
    STILL_OTHERS,
    faithfulness_ratios,
)
from tests.training.evaluation.builders import a_view

ONLY = np.array([0])


@pytest.mark.parametrize(
    ("themes", "name", "expected"),
    [
        # Tagged are 0.9 and 0.97 of the first theme, 0.8 of the second; removal halves them.
        ((0,), FALL, (0.45 + 0.485) / 2),
        ((0, 1), FALL, (0.45 + 0.485 + 0.4) / 3),
        # None of them reaches one half then.
        ((0, 1), STILL, 0.0),
        # Alone, the evidence says the same; the context says a quarter.
        ((0, 1), ALONE, 1.0),
        ((0, 1), CONTEXT, 0.0),
        # The passage of 0.97 is one sentence: there is nothing else to remove.
        ((0, 1), FALL_HERE, (0.45 + 0.4) / 2),
        ((0, 1), FALL_OTHERS, 0.0),
        ((0, 1), STILL_OTHERS, 1.0),
    ],
)
def test_means_over_tagged_passages(
    themes: tuple[int, ...], name: str, expected: float, tmp_path: Path
) -> None:
    assert faithfulness_ratios(a_view(tmp_path), themes)[name].of(ONLY) == pytest.approx(expected)


def test_where_nothing_is_tagged_there_is_nothing_to_measure(tmp_path: Path) -> None:
    view = a_view(tmp_path, probabilities=((0.1, 0.1),) * 4)
    assert all(np.isnan(ratio.of(ONLY)) for ratio in faithfulness_ratios(view, (0, 1)).values())
