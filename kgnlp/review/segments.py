"""Segments and roles as people corrected them: the run's, with the corrections laid over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kgnlp.decisions import Decision, DecisionKind
from kgnlp.domain import Role, Turn
from kgnlp.review.anchors import locate
from kgnlp.tables import turn_of

CORRECTIONS = frozenset(
    {DecisionKind.QUESTION_SET, DecisionKind.SPLIT, DecisionKind.JOINED, DecisionKind.ROLE_SET}
)


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
    for decision in corrections:
        place = locate(decision.anchor, text, sha256)
        if place is None:
            continue
        inside = [n for n, turn in enumerate(turns) if turn.start < place.end and turn.end > place.start]
        if not inside:
            continue
        if decision.kind is DecisionKind.ROLE_SET:
            _set_role(shown, decision, inside[0])
        else:
            _LAY[decision.kind](marks, inside[0], inside[-1], decision.value)
    return Outline(tuple(shown), tuple(_segments(marks)))


def _set_role(turns: list[Turn], decision: Decision, at: int) -> None:
    role = Role(decision.value)
    for number, turn in enumerate(turns):
        # A note names a speaker, whose turns are all meant; without it, it is the one turn.
        if number == at or (decision.note and turn.speaker == decision.note):
            turns[number] = replace(turn, role=role)


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
