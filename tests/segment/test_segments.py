from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.domain import Role
from kgnlp.errors import ModelError
from kgnlp.segment import LikenessModel, Placing, SegmentModel, merge_turns, segment
from tests.segment.builders import ANSWERED, a_guide, an_analysed, asked_in_order

CASES = [
    # Every question in the guide's order.
    (None, "1", "2a", "2b", "3", None),
    # Two questions passed over.
    (None, "1", "3"),
    # No greeting: the recording starts with the first question.
    ("1", "2a", "2b"),
    # Items in another order.
    (None, "1", "2b", "2a", "3"),
]


@pytest.mark.parametrize("asked", CASES)
def test_likeness_finds_questions_put_nearly_as_in_the_guide(asked: tuple[str | None, ...]) -> None:
    found = segment(asked_in_order(asked), a_guide(), LikenessModel())
    inside = [one.question_id for one in found if one.question_id is not None]
    assert inside == [question_id for question_id in asked if question_id is not None]


def test_follow_ups_stay_on_their_question() -> None:
    analysed = an_analysed(
        [
            (Role.INTERVIEWER, "Hvordan opplever du organiseringen av sekretariatet?"),
            (Role.INFORMANT, ANSWERED),
            (Role.INTERVIEWER, "Fortell mer!"),
            (Role.INFORMANT, "Nei, altså."),
        ]
    )
    found = segment(analysed, a_guide(), LikenessModel())
    assert [(one.question_id, one.first_turn, one.last_turn) for one in found] == [("1", 0, 3)]


@given(st.lists(st.sampled_from([None, "1", "2a", "2b"]), min_size=1, max_size=12))
def test_segments_cover_every_turn_once(question_ids: list[str | None]) -> None:
    analysed = asked_in_order(question_ids)
    placing = Placing(tuple(q for q in question_ids for _ in range(2)), (0.5,) * (2 * len(question_ids)))
    found = merge_turns(analysed.turns, placing)
    assert [turn for one in found for turn in range(one.first_turn, one.last_turn + 1)] == list(
        range(len(analysed.turns))
    )
    assert all(before.question_id != after.question_id for before, after in pairwise(found))
    assert [one.segment for one in found] == list(range(len(found)))
    assert found[0].start == 0
    assert found[-1].end == len(analysed.interview.text)


# Interviews that are hardly interviews still get segments, and nothing fails.
@pytest.mark.parametrize(
    "texts",
    [
        [(Role.INFORMANT, "Ja.")],  # the interviewer's voice is not on the recording
        [(Role.INTERVIEWER, "Hei?"), (Role.INTERVIEWER, "Hallo?")],  # nobody answers
        [(Role.INTERVIEWER, "…"), (Role.INFORMANT, "")],  # no words
    ],
)
def test_odd_interviews_are_covered(texts: list[tuple[Role, str]]) -> None:
    found = segment(an_analysed(texts), a_guide(), LikenessModel())
    assert found[-1].last_turn == len(texts) - 1
    assert all(0.0 <= one.confidence <= 1.0 for one in found)


def test_no_turns_no_segments() -> None:
    assert segment(an_analysed([]), a_guide(), LikenessModel()) == ()


def test_likeness_model_survives_storage(tmp_path: Path) -> None:
    LikenessModel(likeness=9.0).save(tmp_path)
    assert LikenessModel.load(tmp_path) == LikenessModel(likeness=9.0)


@pytest.mark.parametrize("kind", [LikenessModel, SegmentModel])
def test_missing_files_say_what_to_do(tmp_path: Path, kind: type[LikenessModel] | type[SegmentModel]) -> None:
    with pytest.raises(ModelError, match="kgnlp retrain"):
        kind.load(tmp_path)
