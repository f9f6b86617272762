"""Files that do not say who speaks: the text itself decides, sentence by sentence.

A sentence is the interviewer's or the informant's by how it is put and by what was said before it; the
likeliest sequence is found by the Viterbi algorithm (Viterbi 1967, IEEE Trans. Inf. Theory 13:2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from kgnlp.domain import Cue, Role
from kgnlp.guide import Guide
from kgnlp.ingest import talk
from kgnlp.ingest.talk import FloatArray

# Added to the log-odds of a change of speaker. A change in the middle of a cue is rare, since recognisers
# cut at pauses; after a pause it is likelier. Set by hand and low: recognisers differ in how they cut.
_IN_CUE = -1.0
_AFTER_PAUSE = 1.0
_PAUSE_S = 0.3
# Words a sentence. Above, the recogniser wrote no punctuation to speak of.
_MAX_WORDS_A_SENTENCE = 60
# Of the cues. Below, the recogniser does not write pauses, or the file was made from one that did not.
_MIN_PAUSES = 0.02


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the pieces of cues that it is made of."""

    pieces: tuple[Cue, ...]
    change: float  # log-odds that the recording adds to a change of speaker before it

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


def decide_speakers(cues: Sequence[Cue], guide: Guide) -> tuple[tuple[Cue, ...], float]:
    """Cues with ``interviewer`` or ``informant`` as speaker, cut where the speaker changes in one.

    Returns:
        The cues, and the certainty of the decision: the mean probability of the sentences' roles.
    """
    if not any(cue.text.strip() for cue in cues):
        return (), 0.0
    sentences, punctuated = _sentences(cues)
    after = _probabilities(sentences, guide, punctuated)
    path = _likeliest(after, np.array([sentence.change for sentence in sentences]))
    sure = [
        row[before] if state else 1 - row[before]
        for row, (before, state) in zip(after, pairwise([0, *path]), strict=True)
    ]
    decided = (
        replace(piece, speaker=(Role.INTERVIEWER if state else Role.INFORMANT).value)
        for sentence, state in zip(sentences, path, strict=True)
        for piece in sentence.pieces
    )
    return tuple(decided), float(np.mean(sure))


def _sentences(cues: Sequence[Cue]) -> tuple[list[_Sentence], bool]:
    """The sentences, and whether the recogniser wrote punctuation to cut them by."""
    pieces = [(replace(cue, text=part), number == 0) for cue in cues for number, part in _parts(cue)]
    words = sum(len(piece.text.split()) for piece, _ in pieces)
    ends = sum(_ends_sentence(piece.text) for piece, _ in pieces)
    punctuated = words <= _MAX_WORDS_A_SENTENCE * ends
    pauses = [_pause(piece, before) for (before, _), (piece, _) in pairwise([(pieces[0][0], True), *pieces])]
    # Without punctuation pauses cut; without pauses too, every cue stands for itself.
    by_pause = sum(pauses) >= _MIN_PAUSES * len(pieces)
    found: list[_Sentence] = []
    for (piece, is_first), pause in zip(pieces, pauses, strict=True):
        last = found[-1].pieces[-1] if found else None
        ended = last is None or (_ends_sentence(last.text) if punctuated else pause or not by_pause)
        if ended:
            found.append(_Sentence((piece,), (_AFTER_PAUSE if pause else 0.0) if is_first else _IN_CUE))
        else:
            found[-1] = replace(found[-1], pieces=(*found[-1].pieces, piece))
    return found, punctuated


def _pause(piece: Cue, before: Cue) -> bool:
    """Whether nobody speaks for a while before the piece."""
    if before.ends_s is None or piece.begins_s is None:
        return False
    return piece.begins_s - before.ends_s >= _PAUSE_S


def _parts(cue: Cue) -> Iterable[tuple[int, str]]:
    return enumerate(talk.sentences(cue.text))


def _ends_sentence(text: str) -> bool:
    return text.rstrip('"»”’)').endswith((".", "?", "!", "…"))


def _probabilities(sentences: Sequence[_Sentence], guide: Guide, punctuated: bool) -> FloatArray:
    """That the interviewer speaks: shape (sentences, 2), after an informant's and an interviewer's."""
    rows = talk.features([sentence.text for sentence in sentences], guide)
    before = np.vstack([np.zeros(rows.shape[1]), rows[:-1]])
    both = np.hstack([rows, before])
    kind = "" if punctuated else ", no punctuation"
    states = ("after informant", "after interviewer")
    log_odds = np.column_stack([both @ talk.weights()[state + kind] for state in states])
    probabilities: FloatArray = 1 / (1 + np.exp(-log_odds))
    return probabilities


def _likeliest(after: FloatArray, change: FloatArray) -> list[int]:
    """States (0 informant, 1 interviewer) of the likeliest sequence; before the first stands 0."""
    steps = np.log(np.clip(np.stack([1 - after, after], axis=2), 1e-9, 1))  # sentence, before, state
    steps[:, 0, 1] += change
    steps[:, 1, 0] += change
    scores = np.array([0.0, -np.inf])
    came_from = np.zeros((len(after), 2), dtype=int)
    for number, step in enumerate(steps):
        reached = scores[:, None] + step
        came_from[number] = reached.argmax(axis=0)
        scores = reached.max(axis=0)
    path = [int(scores.argmax())]
    for number in range(len(after) - 1, 0, -1):
        path.append(int(came_from[number, path[-1]]))
    return path[::-1]
