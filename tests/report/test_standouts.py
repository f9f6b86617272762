import random

import pytest

from kgnlp.report.standouts import more_or_less_against, more_or_less_often
from tests.report.builders import Answer, Interviewed, Tagged, make_material


def interview(number: int, group: str, rate: float, against: float, seed: int) -> Interviewed:
    """Twenty answers of ten words; ``rate`` is the chance of a tag, ``against`` that it is negative."""
    chance = random.Random(seed * 1000 + number)
    answers = [
        Answer(
            "1",
            "ord " * 10,
            (
                Tagged(
                    "dublering",
                    "negative" if chance.random() < against else "positive",
                    tagged=chance.random() < rate,
                ),
            ),
        )
        for _ in range(20)
    ]
    return Interviewed(f"a{number:03}", answers, group=group)


def groups(rates: dict[str, tuple[int, float, float]], seed: int = 1) -> list[Interviewed]:
    kinds = [(group, rate, against) for group, (n, rate, against) in rates.items() for _ in range(n)]
    return [interview(number, *kind, seed) for number, kind in enumerate(kinds)]


def test_a_group_that_speaks_of_it_more_is_found_with_its_rates():
    material = make_material(*groups({"MYE": (8, 0.5, 0.5), "LITE": (16, 0.1, 0.5)}))
    found = {standout.value: standout for standout in more_or_less_often(material, "group")}
    assert found.keys() == {"MYE", "LITE"}
    tagged = material.tagged
    words = material.interviews.groupby("group")["informant_words"].sum()
    assert found["MYE"].rate == pytest.approx((tagged["group"] == "MYE").sum() / words["MYE"])
    assert found["MYE"].rate_elsewhere == pytest.approx((tagged["group"] == "LITE").sum() / words["LITE"])
    assert (found["MYE"].interviews, found["MYE"].theme) == (8, "dublering")
    assert found["MYE"].strength > 0 > found["LITE"].strength


def test_a_group_that_speaks_against_it_more_is_found():
    material = make_material(*groups({"MOT": (8, 0.5, 0.9), "FOR": (12, 0.5, 0.2)}))
    found = {standout.value: standout for standout in more_or_less_against(material, "group")}
    assert found["MOT"].strength > 0
    assert found["MOT"].rate > 0.8 > found["MOT"].rate_elsewhere


def test_where_nothing_differs_hardly_anything_is_found():
    alike = dict.fromkeys(("A", "B", "C", "D"), (6, 0.3, 0.5))
    found = [seed for seed in range(12) if more_or_less_often(make_material(*groups(alike, seed)), "group")]
    # The level is below one in a hundred: two of 12 would come less than once in 200 tries.
    assert len(found) <= 1


@pytest.mark.parametrize(
    "rates",
    [
        # one group has nothing to differ from
        {"A": (9, 0.5, 0.5)},
        # two interviews say more of two persons than of a group
        {"A": (2, 1.0, 1.0), "B": (2, 0.0, 0.0)},
        # nothing is tagged
        {"A": (5, 0.0, 0.0), "B": (5, 0.0, 0.0)},
    ],
)
def test_nothing_stands_out(rates):
    material = make_material(*groups(rates))
    assert more_or_less_often(material, "group") == []
    assert more_or_less_against(material, "group") == []


def test_the_same_tables_give_the_same_standouts():
    interviews = groups({"MYE": (8, 0.5, 0.5), "LITE": (16, 0.1, 0.5)})
    first, second = (more_or_less_often(make_material(*interviews), "group") for _ in range(2))
    assert first == second
