"""Which questions of the guide were asked in which interview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from kgnlp.guide import Guide
from kgnlp.report.material import Material
from kgnlp.wording.formats import order

# asked: the question or item itself, or an item of the question; whole: the item's question was asked as a
# whole, the item not by itself; skipped: neither
Mark = Literal["asked", "whole", "skipped"]
# More rows than this are a wall, not a matrix: the groups take the place of the interviews.
MOST_ROWS = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or item of a guide, and in how many interviews it was asked."""

    question_id: str
    text: str
    parent_id: str | None
    known: bool  # whether it is in the guide
    interviews: int = 0
    as_whole: int = 0  # of an item: interviews where only its question was asked, as a whole


@dataclass(frozen=True, slots=True)
class InterviewCoverage:
    """What was asked in one interview, in the order of the questions."""

    interview_id: str
    group: str
    marks: tuple[Mark, ...]
    questions: int  # numbered questions of the guide
    asked: int  # of them


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """In how many interviews of a group each question was asked."""

    group: str
    interviews: int
    asked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GuideCoverage:
    """A guide with what of it was asked."""

    guide_id: str
    title: str
    known: bool  # whether the guide is there; else its questions are those of the segments
    questions: tuple[Asked, ...]
    interviews: tuple[InterviewCoverage, ...]
    groups: tuple[GroupCoverage, ...]  # only where the interviews are too many to be shown one by one


def cover(material: Material, guides: Mapping[str, Guide]) -> list[GuideCoverage]:
    """The coverage of every guide that an interview was held by, in Norwegian order of their titles."""
    found = [
        _cover(material, guide_id, guides.get(guide_id)) for guide_id in material.interviews["guide"].unique()
    ]
    return sorted(found, key=lambda coverage: order(coverage.title))


def _cover(material: Material, guide_id: str, guide: Guide | None) -> GuideCoverage:
    interviews = material.interviews[material.interviews["guide"] == guide_id]
    segments = material.segments[material.segments["interview_id"].isin(interviews["interview_id"])]
    segments = segments[segments["question_id"].notna()]
    opened = {str(i): set(ids) for i, ids in segments.groupby("interview_id")["question_id"]}
    questions = _questions(guide, segments)
    rows = tuple(
        _interview(interview_id, group, opened.get(interview_id, set()), questions)
        for interview_id, group in zip(interviews["interview_id"], interviews["group"], strict=True)
    )
    columns = [[row.marks[i] for row in rows] for i in range(len(questions))]
    counted = tuple(
        replace(question, interviews=marks.count("asked"), as_whole=marks.count("whole"))
        for question, marks in zip(questions, columns, strict=True)
    )
    return GuideCoverage(
        guide_id=guide_id,
        title=guide.title if guide else guide_id,
        known=guide is not None,
        questions=counted,
        interviews=tuple(sorted(rows, key=lambda row: order(row.interview_id))),
        groups=_groups(rows) if len(rows) > MOST_ROWS else (),
    )


def _questions(guide: Guide | None, segments: pd.DataFrame) -> list[Asked]:
    """Questions of the guide in its order, then those of the segments that it does not know."""
    known = [Asked(e.question_id, e.text, e.parent_id, True) for e in guide.entries()] if guide else []
    texts = dict(zip(segments["question_id"], segments["question"].fillna(""), strict=True))
    unknown = sorted(set(texts) - {question.question_id for question in known}, key=order)
    return known + [Asked(question_id, texts[question_id], None, False) for question_id in unknown]


def _interview(interview_id: str, group: str, opened: set[str], questions: list[Asked]) -> InterviewCoverage:
    parents = {q.parent_id for q in questions if q.question_id in opened}
    marks = tuple(_mark(question, opened, parents) for question in questions)
    numbered = [mark for q, mark in zip(questions, marks, strict=True) if q.parent_id is None and q.known]
    return InterviewCoverage(interview_id, group, marks, len(numbered), numbered.count("asked"))


def _mark(question: Asked, opened: set[str], parents: set[str | None]) -> Mark:
    if question.question_id in opened or question.question_id in parents:
        return "asked"
    return "whole" if question.parent_id in opened else "skipped"


def _groups(rows: Iterable[InterviewCoverage]) -> tuple[GroupCoverage, ...]:
    by_group: dict[str, list[InterviewCoverage]] = {}
    for row in rows:
        by_group.setdefault(row.group, []).append(row)
    return tuple(
        GroupCoverage(
            group=group,
            interviews=len(members),
            asked=tuple(
                sum(mark == "asked" for mark in marks)
                for marks in zip(*(m.marks for m in members), strict=True)
            ),
        )
        for group, members in sorted(by_group.items(), key=lambda pair: order(pair[0]))
    )
