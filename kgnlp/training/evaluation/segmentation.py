"""Measures of segmentation: questions of turns, found and true -> counts, by interview.

Own lines for WindowDiff and Pk: segeval is no longer kept, and nltk would be brought in for this alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgnlp.guide import Guide
from kgnlp.training.evaluation.estimates import Ratio

Integers = npt.NDArray[np.intp]
QuestionIds = Sequence[str | None]

# Turns. With windows of one, WindowDiff and Pk are the same, and a near miss counts as two misses.
_LEAST_WINDOW = 2


@dataclass(frozen=True, slots=True)
class TurnCounts:
    """What came out for one interview."""

    turns: int
    on_item: int  # turns on the right question or item
    on_question: int  # turns on the right question, items counted as their question
    true_boundaries: int  # turns at which the question or item changes
    found_boundaries: int
    right_boundaries: int  # found at the very turn
    windows: int
    windows_differing: int  # that hold another number of boundaries than they should; WindowDiff
    windows_disagreeing: int  # that hold boundaries where they should hold none, or none; Pk


def count_turns(found: QuestionIds, truth: QuestionIds, question_of: Mapping[str, str]) -> TurnCounts:
    """Compare with the truth.

    Args:
        found: question or item of each turn, None outside the guide.
        truth: the same as annotated.
        question_of: question of each question and item; see questions_of.

    Windows are slid over the turns, as wide as half a true segment is on average, at least two turns.
    WindowDiff: Pevzner and Hearst 2002, Computational Linguistics 28(1); Pk: Beeferman, Berger and Lafferty
    1999, Machine Learning 34.
    """
    marks, true_marks = boundaries(found), boundaries(truth)
    width = max(_LEAST_WINDOW, round(len(truth) / (2 * (int(true_marks.sum()) + 1))))
    here, there = _windows(marks, width), _windows(true_marks, width)
    pairs = list(zip(found, truth, strict=True))
    return TurnCounts(
        turns=len(truth),
        on_item=sum(a == b for a, b in pairs),
        on_question=sum(question_of.get(a or "", a) == question_of.get(b or "", b) for a, b in pairs),
        true_boundaries=int(true_marks.sum()),
        found_boundaries=int(marks.sum()),
        right_boundaries=int((marks & true_marks).sum()),
        windows=len(there),
        windows_differing=int((here != there).sum()),
        windows_disagreeing=int(((here > 0) != (there > 0)).sum()),
    )


def questions_of(guide: Guide) -> dict[str, str]:
    """The question of each question and item of a guide: 2d -> 2, 2 -> 2."""
    return {entry.question_id: entry.parent_id or entry.question_id for entry in guide.entries()}


def boundaries(question_ids: QuestionIds) -> Integers:
    """1 at each turn after the first whose question is not that of the turn before it, else 0."""
    pairs = zip(question_ids[1:], question_ids[:-1], strict=True)
    return np.array([a != b for a, b in pairs], dtype=np.intp)


def segmentation_ratios(counts: Sequence[TurnCounts]) -> dict[str, Ratio]:
    """The measures by name, from the counts of each interview."""

    def column(name: str) -> npt.NDArray[np.float64]:
        return np.array([getattr(one, name) for one in counts], dtype=float)

    right, found, true = (column(f"{kind}_boundaries") for kind in ("right", "found", "true"))
    return {
        "turns_on_item": Ratio(column("on_item"), column("turns")),
        "turns_on_question": Ratio(column("on_question"), column("turns")),
        "boundary_precision": Ratio(right, found),
        "boundary_recall": Ratio(right, true),
        "boundary_f1": Ratio(2 * right, found + true),
        "window_diff": Ratio(column("windows_differing"), column("windows")),
        "pk": Ratio(column("windows_disagreeing"), column("windows")),
    }


def _windows(marks: Integers, width: int) -> Integers:
    """Number of boundaries in every window; one window where the interview is shorter."""
    if len(marks) <= width:
        return np.array([marks.sum()], dtype=np.intp)
    return np.convolve(marks, np.ones(width, dtype=np.intp), "valid")
