"""Learns what each feature of a step counts for: a conditional random field, weights shared by all places.

Lafferty, McCallum and Pereira (2001); the weights belong to features and not to places, so that they hold in
guides that were never seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from kgnlp.segment.decode import marginals
from kgnlp.segment.weights import Weights
from kgnlp.segment.wording import Floats

# Penalty on the squared weight of a feature of unit spread. Strong: sixty interviews are few voices.
PENALTY = 3.0
_ROUNDS = 60  # a limit on time, set by hand


@dataclass(frozen=True, slots=True)
class Example:
    """An interview with its truth."""

    opens: Floats  # (turns, places, features)
    stays: Floats  # (turns, places, features)
    moves: Floats  # (places, places, features)
    path: Sequence[int]  # the place of each turn


def fit_weights(examples: Sequence[Example], penalty: float = PENALTY) -> Weights:
    """The weights that make the true paths likeliest, less the penalty on large weights."""
    spread = np.concatenate(
        [_spread([getattr(e, part) for e in examples]) for part in ("opens", "stays", "moves")]
    )
    truth = sum((_observed(example) for example in examples), start=np.zeros(len(spread)))
    cuts = np.cumsum([examples[0].opens.shape[2], examples[0].stays.shape[2]])

    def loss(scaled: Floats) -> tuple[float, Floats]:
        weights = Weights(*np.split(scaled / spread, cuts))
        total, expected = 0.0, np.zeros(len(spread))
        for example in examples:
            found = marginals(weights.chain(example.opens, example.stays, example.moves))
            total += found.log_total
            expected += _counts(example, found.opened, found.stayed, found.moved)
        value = total - truth @ (scaled / spread) + penalty / 2 * scaled @ scaled
        return value, (expected - truth) / spread + penalty * scaled

    fitted = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return Weights(*np.split(fitted.x / spread, cuts))


def _spread(parts: Sequence[Floats]) -> Floats:
    """Standard deviation of each feature over all steps; 1 for one that never changes."""
    deviation = np.concatenate([part.reshape(-1, part.shape[2]) for part in parts]).std(axis=0)
    return np.where(deviation > 1e-6, np.maximum(deviation, 0.02), 1.0)


def _observed(example: Example) -> Floats:
    """Sums of the features along the true path."""
    turns, places = example.opens.shape[:2]
    opened, stayed, moved = np.zeros((turns, places)), np.zeros((turns, places)), np.zeros((places, places))
    here = 0
    for turn, there in enumerate(example.path):
        if there == here:
            stayed[turn, there] = 1.0
        else:
            opened[turn, there] = 1.0
            moved[here, there] += 1.0
        here = there
    return _counts(example, opened, stayed, moved)


def _counts(example: Example, opened: Floats, stayed: Floats, moved: Floats) -> Floats:
    return np.concatenate(
        [
            np.tensordot(opened, example.opens, axes=2),
            np.tensordot(stayed, example.stays, axes=2),
            np.tensordot(moved, example.moves, axes=2),
        ]
    )
