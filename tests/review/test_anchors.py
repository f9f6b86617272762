"""Anchors are found again in the same text, in a corrected one, and said to be gone when they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.domain import Span
from kgnlp.review.anchors import Place, locate, make_anchor, move, text_hash
from tests.review.builders import TEXT, an_anchor

LINES = st.lists(st.text("abcæøå .😀", min_size=1, max_size=30), min_size=1, max_size=8)
ANSWER = "Vi møtes hver måned, og det tar tid."


def found(anchor, text):
    place = locate(anchor, text, text_hash(text))
    return None if place is None else text[place.start : place.end]


# the corrected transcript, and what the anchor of ANSWER is found as
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, ANSWER),
        ("Innledning.\n" + TEXT, ANSWER),  # moved
        (TEXT.replace("Hva gjør dere?", "?"), ANSWER),
        (
            TEXT.replace("måned, og", "måned,\nog"),
            "Vi møtes hver måned,\nog det tar tid.",
        ),  # cut in two turns
        (TEXT.replace("?\nVi", "? Vi"), ANSWER),  # joined with the turn before
        (TEXT.replace("møtes", "møttes"), "Vi møttes hver måned, og det tar tid."),  # a word corrected
        (TEXT.replace("hver måned", "hver eneste måned"), "Vi møtes hver eneste måned, og det tar tid."),
        (TEXT.replace(ANSWER, "Ja."), None),  # gone
        ("", None),
    ],
)
def test_corrected_transcripts(text, expected):
    assert found(an_anchor(), text) == expected


def test_the_repeated_answer_with_the_same_neighbours_is_taken():
    text = "Ett?\nJa.\nTo?\nJa.\nTre?\nJa."
    anchor = make_anchor("x", text, text.index("Ja.\nTre"), text.index("Ja.\nTre") + 3)
    moved = "Null?\nJa.\n" + text
    assert locate(anchor, moved, text_hash(moved)) == Place(
        moved.index("Ja.\nTre"), moved.index("\nTre"), True
    )


def test_short_answers_are_not_found_in_what_only_looks_like_them():
    text = "Er det slik?\nJa."
    anchor = make_anchor("x", text, text.index("Ja."), len(text))
    assert found(anchor, "Er det slik?\nNei.") is None


SEGMENT = "Vi møtes hver måned, og det tar tid.\nOg så?\nSå skriver vi det samme to ganger."


# the corrected transcript, and what a stretch of three turns is found as
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Innledning.\n" + TEXT, SEGMENT),
        (TEXT.replace("møtes", "treffes"), SEGMENT.replace("møtes", "treffes")),
        (
            TEXT.replace("det samme to", "det samme om igjen to"),
            SEGMENT.replace("det samme to", "det samme om igjen to"),
        ),
        # a turn more in the middle is part of it
        (TEXT.replace("Og så?", "Hm.\nOg så da?"), SEGMENT.replace("Og så?", "Hm.\nOg så da?")),
        (
            TEXT.replace("Vi møtes hver måned, og det tar tid.", "Nei."),
            "Og så?\nSå skriver vi det samme to ganger.",
        ),
        # most of it is gone
        ("Hva gjør dere?\nNoe helt annet, som ingen har sagt.\nOg så?\nEnda mer av det.", None),
    ],
)
def test_a_stretch_of_turns_is_found_from_its_first_to_its_last(text, expected):
    assert found(an_anchor(SEGMENT), text) == expected


def test_evidence_moves_with_its_passage():
    anchor = an_anchor()
    evidence = Span(TEXT.index("det tar tid"), TEXT.index("det tar tid") + len("det tar tid"))
    for text in ("Først.\n" + TEXT, TEXT.replace("møtes", "treffes"), TEXT.replace("tar tid.", "tar tida.")):
        place = locate(anchor, text, text_hash(text))
        moved = move(evidence, anchor, place, text)
        assert text[moved.start : moved.end].startswith("det tar tid")


def test_evidence_that_is_gone_is_gone():
    text = TEXT.replace("og det tar tid", "og så videre der")
    anchor = an_anchor()
    place = locate(anchor, text, text_hash(text))
    assert place is not None
    evidence = Span(TEXT.index("det tar tid"), TEXT.index("det tar tid") + 11)
    assert move(evidence, anchor, place, text) is None


@given(LINES, st.data())
def test_every_anchor_is_found_in_its_own_text(lines, data):
    text = "\n".join(lines)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    anchor = make_anchor("x", text, start, end)
    assert locate(anchor, text, text_hash(text)) == Place(start, end, unchanged=True)


@given(LINES, LINES, LINES, st.data())
def test_text_put_before_and_after_only_moves_it(before, lines, after, data):
    text = "\n".join(lines)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    moved = "\n".join([*before, *lines, *after])
    place = locate(make_anchor("x", text, start, end), moved, text_hash(moved))
    assert place is not None
    assert moved[place.start : place.end].replace("\n", " ") == text[start:end].replace("\n", " ")
