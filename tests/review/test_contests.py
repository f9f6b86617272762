"""Corrections that people do not agree on, and what a lead settles of them."""

from dataclasses import replace

import pytest

from kgnlp.decisions import Decision, DecisionKind, Layer
from kgnlp.domain import Role, Span
from kgnlp.review import deciding
from kgnlp.review.anchors import text_hash
from kgnlp.review.contests import find_contests
from kgnlp.review.deciding import Sent
from kgnlp.review.segments import ShownSegment, correct
from kgnlp.review.store import Draft
from tests.builders import an_interview, turns_of
from tests.review.builders import a_decision, an_anchor

LINES = ("Hva gjør dere?", "Vi møtes.", "Hvor ofte?", "Hver uke.", "Og så?", "Så skriver vi.")
INTERVIEW = an_interview(LINES)
TURNS = turns_of(INTERVIEW)
SEGMENTS = (ShownSegment("1", 0, 1, 0.9), ShownSegment("2", 2, 5, 0.8))
NUMBERS = iter(range(1, 10_000))


def said(kind: str, reviewer: str, first: int, last: int, value: str = "", **more: object) -> Decision:
    quote = INTERVIEW.text[TURNS[first].start : TURNS[last].end]
    layer = Layer.ADJUDICATED if reviewer == "liv" else Layer.SHARED
    return a_decision(
        kind,
        reviewer,
        anchor=an_anchor(quote, INTERVIEW.text),
        value=value,
        theme=None,
        layer=layer,
        decision_id=next(NUMBERS),
        **more,
    )


def found(*corrections: Decision) -> list[tuple[str, tuple[int, ...], dict[str, str], bool]]:
    contests = find_contests(TURNS, corrections, INTERVIEW.text, text_hash(INTERVIEW.text))
    return [(one.aspect, one.turns, dict(one.said), one.waits) for one in contests]


# what kari, ola and the lead liv said; and what is contested: aspect, turns, views, whether it waits
@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        ([said("question_set", "kari", 2, 5, "3")], []),
        # one who thinks again contests nothing
        ([said("question_set", "kari", 2, 5, "3"), said("question_set", "kari", 2, 5, "4")], []),
        ([said("question_set", "kari", 2, 5, "3"), said("question_set", "ola", 2, 5, "3")], []),
        # only the turns that both spoke of
        (
            [said("question_set", "kari", 0, 3, "3"), said("question_set", "ola", 2, 5, "")],
            [("question", (2, 3), {"kari": "3", "ola": ""}, True)],
        ),
        (
            [said("split", "kari", 4, 4), said("joined", "ola", 4, 4)],
            [("boundary", (4,), {"kari": "split", "ola": "joined"}, True)],
        ),
        # the turns of a speaker are one contest
        (
            [
                said("role_set", "kari", 1, 1, "interviewer", note="informant"),
                said("role_set", "ola", 1, 1, "informant", note="informant"),
            ],
            [("role", (1, 3, 5), {"kari": "interviewer", "ola": "informant"}, True)],
        ),
        (
            [
                said("question_set", "kari", 2, 5, "3"),
                said("question_set", "ola", 2, 5, "4"),
                said("question_set", "liv", 2, 5, "4"),
            ],
            [("question", (2, 3, 4, 5), {"kari": "3", "ola": "4"}, False)],
        ),
    ],
)
def test_what_is_contested(corrections: list[Decision], expected: list[object]) -> None:
    assert found(*corrections) == expected


# what was settled, what came after it, and (question, first, last) of the segments
@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        (
            [said("question_set", "liv", 2, 5, "3"), said("question_set", "kari", 0, 5, "4")],
            [("4", 0, 1), ("3", 2, 5)],
        ),
        ([said("joined", "liv", 4, 4), said("split", "kari", 4, 4)], [("1", 0, 1), ("2", 2, 5)]),
        # what is settled of the question leaves the cuts to all
        (
            [said("question_set", "liv", 2, 5, "3"), said("split", "kari", 4, 4)],
            [("1", 0, 1), ("3", 2, 3), ("3", 4, 5)],
        ),
    ],
)
def test_what_is_settled_stands(corrections: list[Decision], expected: list[object]) -> None:
    outline = correct(TURNS, SEGMENTS, corrections, INTERVIEW.text, text_hash(INTERVIEW.text))
    assert [(one.question_id, one.first_turn, one.last_turn) for one in outline.segments] == expected


def test_a_role_that_is_settled_stands_for_its_turn_alone() -> None:
    corrections = (
        said("role_set", "liv", 3, 3, "informant"),
        said("role_set", "kari", 1, 1, "interviewer", note="informant"),
    )
    outline = correct(TURNS, SEGMENTS, corrections, INTERVIEW.text, text_hash(INTERVIEW.text))
    assert [turn.turn for turn in outline.turns if turn.role is Role.INFORMANT] == [3]


def correct_as(desk, reviewer: str, kind: str, turn: int, value: str = "", interview: int = 0) -> None:
    """A correction by a reviewer, of one turn."""
    work = desk.work()
    place = work.outline(interview).turns[turn]
    span = Span(place.start, place.end)
    decision = deciding.on_span(desk, work, Sent(reviewer, ""), interview, span, DecisionKind(kind))
    desk.keep(Draft(replace(decision, layer=Layer.SHARED, value=value)))


def contested_question(desk) -> None:
    """Kari and Ola on the question of the first turn."""
    correct_as(desk, "kari", "question_set", 0, "10")
    correct_as(desk, "ola", "question_set", 0, "2a")
