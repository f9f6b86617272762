"""What training gets of a review."""

from dataclasses import replace

import pytest

from kgnlp.decisions import DecisionKind, Layer, Provenance
from kgnlp.domain import Role, Span, Stance
from kgnlp.review import deciding
from kgnlp.review.deciding import Sent
from kgnlp.review.labelling import Reviewed, load_reviewed, origin_of
from kgnlp.review.store import Draft
from tests.review.tables import a_desk, blind
from tests.review.test_queue import say


def reviewed(desk) -> Reviewed:
    return load_reviewed(desk.tables, desk.database)


def correct(desk, turn: int, kind: DecisionKind, value: str) -> None:
    work = desk.work()
    place = work.outline(0).turns[turn]
    decision = deciding.on_span(desk, work, Sent("kari", ""), 0, Span(place.start, place.end), kind)
    desk.keep(Draft(replace(decision, layer=Layer.SHARED, value=value)))


def test_only_what_was_decided_is_labelled(desk) -> None:
    assert reviewed(desk).interviews == ()
    say(desk, "x01:0:0")
    say(desk, "x01:1:0", rejected=True)
    [one] = reviewed(desk).interviews
    assert one.interview.interview_id == "x01"
    assert one.origin == origin_of(desk.tables)
    assert not one.questions_checked
    assert [(label.passage_id, label.theme, label.present) for label in one.labels] == [
        ("x01:0:0", "dublering", True),
        ("x01:1:0", "dublering", False),
    ]
    first = one.labels[0]
    assert one.interview.text[first.start : first.end] == "Vi møtes hver måned, og det tar tid."
    assert [one.interview.text[span.start : span.end] for span in first.evidence] == ["det tar tid"]


# what kari and ola say, how many labels follow, and what they rest on
@pytest.mark.parametrize(
    ("kari", "ola", "expected"),
    [
        ({"stance": Stance.NEGATIVE}, None, [(True, Provenance.SINGLE, 1)]),
        ({"stance": Stance.NEGATIVE}, {"stance": Stance.NEGATIVE}, [(True, Provenance.DOUBLE, 2)]),
        ({"rejected": True}, {"rejected": True}, [(False, Provenance.DOUBLE, 2)]),
        # coders who differ make no label
        ({"rejected": True}, {"stance": Stance.NEGATIVE}, []),
    ],
)
def test_provenance_carries_over(desk, kari, ola, expected) -> None:
    say(desk, "x01:0:0", **kari)
    if ola:
        say(desk, "x01:0:0", reviewer="ola", **ola)
    found = reviewed(desk)
    labels = [label for one in found.interviews for label in one.labels]
    assert [(label.present, label.provenance, label.coders) for label in labels] == expected
    assert found.open == (not expected)


def test_what_was_settled_stands(desk) -> None:
    say(desk, "x01:0:0", rejected=True)
    say(desk, "x01:0:0", reviewer="ola")
    say(desk, "x01:0:0", reviewer="liv", stance=Stance.MIXED, layer=Layer.ADJUDICATED)
    [label] = reviewed(desk).interviews[0].labels
    assert (label.provenance, label.stance) == (Provenance.ADJUDICATED, Stance.MIXED)


def test_a_theme_that_was_added_and_changed_evidence_carry_over(desk) -> None:
    work = desk.work()
    start = int(work.corpus.start[0])
    say(desk, "x01:3:0", "toppforankring", stance=Stance.POSITIVE)
    say(desk, "x01:0:0", stance=Stance.POSITIVE, evidence=[Span(start, start + 8)])
    changed, added = reviewed(desk).interviews[0].labels
    assert (changed.stance, changed.evidence) == (Stance.POSITIVE, (Span(start, start + 8),))
    assert (added.theme, added.present, added.stance) == ("toppforankring", True, Stance.POSITIVE)


def test_an_undone_decision_labels_nothing(desk) -> None:
    say(desk, "x01:0:0")
    desk.decisions.undo("kari")
    assert reviewed(desk).interviews == ()


def test_the_blind_audit_is_told_apart(tmp_path) -> None:
    desk = blind(a_desk(tmp_path), "x01:0:0")
    say(desk, "x01:0:0")
    say(desk, "x01:1:0", rejected=True)
    assert [label.blind for label in reviewed(desk).interviews[0].labels] == [True, False]
    desk.database.close()


def test_corrected_questions_and_roles_are_read(desk) -> None:
    correct(desk, 3, DecisionKind.QUESTION_SET, "1")
    [one] = reviewed(desk).interviews
    assert one.questions_checked
    assert one.question_ids[:4] == ("1", "1", "2a", "1")
    correct(desk, 1, DecisionKind.ROLE_SET, "interviewer")
    assert reviewed(desk).interviews[0].turns[1].role is Role.INTERVIEWER


def test_the_origin_says_nothing_of_where_the_folder_is(desk) -> None:
    assert origin_of(desk.tables).startswith("review-")
    assert str(desk.tables.folder) not in origin_of(desk.tables)
