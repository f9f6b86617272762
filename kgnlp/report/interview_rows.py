"""The rows of the table of interviews, as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from kgnlp.report.coverage import GuideCoverage
from kgnlp.report.figures import value_label
from kgnlp.report.material import Material
from kgnlp.report.messages import Messages
from kgnlp.wording.formats import MISSING, date, order, whole


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One interview as the table shows it."""

    interview_id: str
    group: str
    phase: str
    role: str
    date: str
    language: str
    words: str
    passages: str
    tagged: str  # passages with at least one theme
    asked: str  # numbered questions of the guide that were asked, of how many
    warnings: int
    format: str


def interview_rows(material: Material, covered: Sequence[GuideCoverage], m: Messages) -> list[InterviewRow]:
    """The interviews in Norwegian order of their ids."""
    tagged = material.tagged.groupby("interview_id")["passage_id"].nunique().to_dict()
    asked = {row.interview_id: (row.asked, row.questions) for guide in covered for row in guide.interviews}
    rows = []
    for record in material.interviews.to_dict("records"):
        interview_id = record["interview_id"]
        day = record["date"]
        number, questions = asked[interview_id]
        rows.append(
            InterviewRow(
                interview_id=interview_id,
                group=value_label(m, "group", record["group"]),
                phase=record["phase"] or m("value.unknown"),
                role=value_label(m, "role", record["role"]),
                date=date(None if pd.isna(day) else pd.Timestamp(day).date()),
                language=m.name("language", record["language"]),
                words=whole(record["words"]),
                passages=whole(record["passages"]),
                tagged=whole(tagged.get(interview_id, 0)),
                asked=m("question.of", n=whole(number), all=whole(questions)) if questions else MISSING,
                warnings=len(record["warnings"]),
                format=record["format"],
            )
        )
    return sorted(rows, key=lambda row: order(row.interview_id))
