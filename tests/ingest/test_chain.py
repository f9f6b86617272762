"""The chain against the sum over all sequences, written out."""

import itertools

import numpy as np
import pytest

from kgnlp.ingest import chain


def all_sequences(state: np.ndarray, change: np.ndarray) -> dict[tuple[int, ...], float]:
    """Score of every sequence of roles."""
    scores = {}
    for roles in itertools.product((0, 1), repeat=len(state)):
        states = chain.states_of(np.array(roles))
        score = sum(state[number, one] for number, one in enumerate(states))
        score += sum(change[n, b] for n, (a, b) in enumerate(itertools.pairwise(roles), 1) if a != b)
        scores[roles] = float(score)
    return scores


@pytest.mark.parametrize("seed", range(5))
def test_marginals_and_the_likeliest_are_those_of_all_sequences(seed: int) -> None:
    random = np.random.default_rng(seed)
    length = 6
    state, change = random.normal(size=(length, chain.STATES)), random.normal(size=(length, 2))
    scores = all_sequences(state, change)
    weights = {roles: np.exp(score) for roles, score in scores.items()}
    total = sum(weights.values())
    # A second, longer chain beside it must not matter.
    padded = np.zeros((2, 9, chain.STATES)), np.zeros((2, 9, 2))
    padded[0][0, :length], padded[1][0, :length] = state, change
    log, of_state, of_change = chain.marginals(*padded, np.array([length, 9]))
    assert log[0] == pytest.approx(np.log(total))
    for number in range(length):
        asks = sum(weight for roles, weight in weights.items() if roles[number]) / total
        assert of_state[0, number, chain.ROLE_OF == 1].sum() == pytest.approx(asks)
        assert of_state[0, number].sum() == pytest.approx(1)
        turns = sum(w for r, w in weights.items() if number and r[number] and not r[number - 1]) / total
        assert of_change[0, number, 1] == pytest.approx(turns)
    assert not of_state[0, length:].any()
    assert tuple(chain.likeliest(state, change)) == max(scores, key=scores.__getitem__)


def test_a_chain_of_one() -> None:
    state = np.array([[0.0, 9, 9, 1.0, 9, 9]])
    assert list(chain.likeliest(state, np.zeros((1, 2)))) == [1]


def test_states_count_the_stretches_of_a_turn() -> None:
    assert list(chain.states_of(np.array([1, 1, 1, 1, 0, 0, 1]))) == [3, 4, 5, 5, 0, 1, 3]
