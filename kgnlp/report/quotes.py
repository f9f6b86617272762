"""The strongest quotes of a theme: both sides of it, and not all from one interview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from kgnlp.report.counts import STANCES
from kgnlp.report.material import Material
from kgnlp.wording.formats import clock

PER_STANCE = 3  # quotes of a theme and stance: enough to compare, few enough to read
_ALONE = 12  # words: a shorter answer is seldom understood without its question
_WORDS = 110  # longer passages are cut to their evidence with what stands around it


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote."""

    text: str
    evidence: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that is tagged with a theme, and where it stands."""

    interview_id: str
    group: str
    phase: str
    role: str  # of the informant: names of speakers stay out of the report
    guide: str
    question_id: str | None
    time: str | None  # where the turn begins in the recording
    language: str
    stance: str
    probability: float
    stance_probability: float
    needs_review: bool
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


def strongest(material: Material, theme: str) -> dict[str, list[Quote]]:
    """The quotes of a theme by stance, the most probable first.

    An interview gives a second quote to a stance only when no other has any. Before that, passages that need
    no review go first, then those long enough to stand alone, then the higher probability of theme and
    stance together.
    """
    tagged = material.tagged
    of_theme = tagged[tagged["theme"] == theme].copy()
    of_theme["strength"] = of_theme["probability"].astype(float) * of_theme["stance_probability"].astype(
        float
    )
    found: dict[str, list[Quote]] = {}
    for stance in STANCES:
        ranked = _rank(of_theme[of_theme["stance"] == stance]).head(PER_STANCE)
        if len(ranked):
            placed = ranked.merge(
                material.turns[["interview_id", "turn", "begins_s"]], on=["interview_id", "turn"], how="left"
            )
            found[stance] = [_quote(row) for row in placed.to_dict("records")]
    return found


def _rank(rows: pd.DataFrame) -> pd.DataFrame:
    by_strength = rows.assign(short=rows["words"] < _ALONE).sort_values(
        ["needs_review", "short", "strength", "interview_id", "start"],
        ascending=[True, True, False, True, True],
    )
    nth_of_interview = by_strength.groupby("interview_id").cumcount()
    return by_strength.assign(nth=nth_of_interview).sort_values("nth", kind="stable")


def _quote(row: dict[Any, Any]) -> Quote:
    offset = row["start"]
    spans = _merged([(e["start"] - offset, e["end"] - offset) for e in row["evidence"]], len(row["text"]))
    start, end = _window(row["text"], spans)
    return Quote(
        interview_id=row["interview_id"],
        group=row["group"],
        phase=row["phase"],
        role=row["role"],
        guide=row["guide"],
        question_id=row["question_id"] if isinstance(row["question_id"], str) else None,
        time=clock(row["begins_s"]),
        language=row["language"],
        stance=row["stance"],
        probability=float(row["probability"]),
        stance_probability=float(row["stance_probability"]),
        needs_review=bool(row["needs_review"]),
        pieces=cut_into_pieces(row["text"], spans, start, end),
        cut_before=start > 0,
        cut_after=end < len(row["text"]),
    )


def cut_into_pieces(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Piece, ...]:
    """The text from start to end in stretches, those of the spans marked as evidence.

    Args:
        text: the passage.
        spans: evidence in it, in order and apart from each other.
        start: first code point of the passage to show.
        end: the code point after the last.
    """
    borders = [
        (start, start),
        *((max(a, start), min(b, end)) for a, b in spans if a < end and b > start),
        (end, end),
    ]
    pieces: list[Piece] = []
    for (_, before), (begins, ends) in pairwise(borders):
        pieces += [Piece(text[before:begins], evidence=False), Piece(text[begins:ends], evidence=True)]
    return tuple(piece for piece in pieces if piece.text)


def _merged(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Spans in order, clipped to the text, overlapping and touching ones as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(b, length)) for a, b in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """What of a long passage is shown: whole words around the first evidence, at most _WORDS of them."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if len(words) <= _WORDS:
        return 0, len(text)
    first_evidence = spans[0][0] if spans else 0
    last_evidence = spans[-1][1] if spans else 0
    first = sum(end <= first_evidence for _, end in words)
    last = max(first + 1, sum(start < last_evidence for start, _ in words))
    room = max(0, _WORDS - (last - first))
    begin = max(0, min(first - room // 2, len(words) - _WORDS))
    stop = min(len(words), begin + _WORDS)
    return words[begin][0], words[stop - 1][1]
