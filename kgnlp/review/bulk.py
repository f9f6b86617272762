"""Accepting many tags at once, where the machine is surest; with how often it was right there."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kgnlp.review.desk import Desk
from kgnlp.review.queue import Item
from kgnlp.review.work import REJECTED, UNDECIDED, Work

# Below this, what is accepted unseen would be wrong more often than one in ten by the model's own word.
LEAST_PROBABILITY = 0.9
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Precision:
    """How often people kept what the machine was sure of."""

    decided: int
    kept: int
    same_stance: int

    @property
    def share(self) -> float | None:
        """Share that was kept; None where nothing was decided."""
        return self.kept / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the share; None where nothing was decided."""
        return wilson(self.kept, self.decided) if self.decided else None


def wilson(hits: int, of: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's score interval of a share (Wilson 1927), which holds near 0 and 1 and for small numbers."""
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def candidates(desk: Desk, work: Work, reviewer: str, theme: str, least: float) -> list[Item]:
    """Tags of a theme that no one has decided, at or above a probability; the surest first."""
    tags = work.corpus.tags
    if theme not in tags.themes:
        return []
    column = tags.themes.index(theme)
    open_now = desk.offered(work)[:, column] & tags.tagged[:, column]
    open_now &= tags.probability[:, column] >= np.float32(least)
    # What two are to decide, each reads.
    open_now &= ~desk.doubles(work, reviewer)
    for view in list(work.views.values()):
        open_now &= view[:, column] == 0
    found = np.flatnonzero(open_now)
    surest = found[np.argsort(-tags.probability[found, column], kind="stable")]
    return [Item(int(passage), column) for passage in surest[:MOST_AT_ONCE]]


def measured(work: Work, theme: str, least: float) -> Precision:
    """How often people kept a tag of the theme at or above the probability, read one by one.

    What was accepted in bulk says nothing; what was decided in the blind audit says it best, and counts too.
    """
    tags = work.corpus.tags
    if theme not in tags.themes:
        return Precision(0, 0, 0)
    column = tags.themes.index(theme)
    human = work.human()[:, column]
    read = (human != UNDECIDED) & tags.tagged[:, column]
    read &= tags.probability[:, column] >= np.float32(least)
    for key in list(work.unread):
        interview = work.corpus.interview_number[key.interview_id]
        passage = work.corpus.passage_at(interview, key.start, key.end)
        if key.theme == theme and passage is not None:
            read[passage] = False
    kept = read & (human != REJECTED)
    same = kept & (human == tags.stance[:, column] + 1)
    return Precision(int(read.sum()), int(kept.sum()), int(same.sum()))
