"""What a model version learnt from: ids, hashes and folds of interviews, kept with it; no text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kgnlp.decisions import Label
from kgnlp.training.gather import Labelled

FILE = "learnt.json"


@dataclass(frozen=True, slots=True)
class LearntInterview:
    """An interview that a version learnt from."""

    text: str  # SHA-256 of the canonical text, hex
    questions: str  # the same of its turns and their questions
    labels: str  # the same of its labels
    fold: int  # in which it was held out
    turns: int  # of which it was asked unseen which question they are on; 0 where it was not
    right_turns: int  # of these, those on the right one


def hashes_of(labelled: Labelled) -> tuple[str, str, str]:
    """Hashes of text, of turns with questions, and of labels."""
    annotated = labelled.annotated
    turns = [(turn.start, turn.end, turn.role.value) for turn in annotated.turns]
    labels = [
        (one.start, one.end, one.theme, one.present, one.stance, one.provenance, one.blind, _spans(one))
        for one in labelled.labels or ()
    ]
    marks = [asdict(mark) for mark in annotated.marks]
    return (
        _hash(annotated.interview.text),
        _hash([turns, annotated.question_ids, labelled.questions_checked]),
        _hash([labels, marks, labelled.themes]),
    )


def data_hash(labelled: Sequence[Labelled]) -> str:
    """SHA-256 of all that is learnt from, hex."""
    guides = [one.annotated.interview.guide for one in labelled]
    return _hash(
        [(one.interview_id, guide, *hashes_of(one)) for one, guide in zip(labelled, guides, strict=True)]
    )


def write_learnt(learnt: Mapping[str, LearntInterview], version_folder: Path) -> None:
    """Keep it in the folder of a version."""
    content = {name: asdict(one) for name, one in learnt.items()}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    (version_folder / FILE).write_text(text + "\n", "utf-8")


def keeps_what_it_learnt(version_folder: Path) -> bool:
    """Whether a version says what it learnt from; those of earlier kgnlp don't."""
    return (version_folder / FILE).is_file()


def read_learnt(version_folder: Path) -> dict[str, LearntInterview]:
    """By id of the interview; empty where the version does not say."""
    if not keeps_what_it_learnt(version_folder):
        return {}
    content = json.loads((version_folder / FILE).read_text("utf-8"))
    return {name: LearntInterview(**row) for name, row in content.items()}


def _spans(label: Label) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in label.evidence]


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
