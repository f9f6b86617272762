"""The labels of a run: what training reads of the review."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kgnlp.decisions import Decision, DecisionKind, Label, LabelledInterview
from kgnlp.review.corpus import load_corpus
from kgnlp.review.store.database import Database
from kgnlp.review.store.decisions import DecisionStore
from kgnlp.review.work import Work
from kgnlp.tables import Store, interview_of

_QUESTIONS = frozenset({DecisionKind.QUESTION_SET, DecisionKind.SPLIT, DecisionKind.JOINED})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review says of a run's interviews."""

    interviews: tuple[LabelledInterview, ...]  # those of which it says anything
    gone: tuple[Decision, ...]  # decisions whose text is no longer in the transcripts
    open: int  # themes on passages where coders differ, which are not settled


def load_labels(tables: Store, database: Database) -> tuple[list[Label], tuple[Decision, ...]]:
    """The current labels of a run, by interview and place, and the decisions whose text is gone.

    Labels with ``blind`` are of the blind audit: for evaluation, never for training.

    Args:
        tables: of the run; labels stand where the text stands in them now.
        database: the store of decisions.

    Raises:
        TableError: the run's tables are missing or of another schema.
    """
    work = _work(tables, database)
    return work.labels(), work.gone


def load_reviewed(tables: Store, database: Database) -> Reviewed:
    """The interviews of a run with their labels, and questions and roles as people corrected them.

    Where no one set a question or cut a segment, the questions are the machine's. Raises TableError; see
    load_labels.
    """
    work = _work(tables, database)
    labels: dict[str, list[Label]] = defaultdict(list)
    for label in work.labels():
        labels[label.interview_id].append(label)
    found = [
        _labelled(work, row, tuple(labels[row["interview_id"]]), origin_of(tables))
        for row in tables.read("interviews").to_pylist()
    ]
    said = tuple(one for one in found if one.labels or one.questions_checked)
    return Reviewed(said, work.gone, len(work.differing))


def origin_of(tables: Store) -> str:
    """A name for the review of this output folder that says nothing of where it is."""
    return f"review-{hashlib.sha256(str(tables.folder.resolve()).encode()).hexdigest()[:8]}"


def _work(tables: Store, database: Database) -> Work:
    corpus = load_corpus(tables)
    decisions = DecisionStore(database).since()
    decided = [decision.theme for decision in decisions if decision.theme]
    work = Work(corpus, tuple(dict.fromkeys([*corpus.tags.themes, *decided])))
    work.add(decisions)
    return work


def _labelled(work: Work, row: dict[str, Any], labels: Sequence[Label], origin: str) -> LabelledInterview:
    interview_id = row["interview_id"]
    outline = work.outline(work.corpus.interview_number[interview_id])
    corrections = work.corrections.get(interview_id, ())
    return LabelledInterview(
        origin=origin,
        interview=interview_of(row),
        turns=outline.turns,
        question_ids=tuple(
            segment.question_id
            for segment in outline.segments
            for _ in range(segment.first_turn, segment.last_turn + 1)
        ),
        questions_checked=any(decision.kind in _QUESTIONS for decision in corrections),
        synthetic=False,  # a run does not know
        labels=tuple(labels),
    )
