"""The likeliest sequence of interviewer and informant over the stretches of a conversation.

A linear chain (Lafferty, McCallum, Pereira 2001, «Conditional random fields») over six states: the role,
and whether a stretch is the speaker's first, second or a later one, so that a long turn is likelier an
informant's. Forward-backward and Viterbi as in Rabiner (1989), Proc. IEEE 77:2. Plain numpy.
"""

from __future__ import annotations

import numpy as np

from kgnlp.ingest.talk import FloatArray

IntArray = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

PLACES = 3  # first, second, later stretch of a turn
STATES = 2 * PLACES  # the informant's, then the interviewer's
ROLE_OF = np.repeat([0, 1], PLACES)  # 0 informant, 1 interviewer
FIRST_OF = np.array([0, PLACES])  # the first place of each role
_OTHERS = (ROLE_OF == 1, ROLE_OF == 0)  # by role, the states of the other
_NEVER = -1e30  # log-probability of what can't be; finite, so that sums of it are numbers

# Which state follows which while the same person goes on.
_GO_ON = np.full((STATES, STATES), _NEVER)
for _state in range(STATES):
    _GO_ON[_state, min(_state + 1, FIRST_OF[ROLE_OF[_state]] + PLACES - 1)] = 0.0


def states_of(roles: IntArray) -> IntArray:
    """The state of each stretch, given who says it (0 informant, 1 interviewer); shape (stretches,)."""
    states = np.empty(len(roles), dtype=np.int64)
    place = 0
    for number, role in enumerate(roles):
        place = place + 1 if number and role == roles[number - 1] else 0
        states[number] = FIRST_OF[role] + min(place, PLACES - 1)
    return states


def _steps(change: FloatArray) -> FloatArray:
    """Scores of one step; ``change`` has shape (chains, 2), the answer (chains, states, states)."""
    steps = np.repeat(_GO_ON[None], len(change), axis=0)
    for role in (0, 1):
        steps[:, _OTHERS[role], FIRST_OF[role]] = change[:, role : role + 1]
    return steps


def _log_sum(values: FloatArray, axis: int) -> FloatArray:
    most = values.max(axis=axis, keepdims=True)
    found: FloatArray = np.squeeze(most, axis) + np.log(np.exp(values - most).sum(axis=axis))
    return found


def marginals(
    state: FloatArray, change: FloatArray, lengths: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Probabilities of states and changes, for several chains at once.

    Args:
        state: score of each state of each stretch; shape (chains, stretches, states), padded.
        change: score of a change to each role before it; shape (chains, stretches, 2).
        lengths: stretches of each chain.

    Returns:
        Log of the sum over all sequences, shape (chains,); probability of each state, as ``state``; of
        each change, as ``change``. Zero where a chain has ended.
    """
    chains, longest, _ = state.shape
    every, last = np.arange(chains), lengths - 1
    steps = [_steps(change[:, number]) for number in range(longest)]
    forward = np.full(state.shape, _NEVER)
    forward[:, 0, FIRST_OF] = state[:, 0, FIRST_OF]
    for number in range(1, longest):
        forward[:, number] = _log_sum(forward[:, number - 1, :, None] + steps[number], 1) + state[:, number]
    total = _log_sum(forward[every, last], 1)
    backward = np.full(state.shape, _NEVER)
    backward[every, last] = 0.0
    for number in range(longest - 2, -1, -1):
        goes_on = number < last
        ahead = (state[:, number + 1] + backward[:, number + 1])[:, None, :]
        backward[goes_on, number] = _log_sum(steps[number + 1] + ahead, 2)[goes_on]
    inside = (np.arange(longest) < lengths[:, None])[..., None]
    of_state = np.exp(np.minimum(forward + backward - total[:, None, None], 0.0)) * inside
    return total, of_state, _of_change(forward, backward + state, change, total) * inside


def _of_change(forward: FloatArray, ahead: FloatArray, change: FloatArray, total: FloatArray) -> FloatArray:
    """Probability of a change to each role before each stretch."""
    found = np.zeros(change.shape)
    for role in (0, 1):
        came_from = _log_sum(np.where(_OTHERS[role], forward[:, :-1], _NEVER), 2)
        log = came_from + change[:, 1:, role] + ahead[:, 1:, FIRST_OF[role]] - total[:, None]
        found[:, 1:, role] = np.exp(np.minimum(log, 0.0))
    return found


def likeliest(state: FloatArray, change: FloatArray) -> IntArray:
    """Role of each stretch (0 informant, 1 interviewer) in the likeliest sequence of one chain.

    Args:
        state: as in marginals, without its first axis; shape (stretches, states).
        change: likewise; shape (stretches, 2).
    """
    scores = np.full(STATES, _NEVER)
    scores[FIRST_OF] = state[0, FIRST_OF]
    came_from = np.zeros(state.shape, dtype=np.int64)
    for number in range(1, len(state)):
        reached = scores[:, None] + _steps(change[None, number])[0]
        came_from[number] = reached.argmax(axis=0)
        scores = reached.max(axis=0) + state[number]
    path = [int(scores.argmax())]
    for number in range(len(state) - 1, 0, -1):
        path.append(int(came_from[number, path[-1]]))
    roles: IntArray = ROLE_OF[np.array(path[::-1])]
    return roles
