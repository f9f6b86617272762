"""What stands between two stretches of speech, and how much it says of a change of speaker.

Recognisers differ: one writes every pause and cuts its cues at each change, another writes cues of equal
length without any pause. So what a pause means is not learnt beforehand but from the file itself, by
expectation-maximisation (Dempster, Laird, Rubin 1977) from a cautious start.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from kgnlp.ingest import chain
from kgnlp.ingest.chain import IntArray
from kgnlp.ingest.talk import ChainWeights, FloatArray


class Joint(IntEnum):
    """What stands before a stretch of speech."""

    INSIDE_CUE = 0  # it goes on in the cue of the stretch before
    NO_PAUSE = 1  # it begins a cue, at once; or the file has no times
    SHORT_PAUSE = 2  # of 0.05 to 0.5 s
    PAUSE = 3  # of 0.5 to 1 s
    LONG_PAUSE = 4
    DASH = 5  # it begins with a dash, as subtitles mark another speaker


_SHORT_S, _PAUSE_S, _LONG_S = 0.05, 0.5, 1.0
# The start: how often each stands before another speaker's first words, and before a speaker's further
# ones. Set by hand and nearly flat: a pause is two to three times likelier at a change.
_AT_CHANGE = np.array([0.10, 0.40, 0.16, 0.15, 0.15, 0.04])
_WITHIN = np.array([0.30, 0.515, 0.08, 0.05, 0.05, 0.005])
# How many joints seen in the file weigh as much as the start. A file of a short interview has about 70
# changes and 300 joints within turns.
_AS_MANY_CHANGES, _AS_MANY_WITHIN = 20, 60
_ROUNDS = 4


def joint_of(pause_s: float | None) -> Joint:
    """The joint before a cue, by the seconds since the cue before ended."""
    if pause_s is None or pause_s < _SHORT_S:
        return Joint.NO_PAUSE
    if pause_s < _PAUSE_S:
        return Joint.SHORT_PAUSE
    return Joint.PAUSE if pause_s < _LONG_S else Joint.LONG_PAUSE


def decide(rows: FloatArray, joints: IntArray, weights: ChainWeights) -> tuple[IntArray, FloatArray]:
    """Who says each stretch, and how probable that is.

    Args:
        rows: features of the stretches; shape (stretches, features).
        joints: what stands before each; shape (stretches,).
        weights: of the chain.

    Returns:
        0 (informant) or 1 (interviewer), and the probability of that role; both of shape (stretches,).
    """
    state, change = scores(rows, weights)
    at_change, within = _AT_CHANGE, _WITHIN
    lengths = np.array([len(rows)])
    for _ in range(_ROUNDS):
        heard = change + np.log(at_change / within)[joints][:, None]
        _, of_state, of_change = chain.marginals(state[None], heard[None], lengths)
        changed = of_change[0, 1:].sum(axis=1)
        at_change = _learnt(joints[1:], changed, _AT_CHANGE * _AS_MANY_CHANGES)
        within = _learnt(joints[1:], 1 - changed, _WITHIN * _AS_MANY_WITHIN)
    roles = chain.likeliest(state, heard)
    by_interviewer = of_state[0, :, chain.ROLE_OF == 1].sum(axis=0)
    return roles, np.where(roles == 1, by_interviewer, 1 - by_interviewer)


def scores(rows: FloatArray, weights: ChainWeights) -> tuple[FloatArray, FloatArray]:
    """Scores of states and of changes, shapes (stretches, states) and (stretches, 2)."""
    before = np.vstack([np.zeros(rows.shape[1]), rows[:-1]])
    return rows @ weights.state, before @ weights.change


def _learnt(joints: IntArray, shares: FloatArray, start: FloatArray) -> FloatArray:
    """How often each joint occurs, each counted by its share, added to the start."""
    counts = start + np.bincount(joints, weights=shares, minlength=len(start))
    frequencies: FloatArray = counts / counts.sum()
    return frequencies
