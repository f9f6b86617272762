from __future__ import annotations

import numpy as np
import pytest

from kgnlp.segment.moves import MOVES, move_features
from kgnlp.segment.places import BEFORE, places_of
from tests.segment.builders import a_guide

PLACES = places_of(a_guide())  # 0 before, 1 "1", 2 "2", 3 "2a", 4 "2b", 5 "3", 6 outside


def _told(here: int, there: int) -> set[str]:
    row = move_features(PLACES)[here, there]
    return {name.removeprefix("move: ") for name, value in zip(MOVES, row, strict=True) if value}


# Each row: from, to, what must be said of it, what must not.
@pytest.mark.parametrize(
    ("here", "there", "said", "unsaid"),
    [
        # A question to its own first item is not a step to the next question.
        (2, 3, {"next place", "same question", "question to its first item"}, {"next question", "back"}),
        # The last item to the next question.
        (4, 5, {"next place", "next question"}, {"same question"}),
        # From the first question straight to an item: the question above it is passed over in the list only.
        (1, 3, {"place after next", "next question"}, {"question to its first item"}),
        # Back to an earlier question.
        (5, 1, {"back", "how far back"}, {"ahead"}),
        # The guide is begun at its start.
        (BEFORE, 1, {"begin", "begin at the first place"}, {"how far in it begins"}),
        # The goodbye comes after the last question.
        (5, 6, {"leave"}, {"how early it leaves"}),
        # To a question that has items, as a whole.
        (1, 2, {"into a question that has items"}, set()),
    ],
)
def test_moves_are_described_by_order(here: int, there: int, said: set[str], unsaid: set[str]) -> None:
    told = _told(here, there)
    assert said <= told
    assert not unsaid & told


def test_ids_do_not_matter() -> None:
    renamed = a_guide().model_dump()
    for question, new in zip(renamed["sections"][0]["questions"], "XYZ", strict=True):
        question["id"] = new
        for number, item in enumerate(question["items"]):
            item["id"] = f"{new}{'pq'[number]}"
    other = places_of(type(a_guide()).model_validate(renamed))
    np.testing.assert_array_equal(move_features(PLACES), move_features(other))


def test_nothing_outside_is_before_until_the_guide_is_begun() -> None:
    assert PLACES.locate([None, None, "1", None, "2a"]) == [0, 0, 1, PLACES.outside, 3]
