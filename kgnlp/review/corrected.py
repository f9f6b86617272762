"""What people corrected of segments and speakers, laid on the passages of the run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kgnlp.domain import Role
from kgnlp.review.corpus import Bools, Ints
from kgnlp.review.work import Work


@dataclass(frozen=True)
class Corrected:
    """Of every passage: its question, and whether a person said that it is the interviewer's."""

    question_ids: tuple[str | None, ...]  # those that there are
    question: Ints  # place in question_ids
    silent: Bools

    def question_of(self, passage: int) -> str | None:
        """The question of a passage; None outside the guide."""
        return self.question_ids[int(self.question[passage])]

    def asked(self, wanted: str) -> Bools:
        """Passages on a question or an item of it (``2d`` of ``2``)."""
        is_wanted = np.array([_is_asked(question_id, wanted) for question_id in self.question_ids], np.bool_)
        asked: Bools = is_wanted[self.question]
        return asked


def lay_corrections(work: Work) -> Corrected:
    """The run's questions and roles with all corrections laid over."""
    corpus = work.corpus
    places: dict[str | None, int] = {}
    question = np.array([places.setdefault(one, len(places)) for one in corpus.question_of], np.int32)
    silent = np.zeros(len(corpus.passage_ids), np.bool_)
    for name in [name for name, corrections in list(work.corrections.items()) if corrections]:
        interview = corpus.interview_number[name]
        outline = work.outline(interview)
        for passage in corpus.passages_in(interview):
            turn = corpus.turn_of[passage]
            segment = outline.segments[outline.segment_of(turn)]
            question[passage] = places.setdefault(segment.question_id, len(places))
            silent[passage] = outline.turns[turn].role is Role.INTERVIEWER
    return Corrected(tuple(places), question, silent)


def _is_asked(question_id: str | None, wanted: str) -> bool:
    if question_id is None:
        return False
    rest = question_id.removeprefix(wanted)
    return question_id.startswith(wanted) and (not rest or (not rest[0].isdigit() and rest[0] != "."))
