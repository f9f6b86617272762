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
# Words a sentence. Above, the recogniser wrote no punctuation to speak of, and cues serve as sentences.
_MAX_WORDS_A_SENTENCE = 60


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
    sentences = _sentences(cues)
    if not sentences:
        return (), 0.0
    after = _probabilities(sentences, guide)
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


def _sentences(cues: Sequence[Cue]) -> list[_Sentence]:
    pieces = [(replace(cue, text=part), not number) for cue in cues for number, part in _parts(cue)]
    words = sum(len(piece.text.split()) for piece, _ in pieces)
    ends = sum(_ends_sentence(piece.text) for piece, _ in pieces)
    by_cue = words > _MAX_WORDS_A_SENTENCE * ends
    found: list[_Sentence] = []
    run: list[Cue] = []
    change = 0.0
    last_end: float | None = None
    for piece, is_first in pieces:
        if not run:
            change = _change(piece, last_end) if is_first else _IN_CUE
        run.append(piece)
        last_end = piece.ends_s
        if by_cue or _ends_sentence(piece.text):
            found.append(_Sentence(tuple(run), change))
            run = []
    if run:
        found.append(_Sentence(tuple(run), change))
    return found


def _parts(cue: Cue) -> Iterable[tuple[int, str]]:
    return enumerate(talk.sentences(cue.text))


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"»”’)").endswith((".", "?", "!", "…"))


def _change(piece: Cue, last_end: float | None) -> float:
    if last_end is None or piece.begins_s is None:
        return 0.0
    return _AFTER_PAUSE if piece.begins_s - last_end >= _PAUSE_S else 0.0


def _probabilities(sentences: Sequence[_Sentence], guide: Guide) -> FloatArray:
    """That the interviewer speaks: shape (sentences, 2), after an informant's and an interviewer's."""
    rows = talk.features([sentence.text for sentence in sentences], guide)
    before = np.vstack([np.zeros(rows.shape[1]), rows[:-1]])
    both = np.hstack([rows, before])
    weights = talk.weights()
    log_odds = np.column_stack([both @ weights["after informant"], both @ weights["after interviewer"]])
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
