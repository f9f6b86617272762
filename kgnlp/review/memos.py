"""Memos where they stand now, and who may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgnlp.decisions import Decision

if TYPE_CHECKING:
    from kgnlp.review.work import Work


@dataclass(frozen=True, slots=True)
class PlacedMemo:
    """A memo with the stretch that it is on in the text as it is now; 0 to 0 for the whole interview."""

    decision: Decision
    start: int
    end: int

    @property
    def on_interview(self) -> bool:
        """Whether it is on the interview as a whole."""
        return self.start == self.end

    @property
    def on_segment(self) -> bool:
        """Whether it is on a segment."""
        return self.decision.passage_id is None and not self.on_interview


def memos_at(
    work: Work, interview_id: str, start: int, end: int, reviewer: str, is_lead: bool
) -> tuple[PlacedMemo, ...]:
    """Memos on a passage that a reviewer may see: their own, and others' once both have decided."""
    inside = [
        memo
        for memo in work.memos.get(interview_id, ())
        if memo.decision.passage_id is not None and memo.start < end and memo.end > start
    ]
    return tuple(
        memo
        for memo in inside
        if memo.decision.reviewer == reviewer or _is_open(work, memo, reviewer, is_lead)
    )


def _is_open(work: Work, memo: PlacedMemo, reviewer: str, is_lead: bool) -> bool:
    """Whether both have decided what a memo is on: its theme, or all that its writer decided there."""
    writer, theme = memo.decision.reviewer, memo.decision.theme
    here = [
        key
        for key in list(work.items)
        if key.interview_id == memo.decision.anchor.interview_id
        and key.start < memo.end
        and key.end > memo.start
        and theme in (None, key.theme)
    ]
    if is_lead and any(key in work.opened for key in here):
        return True
    decided = [work.latest(key) for key in here]
    both = [reviewer in latest for latest in decided if writer in latest]
    return bool(both) and all(both)
