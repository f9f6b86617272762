"""The index, and how far chance takes it."""

from __future__ import annotations

import numpy as np
import pytest

from kgnlp.watching.stability import psi, stability


def test_the_index_is_that_of_the_books() -> None:
    # Two classes, 1000 cases each: (0.6 - 0.5) ln(0.6 / 0.5) + (0.4 - 0.5) ln(0.4 / 0.5)
    found = psi(np.array([600.0, 400.0]), np.array([500.0, 500.0]))
    assert found == pytest.approx(0.1 * np.log(1.2) - 0.1 * np.log(0.8), rel=0.01)


def test_like_is_like_and_the_sides_can_be_exchanged() -> None:
    counts, others = np.array([3.0, 0.0, 9.0]), np.array([30.0, 5.0, 70.0])
    assert psi(counts, counts) == 0
    assert psi(counts, others) == pytest.approx(psi(others, counts))


def few_and_many(random: np.random.Generator, few: int) -> tuple[np.ndarray, np.ndarray]:
    """Interviews of one kind, some of them marked."""
    shares = random.beta(1, 9, size=few + 40)
    tagged = random.binomial(37, shares)
    return np.column_stack([tagged, 37 - tagged]).astype(float), np.arange(few + 40) < few


def test_chance_takes_few_interviews_past_the_customary_bounds() -> None:
    """Why the index alone would cry wolf: 0.1 is passed by chance with three interviews."""
    counts, members = few_and_many(np.random.default_rng(1), 3)
    (found,) = stability([counts], members, np.full(len(members), ""))
    assert found.by_chance > 0.1


def test_more_interviews_leave_less_to_chance() -> None:
    bounds = []
    for few in (3, 10, 30):
        counts, members = few_and_many(np.random.default_rng(1), few)
        (found,) = stability([counts], members, np.full(len(members), ""))
        bounds.append(found.by_chance)
    assert bounds == sorted(bounds, reverse=True)


def test_the_same_interviews_give_the_same_answer() -> None:
    counts, members = few_and_many(np.random.default_rng(1), 5)
    strata = np.full(len(members), "")
    assert stability([counts], members, strata) == stability([counts], members, strata)


def test_what_differs_between_strata_alone_is_no_move() -> None:
    """A group that always speaks much of a theme, and is half of the one side, has not moved."""
    often, seldom = [[20.0, 17.0]], [[2.0, 35.0]]
    counts = np.array(often * 10 + seldom * 2 + often * 10 + seldom * 40)
    members = np.arange(len(counts)) < 12
    strata = np.array(["A"] * 10 + ["B"] * 2 + ["A"] * 10 + ["B"] * 40)
    (within,) = stability([counts], members, strata)
    (without,) = stability([counts], members, np.full(len(counts), ""))
    assert within.chance == 1
    assert without.chance < 0.01
