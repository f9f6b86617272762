from pathlib import Path

import numpy as np
import pytest

from kgnlp.errors import LabelError
from kgnlp.training.evaluation import curve, predict, prepare
from kgnlp.training.splits import train_and_test
from tests.builders import an_interview
from tests.training.evaluation.builders import an_example
from tests.training.test_themes import GUIDE


def test_folds_by_interview_are_five_and_the_same_for_the_same_seed() -> None:
    interviews = [an_interview(interview_id=f"x{number}") for number in range(12)]
    folds = predict.folds_by("interview", interviews, seed=3)
    assert sorted(np.bincount(folds)) == [2, 2, 2, 3, 3]
    assert folds.tolist() == predict.folds_by("interview", interviews, seed=3).tolist()


def test_one_group_a_fold() -> None:
    interviews = [an_interview(group=group) for group in ("KUBU", "VA", "KUBU", "KLIMA")]
    assert predict.folds_by("group", interviews, seed=3).tolist() == [1, 2, 1, 0]


def test_the_only_group_can_not_be_left_out() -> None:
    with pytest.raises(LabelError, match=r"all of group KUBU.*Leave out --by group"):
        predict.folds_by("group", [an_interview(), an_interview()], seed=3)


@pytest.mark.parametrize(
    ("interviews", "sizes"),
    [
        # Four fifths of sixty.
        (60, (5, 10, 20, 30, 45, 48)),
        # 23 to 24 are left by a fold of 29; the least counts.
        (29, (5, 10, 20, 23)),
        (15, (5, 10, 12)),
    ],
)
def test_sizes_of_the_learning_curve(interviews: int, sizes: tuple[int, ...]) -> None:
    folds = predict.folds_by("interview", [an_interview()] * interviews, seed=3)
    assert curve.sizes_for(folds) == sizes
    assert min(len(train) for train, _ in train_and_test(folds)) == sizes[-1]


def test_a_curve_needs_fifteen_interviews() -> None:
    curve.check(15)
    with pytest.raises(LabelError, match=r"14 annotated interviews.*Leave out --learning-curve"):
        curve.check(14)


def test_too_few_interviews_and_unknown_guides_are_named(tmp_path: Path) -> None:
    annotated = an_example(tmp_path).annotated
    with pytest.raises(LabelError, match=r"9 annotated interviews.*Annotate or review more"):
        prepare.check([annotated] * 9, {"g1": GUIDE}, tmp_path)
    with pytest.raises(LabelError, match=r"guide 'g1' in x01.txt.*kgnlp guide import"):
        prepare.check([annotated] * 10, {"g2": GUIDE}, tmp_path)
    prepare.check([annotated] * 10, {"g1": GUIDE}, tmp_path)
