"""Domain records -> Arrow tables of the schemas; and rows of interviews and turns -> records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import pyarrow as pa

from kgnlp.domain import Interview, Language, Passage, Role, Segment, Tag, Turn
from kgnlp.tables.schemas import SCHEMAS


def to_tables(
    interview: Interview,
    turns: Sequence[Turn],
    segments: Sequence[Segment],
    passages: Sequence[Passage],
    tags: Sequence[Tag],
    questions: Mapping[str, str],
) -> dict[str, pa.Table]:
    """The rows of one interview in the five tables.

    Args:
        interview: the interview.
        turns: its turns, in order.
        segments: its segments, in order; together they cover every turn.
        passages: its passages.
        tags: the tags of its passages.
        questions: text of a guide question by its id.
    """
    asked = {turn: s.question_id for s in segments for turn in range(s.first_turn, s.last_turn + 1)}
    key = {"interview_id": interview.interview_id}
    return {
        "interviews": _table("interviews", [asdict(interview)]),
        "turns": _table("turns", (key | asdict(t) | {"question_id": asked[t.turn]} for t in turns)),
        "segments": _table(
            "segments", (key | asdict(s) | {"question": _text(questions, s)} for s in segments)
        ),
        "passages": _table("passages", map(asdict, passages)),
        "tags": _table("tags", map(asdict, tags)),
    }


def interview_of(row: Mapping[str, Any]) -> Interview:
    """The interview of a row, which may have other columns too."""
    own = {field.name: row[field.name] for field in fields(Interview)}
    return Interview(**own | {"language": Language(row["language"]), "warnings": tuple(row["warnings"])})


def turn_of(row: Mapping[str, Any]) -> Turn:
    """The turn of a row, which may have other columns too."""
    return Turn(**{field.name: row[field.name] for field in fields(Turn)} | {"role": Role(row["role"])})


def _text(questions: Mapping[str, str], segment: Segment) -> str | None:
    return None if segment.question_id is None else questions[segment.question_id]


def _table(name: str, rows: Iterable[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])
