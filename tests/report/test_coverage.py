import pytest

from kgnlp.report import coverage
from tests.report.builders import Answer, Interviewed, a_guide, make_material

GUIDES = {"g1": a_guide()}


def asked(*question_ids: str | None, name: str = "a01", **changes: object) -> Interviewed:
    return Interviewed(name, [Answer(question_id, "Svar.") for question_id in question_ids], **changes)


@pytest.mark.parametrize(
    ("opened", "marks", "numbered"),
    [
        # nothing but talk outside the guide
        ((None,), "- - - - -", 0),
        # an item counts for its question, not for the other item
        (("2a",), "- A A - -", 1),
        # a question asked as a whole: its items not by themselves
        (("2",), "- A W W -", 1),
        # asked as a whole, then by an item
        (("2", "2b"), "- A W A -", 1),
        # twice is once
        (("1", "10", "1"), "A - - - A", 2),
    ],
)
def test_marks_of_an_interview(opened, marks, numbered):
    [guide] = coverage.cover(make_material(asked(*opened)), GUIDES)
    assert [question.question_id for question in guide.questions] == ["1", "2", "2a", "2b", "10"]
    [row] = guide.interviews
    letters = {"asked": "A", "whole": "W", "skipped": "-"}
    assert " ".join(letters[mark] for mark in row.marks) == marks
    assert (row.asked, row.questions) == (numbered, 3)


def test_how_many_were_asked():
    rows = [asked("1", "2a", name="a01"), asked("2", name="a02"), asked("1", name="a03")]
    [guide] = coverage.cover(make_material(*rows), GUIDES)
    counts = {q.question_id: (q.interviews, q.as_whole) for q in guide.questions}
    assert counts == {"1": (2, 0), "2": (2, 0), "2a": (1, 1), "2b": (0, 1), "10": (0, 0)}


def test_a_question_that_the_guide_does_not_know_stands_last():
    [guide] = coverage.cover(make_material(asked("1", "9x")), GUIDES)
    last = guide.questions[-1]
    assert (last.question_id, last.known, last.text, last.interviews) == ("9x", False, "Spørsmål 9x?", 1)
    assert guide.interviews[0].questions == 3


def test_a_guide_that_is_not_there_has_the_questions_of_its_interviews():
    [guide] = coverage.cover(make_material(asked("10", "2", guide="borte")), GUIDES)
    assert (guide.title, guide.known) == ("borte", False)
    assert [question.question_id for question in guide.questions] == ["2", "10"]


def test_many_interviews_are_shown_by_group(monkeypatch):
    monkeypatch.setattr(coverage, "MOST_ROWS", 2)
    rows = [
        asked("1", name="a01", group="VA"),
        asked("2", name="a02", group="VA"),
        asked("1", name="a03", group="KUBU"),
    ]
    [guide] = coverage.cover(make_material(*rows), GUIDES)
    assert [(group.group, group.interviews, group.asked) for group in guide.groups] == [
        ("KUBU", 1, (1, 0, 0, 0, 0)),
        ("VA", 2, (1, 1, 0, 0, 0)),
    ]


def test_few_interviews_are_shown_one_by_one():
    [guide] = coverage.cover(make_material(asked("1", name="a10"), asked("1", name="a9")), GUIDES)
    assert guide.groups == ()
    assert [row.interview_id for row in guide.interviews] == ["a9", "a10"]
