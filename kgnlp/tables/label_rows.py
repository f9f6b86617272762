"""Labelled interviews -> rows of the tables of a folder of labels, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from kgnlp.decisions import Label, LabelledInterview, Provenance
from kgnlp.domain import Span, Stance
from kgnlp.tables.rows import interview_of, turn_of
from kgnlp.tables.schemas import LABEL_SCHEMAS

Row = dict[str, Any]
Key = tuple[str, str]  # origin and interview_id


def label_tables(labelled: Sequence[LabelledInterview]) -> dict[str, pa.Table]:
    """The tables of a folder of labels, in the order of origin, interview and place.

    The names of reviewers are left out: how many they were is enough to train by.
    """
    rows: dict[str, list[Row]] = {name: [] for name in LABEL_SCHEMAS}
    for one in sorted(labelled, key=_key):
        origin, interview_id = _key(one)
        key = {"origin": origin, "interview_id": interview_id}
        known = {"questions_checked": one.questions_checked, "synthetic": one.synthetic}
        rows["interviews"].append(key | asdict(one.interview) | known)
        rows["turns"] += [
            key | asdict(turn) | {"question_id": question_id}
            for turn, question_id in zip(one.turns, one.question_ids, strict=True)
        ]
        ordered = sorted(one.labels, key=lambda label: (label.start, label.end, label.theme))
        rows["labels"] += [key | _label_row(label) for label in ordered]
    return {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in LABEL_SCHEMAS.items()}


def labelled_interviews(tables: Mapping[str, pa.Table]) -> tuple[LabelledInterview, ...]:
    """The interviews of a folder of labels, in their order."""
    turns, labels = (_by_interview(tables[name]) for name in ("turns", "labels"))
    return tuple(
        LabelledInterview(
            origin=row["origin"],
            interview=interview_of(row),
            turns=tuple(turn_of(turn) for turn in turns[_of(row)]),
            question_ids=tuple(turn["question_id"] for turn in turns[_of(row)]),
            questions_checked=row["questions_checked"],
            synthetic=row["synthetic"],
            labels=tuple(_label(label) for label in labels[_of(row)]),
        )
        for row in tables["interviews"].to_pylist()
    )


def _key(labelled: LabelledInterview) -> Key:
    return labelled.origin, labelled.interview.interview_id


def _of(row: Row) -> Key:
    return row["origin"], row["interview_id"]


def _by_interview(table: pa.Table) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in table.to_pylist():
        found[_of(row)].append(row)
    return found


def _label_row(label: Label) -> Row:
    return asdict(label) | {"is_audit": label.blind}


def _label(row: Row) -> Label:
    stance = row["stance"]
    return Label(
        interview_id=row["interview_id"],
        passage_id=row["passage_id"],
        start=row["start"],
        end=row["end"],
        theme=row["theme"],
        present=row["present"],
        stance=None if stance is None else Stance(stance),
        evidence=tuple(Span(span["start"], span["end"]) for span in row["evidence"]),
        provenance=Provenance(row["provenance"]),
        blind=row["is_audit"],
        reviewers=(),
        coders=row["coders"],
        codebook_version=row["codebook_version"],
        decided_at=row["decided_at"],
        decision_id=0,
    )
