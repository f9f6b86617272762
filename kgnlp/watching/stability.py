"""How far some interviews are from others, and how far chance alone takes them.

The population stability index compares two distributions over the same classes: the sum of
(a - b) ln(a / b). Its customary bounds (0.1, 0.25) do not know how many cases it rests on: for few of them
chance alone passes both (Yurdakul, Statistical Properties of Population Stability Index, Western Michigan
University, 2018, which gives a chi-squared bound for independent cases). Passages are not independent: one
interview speaks of a theme at length, another not at all. So chance is measured on whole interviews: they are
dealt anew to the two sides, again and again, and the index of the deal is compared with those of the deals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DEALS = 3000
_SEED = 20241
# Added to every class of both sides, so that an empty class does not make the index infinite.
_PRIOR = 0.5
_QUANTILE = 0.95


@dataclass(frozen=True, slots=True)
class Stability:
    """One measure of some interviews against others."""

    index: float  # population stability index
    by_chance: float  # that 95 of 100 deals stay below
    chance: float  # of any measure to stand out as much as this one does, where nothing differs; 0 to 1


def psi(counts: Floats, others: Floats) -> Floats:
    """The population stability index over the last axis.

    Args:
        counts: cases by class; shape (..., classes).
        others: the same of the other side.
    """
    a, b = (_shares(side) for side in (counts, others))
    found: Floats = ((a - b) * np.log(a / b)).sum(axis=-1)
    return found


def stability(
    measures: Sequence[Floats], members: npt.NDArray[np.bool_], strata: npt.NDArray[np.str_]
) -> list[Stability]:
    """Compare some interviews with the others by several measures.

    The chance that is given is that of the largest of the measures, each on the scale of its own chance
    (Westfall and Young, Resampling-Based Multiple Testing, 1993): one measure of many is bound to be odd.

    Args:
        measures: cases by class of each interview; each of shape (interviews, classes).
        members: which interviews are compared with the others; shape (interviews,).
        strata: what interviews are dealt within, such as their groups; shape (interviews,).
    """
    deals = _deals(members, strata)
    index = np.array([_index(counts, members[None, :].astype(float))[0] for counts in measures])
    dealt = np.stack([_index(counts, deals) for counts in measures], axis=1)  # (deals, measures)
    by_chance = np.maximum(np.quantile(dealt, _QUANTILE, axis=0), 1e-9)
    largest = (dealt / by_chance).max(axis=1)
    as_large = [int((largest >= ratio - 1e-12).sum()) for ratio in index / by_chance]
    return [
        Stability(float(i), float(c), (n + 1) / (DEALS + 1))
        for i, c, n in zip(index, by_chance, as_large, strict=True)
    ]


def _index(counts: Floats, members: Floats) -> Floats:
    """The index for each row of ``members``, which has 1 for the interviews on one side."""
    inside = members @ counts
    return psi(inside, counts.sum(axis=0) - inside)


def _deals(members: npt.NDArray[np.bool_], strata: npt.NDArray[np.str_]) -> Floats:
    """As many interviews of each stratum as are members, drawn by chance; shape (deals, interviews)."""
    random = np.random.default_rng(_SEED)
    dealt = np.tile(members.astype(np.float64), (DEALS, 1))
    for stratum in np.unique(strata):
        inside = np.flatnonzero(strata == stratum)
        dealt[:, inside] = random.permuted(dealt[:, inside], axis=1)
    return dealt


def _shares(counts: Floats) -> Floats:
    padded = counts + _PRIOR
    found: Floats = padded / padded.sum(axis=-1, keepdims=True)
    return found
