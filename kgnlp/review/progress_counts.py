"""How far the review has come: by theme, by interview, and for the blind audit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kgnlp.review.corpus import Bools
from kgnlp.review.desk import Desk
from kgnlp.review.queue import pad
from kgnlp.review.work import REJECTED, UNDECIDED, Work


@dataclass(frozen=True, slots=True)
class Count:
    """Items of one theme or interview: in all, decided by anyone, decided by this reviewer."""

    name: str
    total: int
    decided: int
    mine: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a run."""

    total: Count
    themes: tuple[Count, ...]
    interviews: tuple[Count, ...]
    audit: Count  # passages


def progress(desk: Desk, work: Work, reviewer: str) -> Progress:
    """How far a run has come, for everyone and for one reviewer."""
    corpus = work.corpus
    offered = desk.offered(work) & pad(corpus.tags.suggested, len(work.themes))
    mine = _says(work, reviewer) & offered
    anyone = np.zeros_like(offered)
    for name in list(work.views):
        anyone |= _says(work, name)
    decided = anyone & offered
    by_interview = [np.bincount(corpus.interview_of, mask.sum(axis=1)) for mask in (offered, decided, mine)]
    active = [theme.id for theme in desk.themes()]
    columns = {theme: work.themes.index(theme) for theme in active}
    return Progress(
        total=_count("", *(mask.sum() for mask in (offered, decided, mine))),
        themes=tuple(
            _count(theme, *(mask[:, at].sum() for mask in (offered, decided, mine)))
            for theme, at in columns.items()
        ),
        interviews=tuple(
            _count(row.interview_id, *(counts[number] for counts in by_interview))
            for number, row in enumerate(corpus.interviews)
        ),
        audit=_audit(desk, work, list(columns.values()), reviewer, anyone),
    )


def _says(work: Work, name: str) -> Bools:
    view = work.view(name)
    says: Bools = (view > UNDECIDED) | (view == REJECTED)
    return says


def _audit(desk: Desk, work: Work, columns: list[int], reviewer: str, anyone: Bools) -> Count:
    blind = work.corpus.blind & ~desk.silent(work)
    by_anyone = anyone[:, columns].all(axis=1) & blind
    by_me = _says(work, reviewer)[:, columns].all(axis=1) & blind
    return _count("", blind.sum(), by_anyone.sum(), by_me.sum())


def _count(name: str, total: float, decided: float, mine: float) -> Count:
    return Count(name, int(total), int(decided), int(mine))
