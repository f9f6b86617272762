import random

import pandas as pd
import pytest

from kgnlp.report.counts import STANCES, count_by_dimensions, count_by_question
from tests.report.builders import Answer, Interviewed, Tagged, make_material

THEMES = ("dublering", "toppforankring")


def many_interviews(seed: int) -> list[Interviewed]:
    chance = random.Random(seed)
    return [
        Interviewed(
            f"a{number:02}",
            [
                Answer(
                    chance.choice(["1", "2", "2a", "10", None]),
                    "ord " * chance.randint(1, 40),
                    tuple(
                        Tagged(theme, chance.choice(STANCES), tagged=chance.random() < 0.4)
                        for theme in THEMES
                        if chance.random() < 0.8
                    ),
                )
                for _ in range(chance.randint(1, 9))
            ],
            group=chance.choice(["KUBU", "VA", "KLIMA"]),
            phase=chance.choice([2, 3]),
            role=chance.choice(["leder", "medarbeider"]),
            guide=chance.choice(["g1", "g2"]),
        )
        for number in range(chance.randint(1, 12))
    ]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("dimension", ["all", "group", "role", "phase"])
def test_counts_are_those_of_the_tables(seed, dimension):
    material = make_material(*many_interviews(seed))
    counts = count_by_dimensions(material)[dimension]
    values = material.interviews[dimension].unique()
    assert {value for _, value in counts} == (set(values) if len(material.themes) else set())
    for (theme, value), count in counts.items():
        interviews = material.interviews[material.interviews[dimension] == value]
        passages = material.passages[material.passages["interview_id"].isin(interviews["interview_id"])]
        of_theme = material.tagged[material.tagged["theme"] == theme]
        tags = of_theme[of_theme["interview_id"].isin(interviews["interview_id"])]
        assert count.interviews == len(interviews)
        assert count.words == passages["words"].sum()
        assert count.passages == len(passages)
        assert count.tagged == len(tags)
        assert count.reached == len(set(tags["interview_id"]))
        assert count.stances == {s: int((tags["stance"] == s).sum()) for s in STANCES}
        assert count.per_1000 == pytest.approx(1000 * len(tags) / passages["words"].sum())
        assert count.share_of_interviews == pytest.approx(len(set(tags["interview_id"])) / len(interviews))


@pytest.mark.parametrize("seed", range(8))
def test_counts_by_question_are_those_of_the_tables(seed):
    material = make_material(*many_interviews(seed))
    for (theme, question), count in count_by_question(material, "g1").items():
        asked = material.passages["question_id"].fillna("") == question
        passages = material.passages[asked & (material.passages["guide"] == "g1")]
        tags = material.tagged[material.tagged["theme"] == theme]
        assert count.passages == len(passages) > 0
        assert count.tagged == tags["passage_id"].isin(passages["passage_id"]).sum()
        assert count.share_of_passages == count.tagged / count.passages


def test_every_tag_is_counted_once():
    material = make_material(*many_interviews(3))
    for counts in count_by_dimensions(material).values():
        assert sum(count.tagged for count in counts.values()) == len(material.tagged)


def test_nothing_to_divide_by_gives_no_rate():
    material = make_material(Interviewed("a01", [], group="TOM"), Interviewed("a02"))
    count = count_by_dimensions(material)["group"]["dublering", "TOM"]
    assert (count.words, count.per_1000, count.share_of_interviews) == (0, None, 0.0)
    assert count.share_of_passages is None
    assert count.stance_share("negative") == 0.0


def test_a_guide_that_nobody_was_asked_by_has_no_counts():
    assert count_by_question(make_material(Interviewed("a01")), "g9") == {}
    assert isinstance(make_material().interviews, pd.DataFrame)
