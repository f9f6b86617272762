"""Segments and roles as people corrected them: the run's, with the corrections laid over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from kgnlp.decisions import Decision, DecisionKind, Layer
from kgnlp.domain import Role, Turn
from kgnlp.review.anchors import locate
from kgnlp.tables import turn_of


class Aspect(StrEnum):
    """What of a turn a correction says."""

    QUESTION = "question"
    BOUNDARY = "boundary"  # whether a segment begins with it
    ROLE = "role"


ASPECTS = {
    DecisionKind.QUESTION_SET: Aspect.QUESTION,
    DecisionKind.SPLIT: Aspect.BOUNDARY,
    DecisionKind.JOINED: Aspect.BOUNDARY,
    DecisionKind.ROLE_SET: Aspect.ROLE,
}
CORRECTIONS = frozenset(ASPECTS)


@dataclass(frozen=True, slots=True)
class ShownSegment:
    """A stretch of turns on one question; question_id is None outside the guide."""

    question_id: str | None
    first_turn: int
    last_turn: int  # inclusive
    confidence: float | None  # None where a person set or cut it


@dataclass(frozen=True, slots=True)
class Outline:
    """The turns of an interview with their roles, and its segments."""

    turns: tuple[Turn, ...]
    segments: tuple[ShownSegment, ...]

    def segment_of(self, turn: int) -> int:
        """Number of the segment that a turn is in."""
        return next(n for n, s in enumerate(self.segments) if s.first_turn <= turn <= s.last_turn)


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is known of a turn while corrections are laid on."""

    question_id: str | None
    begins: bool  # whether a segment begins with it
    confidence: float | None


def correct(
    turns: Sequence[Turn],
    segments: Sequence[ShownSegment],
    corrections: Iterable[Decision],
    text: str,
    sha256: str,
) -> Outline:
    """The outline with corrections laid over in their order; those whose words are gone change nothing.

    Args:
        turns: of the run, in order.
        segments: of the run; together they hold every turn.
        corrections: of the interview, those that stand, in order.
        text: the interview's canonical text.
        sha256: its hash.
    """
    marks = [
        _Mark(segment.question_id, turn == segment.first_turn, segment.confidence)
        for segment in segments
        for turn in range(segment.first_turn, segment.last_turn + 1)
    ]
    shown = list(turns)
    kept = [(one, turns_meant(turns, one, text, sha256)) for one in corrections]
    # What a lead settled of a turn stands over what others say of it, before or after.
    settled = {
        (ASPECTS[one.kind], turn) for one, meant in kept for turn in meant if one.layer is Layer.ADJUDICATED
    }
    for one, meant in kept:
        free = [t for t in meant if one.layer is Layer.ADJUDICATED or (ASPECTS[one.kind], t) not in settled]
        for first, last in _runs(free):
            if one.kind is DecisionKind.ROLE_SET:
                for turn in range(first, last + 1):
                    shown[turn] = replace(shown[turn], role=Role(one.value))
            else:
                _LAY[one.kind](marks, first, last, one.value)
    return Outline(tuple(shown), tuple(_segments(marks)))


def _runs(turns: Sequence[int]) -> Iterable[tuple[int, int]]:
    """First and last of every unbroken row of turns."""
    for _, row in groupby(enumerate(turns), key=lambda pair: pair[1] - pair[0]):
        numbers = [turn for _, turn in row]
        yield numbers[0], numbers[-1]


def turns_meant(turns: Sequence[Turn], decision: Decision, text: str, sha256: str) -> list[int]:
    """Numbers of the turns that a correction is of; none where its words are gone."""
    place = locate(decision.anchor, text, sha256)
    if place is None:
        return []
    inside = [n for n, turn in enumerate(turns) if turn.start < place.end and turn.end > place.start]
    if ASPECTS[decision.kind] is Aspect.BOUNDARY:
        return inside[:1]
    if decision.kind is DecisionKind.QUESTION_SET:
        return inside
    # A note names a speaker, whose turns are all meant; without it, it is the one turn.
    named = [n for n, turn in enumerate(turns) if decision.note and turn.speaker == decision.note]
    return named or inside[:1]


def _set_question(marks: list[_Mark], first: int, last: int, value: str) -> None:
    for turn in range(first, last + 1):
        marks[turn] = _Mark(value or None, turn == first, None)
    if last + 1 < len(marks):
        marks[last + 1] = replace(marks[last + 1], begins=True)


def _split(marks: list[_Mark], first: int, last: int, value: str) -> None:  # noqa: ARG001
    marks[first] = replace(marks[first], begins=True, confidence=None)


def _join(marks: list[_Mark], first: int, last: int, value: str) -> None:  # noqa: ARG001
    """The segment that begins here goes on with the question of the one before."""
    if first == 0:
        return
    above = marks[first - 1]
    turn = first
    while turn < len(marks) and (turn == first or not marks[turn].begins):
        marks[turn] = _Mark(above.question_id, begins=False, confidence=None)
        turn += 1


_LAY = {DecisionKind.QUESTION_SET: _set_question, DecisionKind.SPLIT: _split, DecisionKind.JOINED: _join}


def _segments(marks: Sequence[_Mark]) -> Iterable[ShownSegment]:
    first = 0
    for turn in range(1, len(marks) + 1):
        if turn == len(marks) or marks[turn].begins:
            yield ShownSegment(marks[first].question_id, first, turn - 1, marks[first].confidence)
            first = turn


def turns_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Turn, ...]:
    """Turns from rows of the turns table."""
    return tuple(turn_of(row) for row in rows)
