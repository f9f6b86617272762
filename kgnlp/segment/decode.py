"""Decisions over a chain: which state holds at each turn, given scores for starts and steps.

A state is a place in the interview: before the guide, a question, or after it. Scores are natural
logarithms and need not be normalised; a path's score is the sum of its start and its steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of an interview's states, turn by turn."""

    start: Floats  # (states,): of being in a state at the first turn
    steps: Floats  # (turns - 1, states, states): of going from a state to a state, turn by turn


@dataclass(frozen=True, slots=True)
class Marginals:
    """What the whole chain says of each turn and each step."""

    states: Floats  # (turns, states): probability of a state at a turn
    steps: Floats  # (turns - 1, states, states): probability of a step between two turns
    log_total: float  # logarithm of the summed scores of all paths


def best_path(chain: Chain) -> list[int]:
    """The path with the highest score (Viterbi 1967): one state a turn."""
    score = chain.start
    came_from: list[Integers] = []
    for step in chain.steps:
        through = score[:, None] + step
        origins = through.argmax(axis=0)
        score = np.take_along_axis(through, origins[None, :], axis=0)[0]
        came_from.append(origins)
    path = [int(score.argmax())]
    for origins in reversed(came_from):
        path.append(int(origins[path[-1]]))
    return path[::-1]


def marginals(chain: Chain) -> Marginals:
    """Probabilities of states and steps (forward-backward; Rabiner 1989, section III)."""
    turns, states = len(chain.steps) + 1, len(chain.start)
    forward = np.empty((turns, states))
    backward = np.zeros((turns, states))
    forward[0] = chain.start
    for turn, step in enumerate(chain.steps):
        forward[turn + 1] = logsumexp(forward[turn][:, None] + step, axis=0)
    for turn in range(turns - 2, -1, -1):
        backward[turn] = logsumexp(chain.steps[turn] + backward[turn + 1], axis=1)
    total = float(logsumexp(forward[-1]))
    through = forward[:-1, :, None] + chain.steps + backward[1:, None, :]
    return Marginals(np.exp(forward + backward - total), np.exp(through - total), total)
