"""What has moved, and how seldom anything is named that has not."""

from __future__ import annotations

import numpy as np
import pytest

from kgnlp.watching import Reference, Report, compare
from kgnlp.watching.comparison import Measure
from tests.watching.builders import THEMES, observed, references


def moved(report: Report) -> set[tuple[str | None, str | None, Measure]]:
    return {(one.group, one.month, one.measure) for one in report.moved}


@pytest.mark.slow
def test_false_alarms_are_at_most_five_in_a_hundred_reports() -> None:
    """Reports of three groups in three months, of two to six interviews each; nothing has moved."""
    alarms, reports = 0, 200
    for seed in range(reports):
        random = np.random.default_rng(seed)
        interviews = []
        for group in ("KUBU", "KLIMA", "VA"):
            for month in ("2026-08", "2026-09", "2026-10"):
                count = int(random.integers(2, 7))
                interviews += observed(random, count, group, month, first=len(interviews))
        report = compare(interviews, references(random, 60, ("KUBU", "KLIMA", "VA", "KRISE")), True)
        assert report.compared
        alarms += bool(report.moved)
    assert alarms / reports <= 0.05


@pytest.mark.parametrize(
    ("special", "measures"),
    [
        # The group speaks of every theme four times as often.
        ({"rate": 0.4}, {Measure("rate", theme) for theme in THEMES}),
        # A recogniser that does not know the words.
        ({"unknown": 0.12}, {Measure("unknown")}),
        # All of them in nynorsk, where a quarter was.
        ({"nynorsk": 1.0}, {Measure("language")}),
    ],
)
def test_what_moves_is_found_where_it_moved(special: dict[str, float], measures: set[Measure]) -> None:
    random = np.random.default_rng(4)
    interviews = observed(random, 12, "KUBU", "2026-09")
    interviews += observed(random, 12, "KLIMA", "2026-10", first=12, **special)
    report = compare(interviews, references(random, 60, ("KUBU", "KLIMA")), True)
    found = moved(report)
    assert {("KLIMA", "2026-10", measure) for measure in measures} <= found
    assert not any(group == "KUBU" for group, _, _ in found)
    asked = report.moved_themes(THEMES)
    assert {f"x{n:03d}" for n in range(12, 24)} <= asked.keys()
    assert all(asked[f"x{n:03d}"] == set(THEMES) for n in range(12, 24))


def test_two_interviews_are_too_few_to_tell() -> None:
    random = np.random.default_rng(5)
    interviews = observed(random, 2, rate=0.9) + observed(random, 4, "VA", first=2)
    report = compare(interviews, references(random, 60), True)
    assert report.too_few == 1
    assert ("KUBU", "2026-10") not in {(one.group, one.month) for one in report.compared}


def test_a_group_is_compared_with_itself_where_training_knows_it_well() -> None:
    random = np.random.default_rng(6)
    known = references(random, 12, ("VA",)) + references(random, 5, ("KOMP",))
    report = compare([*observed(random, 4, "VA"), *observed(random, 4, "KOMP", first=4)], known, True)
    sides = {one.group: (one.compared_with, one.same_groups) for one in report.compared}
    assert sides["VA"] == (12, True)
    assert sides["KOMP"] == (17, False)
    assert sides[None] == (17, False)


def test_interviews_of_one_group_and_month_are_told_once() -> None:
    random = np.random.default_rng(7)
    report = compare(observed(random, 5), references(random, 20), False)
    assert {(one.group, one.month) for one in report.compared} == {("KUBU", "2026-10")}


def test_interviews_without_a_date_count_for_their_group() -> None:
    random = np.random.default_rng(8)
    interviews = observed(random, 3, month=None) + observed(random, 3, "VA", first=3)
    report = compare(interviews, references(random, 20), False)
    assert {(one.group, one.month) for one in report.compared} == {
        (None, None),
        ("KUBU", None),
        ("VA", "2026-10"),
    }


def test_a_theme_that_the_profile_does_not_know_is_left_out() -> None:
    random = np.random.default_rng(9)
    known = [Reference("KUBU", one.figures) for one in observed(random, 20)]
    for one in known:
        del one.figures.themes["star_group_risk"]  # type: ignore[attr-defined]
    themes = {one.measure.theme for one in compare(observed(random, 5), known, True).compared}
    assert themes == {"duplication", None}


@pytest.mark.parametrize(("interviews", "profile"), [(0, 20), (5, 0), (5, 2)])
def test_nothing_to_compare(interviews: int, profile: int) -> None:
    random = np.random.default_rng(10)
    report = compare(observed(random, interviews), references(random, profile), False)
    assert not report.compared
    assert not report.moved
