"""What a version keeps of what it learnt from, and when that is another."""

from dataclasses import replace
from pathlib import Path

import pytest

from kgnlp.decisions import Provenance
from kgnlp.domain import AnnotatedInterview, Role, Span, Stance
from kgnlp.training.gather import Labelled
from kgnlp.training.learnt import FILE, LearntInterview, data_hash, hashes_of, read_learnt, write_learnt
from tests.builders import an_interview, turns_of
from tests.training.labelled import TURNS, a_label


def a_labelled(*labels: object, **changes: object) -> Labelled:
    interview = an_interview(TURNS)
    annotated = AnnotatedInterview(interview, turns_of(interview), ("1",) * 4, (), ())
    annotated = replace(annotated, **changes)
    return Labelled(annotated, labels or (a_label(),), (), True, False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"present": False},
        {"stance": Stance.POSITIVE},
        {"evidence": (Span(20, 30),)},
        {"provenance": Provenance.DOUBLE},
        {"blind": True},
        {"theme": "star_group_risk"},
    ],
)
def test_another_label_is_another_hash(change: dict[str, object]) -> None:
    same, other = hashes_of(a_labelled()), hashes_of(a_labelled(a_label(**change)))
    assert same[:2] == other[:2]
    assert same[2] != other[2]


def test_when_and_by_how_many_it_was_decided_is_no_matter() -> None:
    later = a_label(decided_at=None, codebook_version=3, passage_id=None)
    assert data_hash([a_labelled()]) == data_hash([a_labelled(later)])


def test_other_questions_or_roles_are_another_hash() -> None:
    turns = list(turns_of(an_interview(TURNS)))
    turns[1] = replace(turns[1], role=Role.INTERVIEWER)
    hashes = {
        data_hash([one])
        for one in (
            a_labelled(),
            a_labelled(question_ids=("1", "1", "2", "2")),
            a_labelled(turns=tuple(turns)),
            replace(a_labelled(), questions_checked=False),
        )
    }
    assert len(hashes) == 4


def test_what_was_written_is_read_and_holds_no_text(tmp_path: Path) -> None:
    learnt = {"x01": LearntInterview(*hashes_of(a_labelled()), fold=3, turns=4, right_turns=2)}
    write_learnt(learnt, tmp_path)
    assert read_learnt(tmp_path) == learnt
    assert "Kaffen" not in (tmp_path / FILE).read_text("utf-8")
    assert read_learnt(tmp_path / "nosuch") == {}
