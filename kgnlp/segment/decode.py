"""Decisions over a chain: which place an interview is at, turn by turn, given scores for staying and moving.

Scores are natural logarithms and need not be normalised; a path's score is the sum of its steps. Before
its first turn an interview stands at place 0, and it never comes back to it. A move is scored by the places
it joins and by the turn that opens the new place, so that no (turns, places, places) table is ever made.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of one interview's steps."""

    moves: Floats  # (places, places): of going from one place to another; the diagonal is not read
    opens: Floats  # (turns, places): of a turn's opening a place
    stays: Floats  # (turns, places): of a turn's staying at a place


@dataclass(frozen=True, slots=True)
class Marginals:
    """What the whole chain says of each turn and each kind of step."""

    opened: Floats  # (turns, places): probability that the turn opens the place
    stayed: Floats  # (turns, places): probability that the turn stays at the place
    moved: Floats  # (places, places): expected number of moves from place to place
    log_total: float  # logarithm of the summed scores of all paths

    @property
    def places(self) -> Floats:
        """Probability of a place at a turn: (turns, places)."""
        return self.opened + self.stayed


def best_path(chain: Chain) -> list[int]:
    """The path with the highest score (Viterbi 1967): one place a turn."""
    moves = chain.moves.copy()
    np.fill_diagonal(moves, -np.inf)
    moves[:, 0] = -np.inf
    everywhere = np.arange(len(moves))
    score = np.where(everywhere == 0, 0.0, -np.inf)
    came_from = []
    for opens, stays in zip(chain.opens, chain.stays, strict=True):
        through = score[:, None] + moves
        origins = through.argmax(axis=0)
        moved, stayed = through[origins, everywhere] + opens, score + stays
        came_from.append(np.where(stayed >= moved, everywhere, origins))
        score = np.maximum(stayed, moved)
    path = [int(score.argmax())]
    for origins in came_from[:0:-1]:
        path.append(int(origins[path[-1]]))
    return path[::-1]


def marginals(chain: Chain) -> Marginals:
    """Probabilities of the steps (forward-backward, scaled turn by turn; Rabiner 1989, III and V)."""
    turns, places = chain.opens.shape
    tops = np.maximum(chain.opens.max(axis=1), chain.stays.max(axis=1))
    opens, stays = np.exp(chain.opens - tops[:, None]), np.exp(chain.stays - tops[:, None])
    moves = np.exp(chain.moves)
    np.fill_diagonal(moves, 0.0)
    moves[:, 0] = 0.0
    before = np.zeros((turns + 1, places))
    before[0, 0] = 1.0
    scales = np.empty(turns)
    for turn in range(turns):
        reached = (before[turn] @ moves) * opens[turn] + before[turn] * stays[turn]
        scales[turn] = reached.sum()
        before[turn + 1] = reached / scales[turn]
    after = np.ones((turns + 1, places))
    for turn in range(turns - 1, -1, -1):
        ahead = after[turn + 1] / scales[turn]
        after[turn] = moves @ (opens[turn] * ahead) + stays[turn] * ahead
    ahead = after[1:] / scales[:, None]
    return Marginals(
        opened=(before[:-1] @ moves) * opens * ahead,
        stayed=before[:-1] * stays * ahead,
        moved=moves * (before[:-1].T @ (opens * ahead)),
        log_total=float(np.log(scales).sum() + tops.sum()),
    )
