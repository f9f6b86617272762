from __future__ import annotations

import itertools

import numpy as np
import pytest

from kgnlp.segment.decode import Chain, best_path, marginals


def _chain(seed: int, turns: int = 4, places: int = 3) -> Chain:
    numbers = np.random.default_rng(seed)
    return Chain(
        numbers.normal(size=(places, places)) * 2,
        numbers.normal(size=(turns, places)) * 2,
        numbers.normal(size=(turns, places)) * 2,
    )


def _all_scores(chain: Chain) -> dict[tuple[int, ...], float]:
    scores = {}
    for path in itertools.product(range(len(chain.moves)), repeat=len(chain.opens)):
        here, score = 0, 0.0
        for turn, there in enumerate(path):
            if there == here:
                score += chain.stays[turn, there]
            else:
                score += -np.inf if there == 0 else chain.moves[here, there] + chain.opens[turn, there]
            here = there
        scores[path] = score
    return scores


@pytest.mark.parametrize("seed", range(5))
def test_best_path_is_the_best_of_all(seed: int) -> None:
    chain = _chain(seed)
    scores = _all_scores(chain)
    assert tuple(best_path(chain)) == max(scores, key=scores.__getitem__)


@pytest.mark.parametrize("seed", range(5))
def test_marginals_are_those_of_all_paths(seed: int) -> None:
    chain = _chain(seed)
    scores = _all_scores(chain)
    total = np.logaddexp.reduce(list(scores.values()))
    expected = np.zeros_like(chain.opens)
    for path, score in scores.items():
        for turn, place in enumerate(path):
            expected[turn, place] += np.exp(score - total)
    found = marginals(chain)
    assert found.log_total == pytest.approx(total)
    np.testing.assert_allclose(found.places, expected, atol=1e-12)
    assert found.moved.sum() == pytest.approx(found.opened.sum())


def test_long_interviews_do_not_underflow() -> None:
    chain = _chain(1, turns=3000, places=30)
    found = marginals(Chain(chain.moves * 10, chain.opens * 10, chain.stays * 10))
    np.testing.assert_allclose(found.places.sum(axis=1), 1.0, atol=1e-6)
