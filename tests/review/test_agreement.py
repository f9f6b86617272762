"""Kappa and alpha are the libraries'; intervals hold; what was said before seeing each other counts."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from kgnlp.domain import Stance
from kgnlp.review.agreement import Unit, _alpha, agree
from kgnlp.review.agreement_tables import coder_tables, machine_tables
from tests.review.tables import blind
from tests.review.test_queue import say

VALUES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=40)


def two(pairs, interviews=4):
    return [Unit(f"x{n % interviews}", (("kari", a), ("ola", b))) for n, (a, b) in enumerate(pairs)]


@given(VALUES)
def test_kappa_is_the_librarys(pairs):
    found = agree(two(pairs), 3).kappa.value
    one, other = zip(*pairs, strict=True)
    if len({*one, *other}) < 2:
        assert found is None
    else:
        assert found == pytest.approx(cohen_kappa_score(one, other))


@given(VALUES)
def test_alpha_of_the_draws_is_the_librarys(pairs):
    """The value is the library's; the draws are reckoned from coincidences, and must be the same measure."""
    if len({value for pair in pairs for value in pair}) < 2:
        return
    coincidences = np.zeros((1, 3, 3))
    for a, b in pairs:
        coincidences[0, a, b] += 1
        coincidences[0, b, a] += 1
    expected = krippendorff.alpha(np.array(pairs, float).T, level_of_measurement="nominal")
    assert _alpha(coincidences)[0] == pytest.approx(expected)
    assert agree(two(pairs), 3).alpha.value == pytest.approx(expected)


def test_three_coders_count_in_alpha():
    units = [Unit("x", (("a", 0), ("b", 0), ("c", 1))), Unit("y", (("a", 1), ("b", 1)))]
    expected = krippendorff.alpha([[0, 1], [0, 1], [1, np.nan]], level_of_measurement="nominal")
    assert agree(units, 2).alpha.value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("units", "kappa", "low"),
    [
        ([], None, None),
        (two([(1, 1)] * 5), None, None),  # all the same: nothing to agree on
        (two([(0, 0), (1, 1)], interviews=1), 1.0, None),  # one interview: no interval
        (two([(0, 0), (1, 1)] * 10), 1.0, 1.0),
        ([Unit("x", (("kari", 1),))], None, None),  # decided by one alone
    ],
)
def test_small_numbers(units, kappa, low):
    found = agree(units, 2).kappa
    assert (found.value, found.low) == (kappa, low)


def test_the_interval_holds_the_value_and_narrows_with_interviews():
    chance = np.random.default_rng(1)
    pairs = [(value, value if chance.random() < 0.8 else 1 - value) for value in chance.integers(0, 2, 400)]
    few, many = (agree(two(pairs, n), 2).kappa for n in (5, 100))
    for found in (few, many):
        assert found.low < found.value < found.high
    assert agree(two(pairs, 5), 2).kappa == few  # the draws are the same each time


def test_what_was_said_before_both_had_decided_counts(desk):
    say(desk, "x01:0:0", reviewer="kari")
    say(desk, "x01:0:0", reviewer="ola", rejected=True)
    say(desk, "x01:0:0", reviewer="ola")  # after seeing what kari said
    say(desk, "x02:0:0", reviewer="kari", stance=Stance.MIXED)
    say(desk, "x02:0:0", reviewer="ola")
    tables = coder_tables(desk, desk.work())
    (row,) = tables.themes
    assert (row.name, row.agreement.items, row.agreement.same) == ("dublering", 2, 0.5)
    assert tables.stances[0].agreement.same == 0
    assert [(row.name, row.agreement.items) for row in tables.questions] == [("1", 2)]
    assert [(row.name, row.agreement.items) for row in tables.pairs] == [("kari – ola", 2)]


def test_the_machine_is_measured_apart_in_the_blind_audit(desk):
    blind(desk, "x01:0:0")
    say(desk, "x01:0:0")
    say(desk, "x02:0:0", rejected=True)
    say(desk, "x02:1:0", rejected=True)
    tables = machine_tables(desk, desk.work())
    assert [(row.name, row.agreement.items, row.agreement.same) for row in tables.audit] == [
        ("dublering", 1, 1)
    ]
    assert [(row.name, row.agreement.items, row.agreement.same) for row in tables.seen] == [
        ("dublering", 2, 0.5)
    ]
