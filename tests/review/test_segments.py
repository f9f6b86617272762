"""Corrections laid over the segments and roles of a run."""

import pytest

from kgnlp.decisions import DecisionKind
from kgnlp.domain import Role
from kgnlp.review.anchors import text_hash
from kgnlp.review.segments import ShownSegment, correct
from tests.builders import an_interview, turns_of
from tests.review.builders import a_decision, an_anchor

LINES = ("Hva gjør dere?", "Vi møtes.", "Hvor ofte?", "Hver uke.", "Og så?", "Så skriver vi.")
INTERVIEW = an_interview(LINES)
SEGMENTS = (ShownSegment("1", 0, 1, 0.9), ShownSegment("2", 2, 5, 0.8))


def at(line, last=None):
    quote = line if last is None else INTERVIEW.text[INTERVIEW.text.index(line) :][:None]
    if last is not None:
        end = INTERVIEW.text.index(last) + len(last)
        quote = INTERVIEW.text[INTERVIEW.text.index(line) : end]
    return an_anchor(quote, INTERVIEW.text)


def made(kind, anchor, value="", note=""):
    return a_decision(kind, anchor=anchor, value=value, note=note, theme=None)


def outline(*corrections, text=INTERVIEW.text):
    return correct(turns_of(INTERVIEW), SEGMENTS, corrections, text, text_hash(text))


# the corrections, and (question, first turn, last turn) of the segments
@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        ([], [("1", 0, 1), ("2", 2, 5)]),
        ([made("question_set", at("Hvor ofte?", "Så skriver vi."), "3")], [("1", 0, 1), ("3", 2, 5)]),
        ([made("question_set", at("Hva gjør dere?", "Vi møtes."))], [(None, 0, 1), ("2", 2, 5)]),
        # a span across the run's segments: the person's stands, and is one segment
        (
            [made("question_set", at("Vi møtes.", "Hver uke."), "3")],
            [("1", 0, 0), ("3", 1, 3), ("2", 4, 5)],
        ),
        ([made("split", at("Og så?"))], [("1", 0, 1), ("2", 2, 3), ("2", 4, 5)]),
        ([made("split", at("Og så?")), made("joined", at("Og så?"))], [("1", 0, 1), ("2", 2, 5)]),
        ([made("joined", at("Hvor ofte?"))], [("1", 0, 5)]),
        ([made("joined", at("Hva gjør dere?"))], [("1", 0, 1), ("2", 2, 5)]),  # nothing before the first
        (
            [made("split", at("Og så?")), made("question_set", at("Og så?", "Så skriver vi."), "4")],
            [("1", 0, 1), ("2", 2, 3), ("4", 4, 5)],
        ),
    ],
)
def test_corrections(corrections, expected):
    found = outline(*corrections)
    assert [(s.question_id, s.first_turn, s.last_turn) for s in found.segments] == expected
    assert [found.segment_of(turn) for turn in range(6)] == [
        number for number, (_, first, last) in enumerate(expected) for _ in range(first, last + 1)
    ]


def test_what_a_person_set_has_no_confidence_of_the_machine():
    found = outline(made("question_set", at("Hvor ofte?", "Så skriver vi."), "3"))
    assert [segment.confidence for segment in found.segments] == [0.9, None]


def test_roles_of_a_speaker_and_of_one_turn():
    speaker = made("role_set", at("Vi møtes."), "interviewer", note="informant")
    assert {turn.role for turn in outline(speaker).turns} == {Role.INTERVIEWER}
    one = made("role_set", at("Hver uke."), "interviewer")
    assert [turn.turn for turn in outline(one).turns if turn.role is Role.INFORMANT] == [1, 5]


def test_a_correction_whose_words_are_gone_changes_nothing():
    gone = made(
        "split",
        an_anchor(
            "Noe som aldri ble sagt her, i det hele tatt.", "Noe som aldri ble sagt her, i det hele tatt."
        ),
    )
    assert outline(gone) == outline()


def test_kinds_are_those_that_are_laid():
    from kgnlp.review.segments import _LAY, CORRECTIONS

    assert {*_LAY, DecisionKind.ROLE_SET} == CORRECTIONS
