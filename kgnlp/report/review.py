"""Where a second look pays: passages whose tags need review.

What is ranked by a definition alone is told apart: no model is unsure of it, none has read it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kgnlp.report.material import Material
from kgnlp.report.messages import Messages
from kgnlp.wording.formats import order

MOST_INTERVIEWS = 40  # interviews that are listed, those with the most to review first


@dataclass(frozen=True, slots=True)
class InterviewReview:
    """What of one interview needs review."""

    interview_id: str
    passages: int
    themes: tuple[str, ...]  # ids, in the order of the codebook
    questions: tuple[str, ...]  # ids, in order; the empty text is talk outside the guide


@dataclass(frozen=True, slots=True)
class Review:
    """What needs review: passages in all, tags by theme, and where."""

    passages: int
    by_theme: tuple[tuple[str, int], ...]  # theme id and tags
    interviews: tuple[InterviewReview, ...]
    interviews_left_out: int


def find(material: Material) -> Review:
    """Count what needs review, by theme and by interview."""
    waiting = _waiting(material)
    waiting = waiting[waiting["theme"].isin([theme.id for theme in material.counted])]
    counts = waiting["theme"].value_counts()
    themes = [theme.id for theme in material.counted]
    rows = [_interview(str(name), rows, themes) for name, rows in waiting.groupby("interview_id")]
    rows.sort(key=lambda row: (-row.passages, order(row.interview_id)))
    return Review(
        passages=int(waiting["passage_id"].nunique()),
        by_theme=tuple((theme, int(counts.get(theme, 0))) for theme in themes),
        interviews=tuple(rows[:MOST_INTERVIEWS]),
        interviews_left_out=max(0, len(rows) - MOST_INTERVIEWS),
    )


def ranked_sentences(material: Material, m: Messages) -> list[str]:
    """How many passages stand first in the ranking of each theme that is only ranked."""
    counts = _waiting(material)["theme"].value_counts()
    return [
        m.count("review.ranked", int(counts.get(theme.id, 0)), theme=theme.label) for theme in material.ranked
    ]


def _waiting(material: Material) -> pd.DataFrame:
    return material.tags[material.tags["needs_review"].astype(bool)]


def _interview(interview_id: str, rows: pd.DataFrame, themes: list[str]) -> InterviewReview:
    waiting = set(rows["theme"])
    return InterviewReview(
        interview_id=interview_id,
        passages=int(rows["passage_id"].nunique()),
        themes=tuple(theme for theme in themes if theme in waiting),
        questions=tuple(sorted(rows["question_id"].fillna("").unique(), key=order)),
    )
