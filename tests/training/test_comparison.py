"""When a new version is better, and what that is measured on."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from kgnlp.settings import PromotionSettings
from kgnlp.training.comparison import Comparison, ThemeDifference, compare, sure_rows, verdict

THEMES = ["a", "b"]
GOAL = PromotionSettings(level=0.05, margin=0.03, least_interviews=5)


def rows(
    interviews: int = 12, wrong: float = 0.0, seed: int = 1, flipped: Sequence[str] = (), **changes: object
) -> pd.DataFrame:
    """Held-out rows whose tags are wrong by chance; labels of flipped interviews are the wrong way round."""
    chance, truth = np.random.default_rng(seed), np.random.default_rng(0)
    cells = [
        {
            "interview_id": f"x{interview:02}",
            "start": 10 * passage,
            "end": 10 * passage + 9,
            "theme": theme,
            "present": bool(truth.random() < 0.2),
            "wrong": bool(chance.random() < wrong),
            "provenance": "single",
            "is_audit": False,
        }
        for interview in range(interviews)
        for passage in range(30)
        for theme in THEMES
    ]
    found = pd.DataFrame(cells).assign(**changes)
    found["tagged"] = found["present"] ^ found.pop("wrong")
    found["present"] = found["present"] ^ found["interview_id"].isin(flipped)
    return found.astype({"present": "boolean"})


def compared(after: pd.DataFrame, before: pd.DataFrame) -> Comparison:
    return compare(sure_rows(after, before), THEMES, "v0001-00000000", seed=1)


def test_a_gain_in_every_interview_is_sure_and_none_is_not() -> None:
    better, worse, alike = rows(wrong=0.02), rows(wrong=0.1, seed=2), rows(wrong=0.1, seed=3)
    assert compared(better, worse).p < 0.01
    assert compared(worse, better).p > 0.99
    assert 0.05 < compared(alike, worse).p < 0.95
    assert compared(worse, worse).p == 1


def test_p_is_that_of_all_exchanges_of_whole_interviews() -> None:
    """Of five interviews that all gain, one exchange in 32 gains as much."""
    found = compared(rows(5, wrong=0.0), rows(5, wrong=0.3, seed=2))
    assert found.p == pytest.approx(1 / 32)


def test_values_are_those_of_the_rows_together() -> None:
    found = compared(rows(wrong=0.0), rows(wrong=0.1, seed=2))
    before = rows(wrong=0.1, seed=2)
    for theme in found.themes:
        of_theme = before[before["theme"] == theme.theme]
        both = (of_theme["tagged"] & of_theme["present"]).sum()
        assert theme.f1_before == pytest.approx(
            2 * both / (of_theme["tagged"].sum() + of_theme["present"].sum())
        )
        assert theme.present == of_theme["present"].sum()
        assert theme.f1_after == 1
    assert found.macro_f1_after == 1
    assert found.gain == pytest.approx(1 - found.macro_f1_before)
    assert (found.interviews, found.labels, found.audit_labels) == (12, 12 * 60, 0)


# what is special in the labels as they are now, what they were when the version before was trained
@pytest.mark.parametrize(
    ("now", "then", "counts"),
    [
        # labels of one person that are new can't speak for the version that learnt them
        ({}, {"present": None}, False),
        # the same labels, which the version before was trained with
        ({}, {}, True),
        # labels that changed since are new
        ({"flipped": [f"x{n:02}" for n in range(12)]}, {}, False),
        ({"provenance": "double"}, {"present": None}, True),
        ({"provenance": "adjudicated", "flipped": [f"x{n:02}" for n in range(12)]}, {}, True),
        ({"is_audit": True}, {"present": None}, True),
    ],
)
def test_only_sure_labels_are_measured_on(
    now: dict[str, object], then: dict[str, object], counts: bool
) -> None:
    after = rows(**now)  # type: ignore[arg-type]
    before = rows().assign(**then).astype({"present": "boolean"})
    assert len(sure_rows(after, before)) == (len(after) if counts else 0)


def test_a_passage_without_a_label_is_not_measured_on() -> None:
    after = rows()
    after.loc[after["start"] > 0, "present"] = None
    assert len(sure_rows(after, rows())) == 12 * len(THEMES)


def a_comparison(**changes: object) -> Comparison:
    fields: dict[str, object] = {
        "before": "v0001-00000000",
        "interviews": 12,
        "labels": 720,
        "audit_labels": 70,
        "macro_f1_before": 0.7,
        "macro_f1_after": 0.8,
        "p": 0.01,
        "themes": (ThemeDifference("a", 60, 0.7, 0.9), ThemeDifference("b", 60, 0.7, 0.7)),
        "turns": 1000,
        "right_turns_before": 900,
        "right_turns_after": 900,
    }
    return Comparison(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "better", "word"),
    [
        ({}, True, "better: macro F1 0.700 to 0.800"),
        ({"p": 0.05}, False, "not surely better"),
        ({"p": float("nan")}, False, "not surely better"),
        ({"p": 0.0001}, True, "p < 0.001"),
        # one theme worse than the margin allows outweighs any gain of the others; within it, it does not
        (
            {"themes": (ThemeDifference("a", 60, 0.7, 0.9), ThemeDifference("b", 60, 0.7, 0.66))},
            False,
            "b 0.700",
        ),
        (
            {"themes": (ThemeDifference("a", 60, 0.7, 0.9), ThemeDifference("b", 60, 0.7, 0.68))},
            True,
            "better",
        ),
        ({"right_turns_after": 860}, False, "share of turns on the right question falls: 0.900 to 0.860"),
        ({"right_turns_after": 880}, True, "better"),
        ({"interviews": 4}, False, "decide more of the blind audit"),
        ({"themes": ()}, False, "decide more of the blind audit"),
    ],
)
def test_the_verdict(changes: dict[str, object], better: bool, word: str) -> None:
    found, reason = verdict(a_comparison(**changes), GOAL)
    assert found is better
    assert word in reason


def test_nothing_in_common_is_no_error() -> None:
    found = compared(rows(), rows().assign(interview_id="y01"))
    assert (found.interviews, found.labels, found.themes) == (0, 0, ())
    assert verdict(found, GOAL)[0] is False
