"""How questions were put in annotated interviews; found in any guide by their wording."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgnlp.segment.wording import Floats, Vectors

Integers = npt.NDArray[np.intp]

# Questions of two guides are the same from a likeness of 0.9, and have nothing to do with each other up
# to 0.4; between, the bank counts in part.
_UNLIKE, _SAME = 0.4, 0.9


@dataclass(frozen=True, slots=True)
class Bank:
    """Turns that opened a question, sorted by question."""

    questions: Vectors  # the distinct wordings of questions in guides
    question: Integers  # (rows,): index of the question that a turn opened; ascending
    interview: Integers  # (rows,): number of the interview that it stands in
    asked: Vectors  # (rows): the interviewer's turns

    def matches(self, entries: Vectors) -> Floats:
        """How far each question of the bank is one of a guide's: (questions, entries), 0 to 1."""
        cosines = self.questions.cosines(entries)
        likeness = (cosines["words"] + cosines["pieces"]) / 2
        share: Floats = np.clip((likeness - _UNLIKE) / (_SAME - _UNLIKE), 0.0, 1.0)
        return share

    def likeness(
        self, cosines: Floats, matches: Floats, usable: npt.NDArray[np.bool_]
    ) -> tuple[Floats, Floats]:
        """Likeness of texts with a guide's entries, as asked elsewhere.

        Args:
            cosines: of each text with each row of the bank, (texts, rows).
            matches: see matches.
            usable: (rows,); False for rows that must not be seen, in training those of the interview itself.

        Returns:
            The highest and the mean likeness with the turns that opened an entry: (texts, entries) each.

        """
        if not len(self.question):
            empty = np.zeros((len(cosines), matches.shape[1]))
            return empty, empty
        starts = np.flatnonzero(np.r_[True, np.diff(self.question) > 0])
        present = matches[self.question[starts]]
        seen = cosines * usable
        counts = np.add.reduceat(usable.astype(np.float64), starts)
        highest = np.maximum.reduceat(seen, starts, axis=1)
        mean = np.add.reduceat(seen, starts, axis=1) / np.maximum(counts, 1.0)
        return _by_entry(highest, present), _by_entry(mean, present)

    def support(self, matches: Floats, usable: npt.NDArray[np.bool_]) -> Floats:
        """How far the bank knows each entry of a guide, 0 to 1: (entries,)."""
        counts = np.bincount(self.question[usable], minlength=len(matches)).astype(np.float64)
        known: Floats = (matches * (counts > 0)[:, None]).max(axis=0, initial=0.0)
        return known


def _by_entry(by_question: Floats, matches: Floats) -> Floats:
    """(texts, questions) and (questions, entries) -> (texts, entries): the best through any question."""
    best: Floats = (by_question[:, :, None] * matches[None, :, :]).max(axis=1)
    return best
