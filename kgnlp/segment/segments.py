"""Questions of turns -> segments, and what every segmentation model offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import Protocol

from kgnlp.domain import AnalysedInterview, Segment, Turn
from kgnlp.guide import Guide


@dataclass(frozen=True, slots=True)
class Placing:
    """The question under discussion at every turn of an interview."""

    question_ids: tuple[str | None, ...]  # one per turn; None outside the guide
    probabilities: tuple[float, ...]  # one per turn: that its question is the right one, 0 to 1


class Segmenter(Protocol):
    """A model that says which question each turn is on."""

    @property
    def version(self) -> str:
        """Name of the model, for manifests."""

    def place(self, analysed: AnalysedInterview, guide: Guide) -> Placing:
        """The question of every turn, with its probability."""

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""


def segment(analysed: AnalysedInterview, guide: Guide, model: Segmenter) -> tuple[Segment, ...]:
    """Cut an interview by the guide question under discussion.

    Returns:
        Segments in order, every turn in exactly one. The confidence of a segment is the share of its turns
        that are expected to be on the right question.

    """
    if not analysed.turns:
        return ()
    return merge_turns(analysed.turns, model.place(analysed, guide))


def merge_turns(turns: Sequence[Turn], placing: Placing) -> tuple[Segment, ...]:
    """Segments of neighbouring turns on the same question."""
    runs = groupby(range(len(turns)), key=lambda turn: placing.question_ids[turn])
    segments: list[Segment] = []
    for number, (question_id, run) in enumerate(runs):
        members = list(run)
        first, last = members[0], members[-1]
        segments.append(
            Segment(
                segment=number,
                question_id=question_id,
                start=turns[first].start,
                end=turns[last].end,
                first_turn=first,
                last_turn=last,
                confidence=min(1.0, max(0.0, fmean(placing.probabilities[turn] for turn in members))),
            )
        )
    return tuple(segments)
