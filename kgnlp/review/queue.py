"""The review queue: which theme on which passage is put to whom next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kgnlp.review.corpus import Bools
from kgnlp.review.desk import Desk
from kgnlp.review.filters import Filter, passage_mask
from kgnlp.review.order import Order, make_order
from kgnlp.review.work import ADJUDICATED, SKIPPED, UNDECIDED, Work


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A theme on a passage, by numbers: what is put to a reviewer."""

    passage: int
    theme: int  # column


@dataclass(frozen=True, slots=True)
class Queue:
    """What a filter leaves to a reviewer."""

    sequence: Order  # all items in order, decided or not
    waiting: Bools  # which of them wait for this reviewer
    columns: int

    @property
    def done(self) -> int:
        """Number of items that no longer wait."""
        return int(len(self.sequence) - self.waiting.sum())

    def first(self) -> Item | None:
        """The first item that waits."""
        return self._item(self.sequence[self.waiting])

    def after(self, item: Item) -> Item | None:
        """The next item that waits after one; from the start again where none does."""
        place = np.flatnonzero(self.sequence == item.passage * self.columns + item.theme)
        if not len(place):
            return self.first()
        later = self.sequence[place[0] + 1 :][self.waiting[place[0] + 1 :]]
        return self._item(later) or self.first()

    def _item(self, items: Order) -> Item | None:
        return Item(*divmod(int(items[0]), self.columns)) if len(items) else None


def make_queue(desk: Desk, work: Work, reviewer: str, found: Filter) -> Queue:
    """The queue of a reviewer.

    What another coder has decided waits for no one else, but where both are to decide it, or where
    coders differ: those stand first.
    """
    offered = desk.offered(work)
    suggested = pad(work.corpus.tags.suggested, offered.shape[1])
    mine = work.view(reviewer)
    others, differs = _others(work, reviewer)
    double = desk.doubles(work, reviewer)[:, None]
    scope = {
        "open": offered & suggested & (~others | double | differs | (mine != UNDECIDED)),
        "mine": (mine > UNDECIDED) | (mine == -1),
        "skipped": mine == SKIPPED,
        "decided": offered & (others | (mine > UNDECIDED) | (mine == -1)),
        "unsuggested": offered & ~suggested,
        "all": offered & suggested,
    }[found.status]
    scope = (
        scope
        & passage_mask(work.corpus, desk.corrected(work), found)[:, None]
        & _cells(work, reviewer, found)
    )
    scope &= ~work.corpus.blind[:, None]
    order = make_order(work.corpus, scope)
    first = (differs | (double & suggested)).ravel()[order]
    sequence = np.concatenate([order[first], order[~first]])
    open_to_me = (
        mine == UNDECIDED if found.status in ("open", "unsuggested") else np.ones_like(mine, np.bool_)
    )
    return Queue(sequence, open_to_me.ravel()[sequence], offered.shape[1])


def pad(mask: Bools, columns: int) -> Bools:
    """The mask with columns for themes that the machine does not know."""
    return np.pad(mask, ((0, 0), (0, columns - mask.shape[1])))


def _others(work: Work, reviewer: str) -> tuple[Bools, Bools]:
    """What other coders have decided; and where they differ and it is not settled."""
    shape = (len(work.corpus.passage_ids), len(work.themes))
    decided = np.zeros(shape, np.bool_)
    differs = np.zeros(shape, np.bool_)
    said = np.zeros(shape, np.int8)
    for name, view in list(work.views.items()):
        if name in (reviewer, ADJUDICATED):
            continue
        says = (view > UNDECIDED) | (view == -1)
        differs |= decided & says & (view != said)
        said = np.where(says, view, said)
        decided |= says
    if ADJUDICATED in work.views:
        settled = work.views[ADJUDICATED] != UNDECIDED
        differs &= ~settled
        decided |= settled
    return decided, differs


def _cells(work: Work, reviewer: str, found: Filter) -> Bools:
    """What a filter leaves by theme, probability, and coder."""
    columns = len(work.themes)
    cells = np.ones((len(work.corpus.passage_ids), columns), np.bool_)
    if found.theme:
        cells &= np.array([theme == found.theme for theme in work.themes], np.bool_)[None, :]
    if found.least > 0 or found.most < 1:
        tags = work.corpus.tags
        within = (tags.probability >= found.least) & (tags.probability <= found.most) & (tags.row >= 0)
        within &= ~tags.ranked  # a rank is no probability
        cells &= pad(within, columns)
    if found.coder:
        view = work.view(found.coder) if found.coder in work.views else np.zeros_like(cells, np.int8)
        cells &= (view > UNDECIDED) | (view == -1)
        if found.coder != reviewer:  # hidden until both have decided
            mine = work.view(reviewer)
            cells &= (mine > UNDECIDED) | (mine == -1)
    return cells
