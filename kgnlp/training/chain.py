"""Fits the weights of kgnlp.ingest.chain: the most probable ones given the true sequences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from kgnlp.ingest import chain
from kgnlp.ingest.chain import IntArray
from kgnlp.ingest.talk import ChainWeights, FloatArray

# Strength of the Gaussian prior. Sixty interviews are few voices, and the weights must hold for others.
_PRIOR = 3.0
_ROUNDS = 100


@dataclass(frozen=True)
class Conversation:
    """A conversation: features of its stretches, shape (stretches, features), and who says each."""

    rows: FloatArray
    roles: IntArray  # 0 informant, 1 interviewer


class _Padded:
    """All conversations in one array each, padded to the longest."""

    def __init__(self, sequences: Sequence[Conversation]) -> None:
        self.lengths = np.array([len(one.rows) for one in sequences])
        size, longest, width = len(sequences), int(self.lengths.max()), sequences[0].rows.shape[1]
        self.rows = np.zeros((size, longest, width))
        self.before = np.zeros((size, longest, width))
        self.states = np.zeros((size, longest, chain.STATES))
        self.changes = np.zeros((size, longest, 2))
        for number, one in enumerate(sequences):
            places = np.arange(len(one.rows))
            self.rows[number, places] = one.rows
            self.before[number, places[1:]] = one.rows[:-1]
            self.states[number, places, chain.states_of(one.roles)] = 1
            changed = 1 + np.flatnonzero(one.roles[1:] != one.roles[:-1])
            self.changes[number, changed, one.roles[changed]] = 1


def fit(sequences: Sequence[Conversation]) -> ChainWeights:
    """Weights of the chain from conversations with known roles."""
    data = _Padded(sequences)
    width = data.rows.shape[-1]
    true_state = np.einsum("ntf,nts->fs", data.rows, data.states)
    true_change = np.einsum("ntf,ntc->fc", data.before, data.changes)

    def loss(flat: FloatArray) -> tuple[float, FloatArray]:
        weights = _unpacked(flat, width)
        total, of_state, of_change = chain.marginals(
            data.rows @ weights.state, data.before @ weights.change, data.lengths
        )
        likelihood = (true_state * weights.state).sum() + (true_change * weights.change).sum() - total.sum()
        slope_state = true_state - np.tensordot(data.rows, of_state, axes=((0, 1), (0, 1)))
        slope_change = true_change - np.tensordot(data.before, of_change, axes=((0, 1), (0, 1)))
        slope = np.concatenate([slope_state.ravel(), slope_change.ravel()])
        return float(_PRIOR / 2 * flat @ flat - likelihood), _PRIOR * flat - slope

    start = np.zeros(width * (chain.STATES + 2))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return _unpacked(found.x, width)


def _unpacked(flat: FloatArray, width: int) -> ChainWeights:
    states = width * chain.STATES
    return ChainWeights(flat[:states].reshape(width, chain.STATES), flat[states:].reshape(width, 2))
