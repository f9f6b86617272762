"""What is missing before a version can be trained."""

import pytest

from kgnlp.decisions import Provenance
from kgnlp.domain import AnnotatedInterview, Mark, Stance
from kgnlp.settings import NewThemeSettings
from kgnlp.training.gather import Labelled
from kgnlp.training.sufficiency import LabelCount, ThemeCount, count, missing
from tests.builders import an_interview, turns_of
from tests.training.labelled import TURNS, a_label

ENOUGH = ThemeCount("duplication", present=20, absent=100, interviews=8, audit=0, sure=0)


def a_count(**changes: object) -> LabelCount:
    fields: dict[str, object] = {"interviews": 12, "with_questions": 12, "synthetic": 0, "themes": (ENOUGH,)}
    return LabelCount(**(fields | changes))  # type: ignore[arg-type]


def a_theme(**changes: object) -> tuple[ThemeCount, ...]:
    fields = {"theme": "duplication", "present": 20, "absent": 100, "interviews": 8, "audit": 0, "sure": 0}
    return (ThemeCount(**(fields | changes)),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "has_version", "words"),
    [
        ({}, False, []),
        ({"interviews": 9}, True, ["9 interviews with labels"]),
        # without questions that people set, the segmentation of the current version is kept
        ({"with_questions": 3}, True, []),
        ({"with_questions": 3}, False, ["3 interviews whose questions people set"]),
        ({"themes": a_theme(present=9)}, True, ["duplication in 9 passages of 8 interviews"]),
        ({"themes": a_theme(interviews=2)}, True, ["20 passages of 2 interviews"]),
        ({"themes": a_theme(absent=4)}, True, ["rejected in 4 passages"]),
    ],
)
def test_what_is_missing_is_said(changes: dict[str, object], has_version: bool, words: list[str]) -> None:
    found = missing(a_count(**changes), has_version, NewThemeSettings())
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


def test_labels_are_counted_by_theme_and_kind() -> None:
    interview = an_interview(TURNS)
    annotated = AnnotatedInterview(interview, turns_of(interview), ("1",) * 4, (), ())
    labels = (
        a_label(),
        a_label(turn=3, present=False, provenance=Provenance.ADJUDICATED),
        a_label(theme="star_group_risk", blind=True),
    )
    found = count([Labelled(annotated, labels, (), False, True)], ["duplication", "star_group_risk"])
    assert found.themes == (
        ThemeCount("duplication", present=1, absent=1, interviews=1, audit=0, sure=1),
        ThemeCount("star_group_risk", present=0, absent=0, interviews=0, audit=1, sure=0),
    )
    assert (found.interviews, found.with_questions, found.synthetic) == (1, 0, 1)
    assert (found.labels, found.audit, found.sure) == (2, 1, 1)


def test_annotated_interviews_are_counted_turn_by_turn() -> None:
    interview = an_interview(TURNS)
    turns = turns_of(interview)
    mark = Mark("duplication", Stance.NEGATIVE, turns[1].start, turns[1].start + 4)
    annotated = AnnotatedInterview(interview, turns, ("1",) * 4, (mark,), ())
    found = count([Labelled(annotated, None, ("duplication",), True, True)], ["duplication"])
    assert found.themes == (ThemeCount("duplication", 1, 1, 1, 0, 0),)


def test_the_blind_audit_alone_is_nothing_to_train_on() -> None:
    interview = an_interview(TURNS)
    annotated = AnnotatedInterview(interview, turns_of(interview), ("1",) * 4, (), ())
    found = count([Labelled(annotated, (a_label(blind=True),), (), True, False)], ["duplication"])
    assert found.interviews == 0
