"""What the fields of the filter may be set to."""

from __future__ import annotations

from kgnlp.review.desk import Desk
from kgnlp.review.work import ADJUDICATED, Work
from kgnlp.wording.formats import order

STATUSES = ("open", "mine", "skipped", "decided", "unsuggested", "all")


def filter_choices(desk: Desk, work: Work) -> dict[str, list[str]]:
    """The values of each field that the run holds, in order."""
    stamp = (work.corpus.generation, work.corrected_at)
    of_corpus = desk.reckon("choices", stamp, lambda: _of_corpus(desk, work))
    return of_corpus | {
        "theme": [theme.id for theme in desk.themes()],
        "coder": _sorted(set(work.views) - {ADJUDICATED}),
        "status": list(STATUSES),
    }


def _of_corpus(desk: Desk, work: Work) -> dict[str, list[str]]:
    rows = work.corpus.interviews
    return {
        "group": _sorted({row.group for row in rows}),
        "role": _sorted({row.role for row in rows}),
        "phase": _sorted({str(row.phase) for row in rows}),
        "question": _sorted({question for question in desk.corrected(work).question_ids if question}),
        "language": _sorted(set(work.corpus.language_of)),
    }


def _sorted(values: set[str]) -> list[str]:
    return sorted(values, key=order)
