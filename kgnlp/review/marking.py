"""Text cut at the ends of marked stretches, so that overlapping marks can be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kgnlp.domain import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch with the name of its mark: a theme."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the names of the marks that it carries."""

    text: str
    names: tuple[str, ...]


def pieces(text: str, start: int, end: int, marks: Iterable[Marked]) -> list[Piece]:
    """``text[start:end]`` in pieces; marks outside are left out, marks across are cut."""
    inside = [mark for mark in marks if mark.span.start < end and mark.span.end > start]
    cuts = {start, end}
    for mark in inside:
        cuts |= {max(mark.span.start, start), min(mark.span.end, end)}
    places = sorted(cuts)
    return [
        Piece(
            text[a:b],
            tuple(dict.fromkeys(mark.name for mark in inside if mark.span.start <= a and mark.span.end >= b)),
        )
        for a, b in pairwise(places)
    ]
