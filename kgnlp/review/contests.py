"""Where people corrected segments or speakers differently, and what a lead settled of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgnlp.decisions import Decision, Layer
from kgnlp.domain import Turn
from kgnlp.review.segments import ASPECTS, Aspect, turns_meant


@dataclass(frozen=True, slots=True)
class Contest:
    """Turns that people corrected differently, or that a lead settled."""

    aspect: Aspect
    turns: tuple[int, ...]
    said: tuple[tuple[str, str], ...]  # reviewer and what they said last, by name; see ``word_of``
    settled: Decision | None  # by a lead

    @property
    def waits(self) -> bool:
        """Whether it is not settled."""
        return self.settled is None


def word_of(decision: Decision) -> str:
    """What a correction says: a question id, a role, ``split`` or ``joined``."""
    return decision.kind.value if ASPECTS[decision.kind] is Aspect.BOUNDARY else decision.value


def find_contests(
    turns: Sequence[Turn], corrections: Iterable[Decision], text: str, sha256: str
) -> list[Contest]:
    """What people corrected differently and what was settled, in the order of the text.

    Args:
        turns: of the interview, in order.
        corrections: of the interview, those that stand, in order.
        text: the interview's canonical text.
        sha256: its hash.
    """
    said: dict[tuple[Aspect, int], dict[str, str]] = {}
    settled: dict[tuple[Aspect, int], Decision] = {}
    for decision in corrections:
        aspect = ASPECTS[decision.kind]
        for turn in turns_meant(turns, decision, text, sha256):
            views = said.setdefault((aspect, turn), {})
            if decision.layer is Layer.ADJUDICATED:
                settled[aspect, turn] = decision
            else:
                views[decision.reviewer] = word_of(decision)
    found: list[Contest] = []
    for place, views in sorted(said.items()):
        if len(set(views.values())) > 1 or place in settled:
            one = Contest(place[0], (place[1],), tuple(sorted(views.items())), settled.get(place))
            _join(found, one, turns)
    return found


def _join(found: list[Contest], one: Contest, turns: Sequence[Turn]) -> None:
    """Put a turn's contest to the one that it is part of: the turn before, or the same speaker."""
    for number, other in enumerate(found):
        same = (other.aspect, other.said, other.settled) == (one.aspect, one.said, one.settled)
        if same and _belong(one.aspect, turns[other.turns[-1]], turns[one.turns[0]]):
            found[number] = Contest(one.aspect, (*other.turns, *one.turns), one.said, one.settled)
            return
    found.append(one)


def _belong(aspect: Aspect, before: Turn, turn: Turn) -> bool:
    if aspect is Aspect.ROLE:
        return bool(turn.speaker) and before.speaker == turn.speaker
    return aspect is Aspect.QUESTION and before.turn == turn.turn - 1
