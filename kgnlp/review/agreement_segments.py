"""How far coders agree in each segment: whether a theme is there, all themes of its passages together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgnlp.review.agreement import Agreement, Unit, agree
from kgnlp.review.desk import Desk
from kgnlp.review.labels import ItemKey, verdict
from kgnlp.review.work import ADJUDICATED, Work
from kgnlp.wording.formats import order


@dataclass(frozen=True, slots=True)
class DecidedSegment:
    """A segment, and what two or more coders said in it before they could see each other's word."""

    interview_id: str
    number: int
    question_id: str | None
    units: tuple[Unit, ...]
    differing: int  # units on which they differ


def decided_segments(desk: Desk, work: Work) -> tuple[DecidedSegment, ...]:
    """The segments that coders decided in, as corrected; those where they differ most first."""
    stamp = (work.corpus.generation, len(work.opened), work.corrected_at)
    return desk.reckon("segments", stamp, lambda: _decided_segments(work))


def segment_agreement(segment: DecidedSegment) -> Agreement:
    """How far coders agree in a segment; ``interviews`` are its passages, drawn for the intervals."""
    return agree(segment.units, 2)


def _decided_segments(work: Work) -> tuple[DecidedSegment, ...]:
    by_segment: dict[tuple[str, int], list[Unit]] = {}
    questions: dict[tuple[str, int], str | None] = {}
    for key, views in list(work.opened.items()):
        said = sorted((n, verdict(one.decision)) for n, one in views.items() if n != ADJUDICATED)
        values = tuple((name, int(value is not None)) for name, value in said)
        number, question_id = _segment(work, key)
        place = (key.interview_id, number)
        # Passages are what is drawn within a segment, so they stand where the interview else does.
        by_segment.setdefault(place, []).append(Unit(f"{key.start}-{key.end}", values))
        questions[place] = question_id
    found = [_decided(*place, questions[place], units) for place, units in by_segment.items()]
    return tuple(sorted(found, key=lambda one: (-one.differing, order(one.interview_id), one.number)))


def _segment(work: Work, key: ItemKey) -> tuple[int, str | None]:
    """Number and question of the segment that an item is in, as corrected."""
    corpus = work.corpus
    interview = corpus.interview_number[key.interview_id]
    passage = corpus.passage_at(interview, key.start, key.end)
    if passage is not None and not work.corrections.get(key.interview_id):
        return int(corpus.segment_of[passage]), corpus.question_of[passage]
    outline = work.outline(interview)
    turn = next((one.turn for one in outline.turns if one.start <= key.start < one.end), 0)
    number = outline.segment_of(turn)
    return number, outline.segments[number].question_id


def _decided(
    interview_id: str, number: int, question_id: str | None, units: Sequence[Unit]
) -> DecidedSegment:
    differing = sum(len({value for _, value in unit.values}) > 1 for unit in units)
    return DecidedSegment(interview_id, number, question_id, tuple(units), differing)
