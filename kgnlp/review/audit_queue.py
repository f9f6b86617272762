"""The blind audit: which passage is next for whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgnlp.review.blind import lot
from kgnlp.review.desk import Desk
from kgnlp.review.work import REJECTED, UNDECIDED, Work


@dataclass(frozen=True, slots=True)
class AuditQueue:
    """Passages of the audit in an order drawn by lot, and which of them wait."""

    sequence: npt.NDArray[np.int64]
    waiting: npt.NDArray[np.bool_]

    @property
    def done(self) -> int:
        """Number of passages that no longer wait."""
        return int(len(self.sequence) - self.waiting.sum())

    def after(self, passage: int | None = None) -> int | None:
        """The next passage that waits; None where none does."""
        place = np.flatnonzero(self.sequence == (-1 if passage is None else passage))
        at = int(place[0]) + 1 if len(place) else 0
        waiting = np.r_[self.sequence[at:][self.waiting[at:]], self.sequence[:at][self.waiting[:at]]]
        return int(waiting[0]) if len(waiting) else None


def make_audit_queue(desk: Desk, work: Work, reviewer: str) -> AuditQueue:
    """What waits for a reviewer: what no one has decided, and what they are to decide with another."""
    corpus = work.corpus
    columns = [work.themes.index(theme.id) for theme in desk.themes()]

    def whole(name: str) -> npt.NDArray[np.bool_]:
        view = work.view(name)[:, columns]
        decided: npt.NDArray[np.bool_] = ((view > UNDECIDED) | (view == REJECTED)).all(axis=1)
        return decided

    taken = np.zeros(len(corpus.passage_ids), np.bool_)
    for name in list(work.views):
        if name != reviewer:
            taken |= whole(name)
    mine = whole(reviewer)
    scope = corpus.blind & ~desk.silent(work) & (~taken | mine | desk.doubles(work, reviewer))
    order = audit_order(desk, work)
    sequence = order[scope[order]]
    return AuditQueue(sequence, ~mine[sequence])


def audit_order(desk: Desk, work: Work) -> npt.NDArray[np.int64]:
    """The passages of the audit in the order that is drawn for them, whoever is to decide them."""

    def draw() -> npt.NDArray[np.int64]:
        passages = np.flatnonzero(work.corpus.blind)
        lots = np.array([lot("audit order", "", work.corpus.passage_ids[passage]) for passage in passages])
        return passages[np.argsort(lots, kind="stable")]

    return desk.reckon("audit order", (work.corpus.generation, int(work.corpus.blind.sum())), draw)
