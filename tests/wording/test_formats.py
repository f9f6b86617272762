import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.wording.formats import (
    clock,
    date,
    decimal,
    in_sentence,
    order,
    percent,
    shorten,
    shorten_all,
    whole,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # thousands stand apart by a space that does not break
        (whole(1234), "1\u00a0234"),
        (whole(1234567), "1\u00a0234\u00a0567"),
        (whole(999), "999"),
        # the sign is a minus, not a hyphen
        (whole(-5), "−5"),
        (decimal(1234.56), "1\u00a0234,6"),
        (decimal(0.0), "0,0"),
        (decimal(2.345, 2), "2,35"),
        # nothing to divide by is no number
        (decimal(None), "–"),
        (decimal(float("nan")), "–"),
        (percent(0.125, 1), "12,5\u00a0%"),
        (percent(1.0), "100\u00a0%"),
        (percent(None), "–"),
        (date(dt.date(2024, 2, 13)), "13.02.2024"),
        (date(None), "–"),
        (clock(245.0), "4:05"),
        # hours only where there are any
        (clock(3845.9), "1:04:05"),
        (clock(0.0), "0:00"),
        (in_sentence("Dublering"), "dublering"),
        # an abbreviation keeps its capitals
        (in_sentence("KI-bruk"), "KI-bruk"),
        (in_sentence(""), ""),
        (shorten("kort", 10), "kort"),
        # cut at a word, without the comma before it
        (shorten("møter, saker og planer", 12), "møter…"),
        # a single long word is cut inside
        (shorten("a" * 30, 5), "aaaa…"),
    ],
)
def test_written_as_norwegians_write_it(written, expected):
    assert written == expected


def test_a_recording_without_times_has_no_clock():
    assert clock(None) is None
    assert clock(float("nan")) is None


@pytest.mark.parametrize(
    "ordered",
    [
        # æ, ø, å end the alphabet, in that order
        ["ZEBRA", "Ærlig", "Økt", "Åpen"],
        # numbers by size, items after their question
        ["1", "2", "2a", "2b", "10"],
        ["a2", "a10", "a100"],
        # Swedish and German letters with the Norwegian ones they sound like
        ["ærlig", "ärlig 2", "ø", "ö 2", "å"],
    ],
)
def test_order_is_norwegian(ordered):
    shuffled = ordered[::-1]
    assert sorted(shuffled, key=order) == ordered


@given(st.lists(st.text(), max_size=20))
def test_any_texts_can_be_ordered(texts):
    ordered = sorted(texts, key=order)
    assert [order(text) for text in ordered] == sorted(order(text) for text in texts)


@given(
    st.lists(st.text(st.sampled_from("abc æø"), max_size=30), max_size=12, unique=True), st.integers(8, 20)
)
def test_shortened_labels_stay_apart(texts, length):
    short = shorten_all(texts, length)
    assert len(set(short)) == len(texts)
    assert all(len(label) <= length for label in short)
