from hypothesis import given
from hypothesis import strategies as st

from kgnlp.domain import Span
from kgnlp.review.marking import Marked, pieces

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from("ab")).map(
        lambda s: Marked(Span(min(s[:2]), max(s[:2])), s[2])
    ),
    max_size=6,
)


@given(SPANS, st.integers(0, 30), st.integers(0, 30))
def test_every_character_carries_just_the_marks_it_is_in(marks, one, other):
    text = "åéø😀" * 8
    start, end = sorted((one, other))
    found = pieces(text, start, end, marks)
    assert "".join(piece.text for piece in found) == text[start:end]
    at = start
    for piece in found:
        for _ in piece.text:
            inside = {m.name for m in marks if m.span.start <= at < m.span.end}
            assert set(piece.names) == inside
            at += 1
