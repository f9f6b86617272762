"""Where a decision stands in the text of an interview, now and after the transcript was corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from operator import eq

from rapidfuzz import fuzz, process

from kgnlp.decisions import Anchor
from kgnlp.domain import Span

_CONTEXT = 60  # code points kept on either side; enough to tell repeated short answers apart
# Likeness (0 to 100) at which a changed stretch counts as the same. benchmarks/review_anchoring.py: with a
# tenth of the words changed 99 % are found and none elsewhere; of passages that are gone 0.5 % are.
_LEAST_LIKENESS = 75
_LEAST_QUOTE = 12  # code points; a shorter quote must be found as it is ("Ja." is like too much)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor was found."""

    start: int
    end: int
    unchanged: bool  # whether the text there is the quote itself


def text_hash(text: str) -> str:
    """SHA-256 of a canonical text, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def make_anchor(interview_id: str, text: str, start: int, end: int, sha256: str | None = None) -> Anchor:
    """The anchor of ``text[start:end]``; the text's hash may be given where it is known."""
    return Anchor(
        interview_id=interview_id,
        start=start,
        end=end,
        quote=text[start:end],
        before=text[max(start - _CONTEXT, 0) : start],
        after=text[end : end + _CONTEXT],
        text_sha256=sha256 or text_hash(text),
    )


def locate(anchor: Anchor, text: str, sha256: str) -> Place | None:
    """Where the anchor stands in a text; None where its words are gone.

    Args:
        anchor: made on this text or an earlier one of the interview.
        text: the canonical text now.
        sha256: its hash.
    """
    if anchor.text_sha256 == sha256:
        return Place(anchor.start, anchor.end, unchanged=True)
    # A turn that was cut in two, or joined, is the same text with other line ends.
    line, quote = text.replace("\n", " "), anchor.quote.replace("\n", " ")
    found = list(_occurrences(line, quote)) if quote else []
    if found:
        start = max(found, key=lambda at: _fit(anchor, line, at))
        return Place(start, start + len(quote), unchanged=True)
    return _stretch(anchor, text, sha256) if "\n" in anchor.quote else _alike(anchor, text)


def move(span: Span, anchor: Anchor, place: Place, text: str) -> Span | None:
    """A span inside the anchor, such as evidence, in the text where the anchor was found; None where gone."""
    offset = place.start - anchor.start
    if place.unchanged:
        return Span(span.start + offset, span.end + offset)
    piece = anchor.quote[span.start - anchor.start : span.end - anchor.start]
    there = text[place.start : place.end]
    at = there.find(piece)
    if at >= 0:
        return Span(place.start + at, place.start + at + len(piece))
    alike = fuzz.partial_ratio_alignment(piece, there, score_cutoff=_LEAST_LIKENESS)
    if alike is None or alike.dest_start == alike.dest_end:
        return None
    return Span(place.start + alike.dest_start, place.start + alike.dest_end)


def _stretch(anchor: Anchor, text: str, sha256: str) -> Place | None:
    """A stretch of several turns, of which some were corrected: from the first to the last that is found.

    Half of its turns must be found, one after another: else the stretch is gone.
    """
    pieces = list(_lines(anchor))
    found: list[Place] = []
    for piece in pieces:
        place = locate(piece, text, sha256)
        if place is not None and (not found or place.start >= found[-1].end):
            found.append(place)
    if 2 * len(found) < len(pieces):
        return None
    return Place(found[0].start, found[-1].end, unchanged=False)


def _lines(anchor: Anchor) -> Iterator[Anchor]:
    """Each turn of a stretch as an anchor of its own."""
    at = 0
    for line in anchor.quote.split("\n"):
        end = at + len(line)
        yield Anchor(
            interview_id=anchor.interview_id,
            start=anchor.start + at,
            end=anchor.start + end,
            quote=line,
            before=(anchor.before + anchor.quote[:at])[-_CONTEXT:],
            after=(anchor.quote[end:] + anchor.after)[:_CONTEXT],
            text_sha256=anchor.text_sha256,
        )
        at = end + 1


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _fit(anchor: Anchor, text: str, at: int) -> tuple[int, int]:
    """How much of the context is the same on either side; then how near to the old place."""
    before = text[max(at - _CONTEXT, 0) : at]
    after = text[at + len(anchor.quote) : at + len(anchor.quote) + _CONTEXT]
    same = _same(before[::-1], anchor.before.replace("\n", " ")[::-1]) + _same(
        after, anchor.after.replace("\n", " ")
    )
    return same, -abs(at - anchor.start)


def _same(one: str, other: str) -> int:
    return sum(takewhile(bool, map(eq, one, other)))


def _alike(anchor: Anchor, text: str) -> Place | None:
    """The turn most like the quote, or the part of a turn."""
    if len(anchor.quote) < _LEAST_QUOTE:
        return None
    lines = text.split("\n")
    # A turn much shorter than the quote would be found inside it, whatever it says.
    choices = [line if len(line) * 2 > len(anchor.quote) else "" for line in lines]
    best = process.extractOne(anchor.quote, choices, scorer=fuzz.partial_ratio, score_cutoff=_LEAST_LIKENESS)
    if best is None:
        return None
    line, _, number = best
    start = sum(len(earlier) + 1 for earlier in lines[:number])
    if len(line) <= len(anchor.quote) or fuzz.ratio(anchor.quote, line) >= _LEAST_LIKENESS:
        return Place(start, start + len(line), unchanged=False)
    part = fuzz.partial_ratio_alignment(anchor.quote, line)
    if part is None:
        return None
    return Place(start + part.dest_start, start + _word_end(line, part.dest_end), unchanged=False)


def _word_end(line: str, at: int) -> int:
    """The end of the word that an offset is in."""
    return at + sum(1 for _ in takewhile(str.isalnum, line[at:]))
