from pathlib import Path

import pytest

from kgnlp.training.evaluation import curve
from kgnlp.training.evaluation.measures import all_measures, left_out_measures, theme_bins
from kgnlp.training.evaluation.predict import Predicted
from kgnlp.training.evaluation.records import Measure, Scope
from kgnlp.training.evaluation.slices import slices_of
from tests.training.evaluation.builders import held_out, two_interviews
from tests.training.test_themes import THEMES


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory) -> list[Measure]:
    prepared, predicted = two_interviews(tmp_path_factory.mktemp("labels"))
    return all_measures(prepared, predicted, slices_of(prepared.interviews, {}))


@pytest.mark.parametrize(
    ("theme", "name", "value"),
    [
        # One of two tagged passages of duplication carries it, in each interview.
        (THEMES[0], "passages_with_theme", 2),
        (THEMES[0], "precision", 1 / 2),
        (THEMES[0], "recall", 1.0),
        (THEMES[0], "f1", 2 / 3),
        # The false tag is surer than the right one.
        (THEMES[0], "average_precision", 1 / 2),
        (THEMES[1], "f1", 1.0),
        ("", "macro_f1", 5 / 6),
        # Stances differ on one passage, which the model does not say.
        ("", "stance_accuracy", 1 / 2),
        ("", "evidence_word_f1", 0.8),
    ],
)
def test_value_on_all_interviews(theme: str, name: str, value: float, measures: list[Measure]) -> None:
    scope = Scope("interview", "found")
    found = [one for one in measures if (one.scope, one.theme, one.name) == (scope, theme, name)]
    assert [one.estimate.value for one in found] == [pytest.approx(value)]


def test_turns_are_measured_without_themes(measures: list[Measure]) -> None:
    found = {one.name: one.estimate.value for one in measures if one.scope == Scope("interview")}
    assert found["turns_on_item"] == 1.0
    assert found["boundary_f1"] == 1.0
    assert found["window_diff"] == found["pk"] == 0.0


def test_slices_hold_f1_of_each_theme(measures: list[Measure]) -> None:
    sliced = [one for one in measures if one.scope.slice == "group" and one.scope.questions]
    assert [(one.scope.value, one.theme, one.name) for one in sliced] == [
        ("KUBU", THEMES[0], "f1"),
        ("KUBU", THEMES[1], "f1"),
        ("KUBU", "", "macro_f1"),
    ]


def test_left_out_is_measured_together_and_each_alone(tmp_path: Path) -> None:
    prepared, predicted = two_interviews(tmp_path)
    by_group = Predicted("group", predicted.fold_of, predicted.placings, predicted.as_run, predicted.views)
    found = left_out_measures(prepared, by_group, slices_of(prepared.interviews, {}))
    assert {(one.scope.folds, one.scope.slice) for one in found} == {("group", ""), ("group", "group")}


def test_bins_are_of_every_theme(tmp_path: Path) -> None:
    _, predicted = two_interviews(tmp_path)
    found = list(theme_bins(predicted.views[0], THEMES))
    assert [one.theme for one in found] == [THEMES[0]] * 10 + [THEMES[1]] * 10
    assert sum(one.bin.passages for one in found) == 2 * 2 * 4


def test_the_curve_trains_on_other_folds_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def fit(known, themes, settings, written):  # type: ignore[no-untyped-def]
        asked.append([one.interview_id for one in known])

    def judge(model, interview, seed):  # type: ignore[no-untyped-def]
        asked[-1].append(interview.interview_id)
        return held_out(interview)

    monkeypatch.setattr(curve, "fit_for_new", fit)
    monkeypatch.setattr(curve, "judge", judge)
    prepared, predicted = two_interviews(tmp_path)
    found = list(curve.learning_curve(prepared, predicted))
    # Trained on the first named, tested on the second.
    assert asked == [["x02", "x01"], ["x01", "x02"]]
    assert [(one.theme, one.scope.trained_on) for one in found] == [(THEMES[0], 1), (THEMES[1], 1), ("", 1)]
    assert found[-1].estimate.value == pytest.approx(5 / 6)
