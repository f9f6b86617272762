"""How far coders agree, with each other and with the machine.

Cohen's kappa (Cohen 1960) from the table of what two say of the same items; with more pairs of coders than
one, their tables are added. Krippendorff's alpha, nominal, by the library of that name. Intervals are from
interviews drawn with replacement, as passages of one interview are no independent draws; both measures
are functions of sums over interviews, so all draws are reckoned at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import krippendorff
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
DRAWS = 1000  # at this number the ends of the intervals stand to about 0.01
_SEED = 20241


@dataclass(frozen=True, slots=True)
class Unit:
    """An item with what each coder said of it, as a number from 0."""

    interview_id: str
    values: tuple[tuple[str, int], ...]  # coder and value, by name; two or more


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure with its 95 % interval; None where it can't be reckoned (all say the same, one interview)."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on some items."""

    items: int
    interviews: int
    same: float | None  # share of pairs that say the same
    kappa: Estimate
    alpha: Estimate


class Draws:
    """Interviews drawn with replacement; made once for all measures on them."""

    def __init__(self, interviews: Iterable[str], draws: int = DRAWS) -> None:
        names = sorted(set(interviews))
        self.place = {name: number for number, name in enumerate(names)}
        of = len(names)
        if of < 2:
            self.weights: npt.NDArray[np.float32] = np.zeros((0, of), np.float32)
            return
        drawn = np.random.default_rng(_SEED).integers(of, size=(draws, of))
        cells = np.repeat(np.arange(draws), of) * of + drawn.ravel()
        self.weights = np.bincount(cells, minlength=draws * of).reshape(draws, of).astype(np.float32)


def agree(units: Sequence[Unit], categories: int, draws: Draws | None = None) -> Agreement:
    """How far coders agree on items.

    Args:
        units: the items; those that fewer than two decided are left out.
        categories: number of values.
        draws: of interviews that hold those of the units, for the intervals; of theirs where not given.
    """
    units = [unit for unit in units if len(unit.values) > 1]
    draws = draws or Draws(unit.interview_id for unit in units)
    names = sorted({unit.interview_id for unit in units})
    place = {name: number for number, name in enumerate(names)}
    tables = np.zeros((len(names), categories, categories))
    coincidences = np.zeros_like(tables)
    for unit in units:
        for one, other in combinations([value for _, value in unit.values], 2):
            tables[place[unit.interview_id], one, other] += 1
            for pair in ((one, other), (other, one)):
                coincidences[place[unit.interview_id]][pair] += 1 / (len(unit.values) - 1)
    weights = draws.weights[:, [draws.place[name] for name in names]]
    if len(names) < 2:
        weights = weights[:0]
    total = tables.sum(axis=0)
    return Agreement(
        items=len(units),
        interviews=len(names),
        same=float(np.trace(total) / total.sum()) if units else None,
        kappa=_estimate(_kappa(total[None])[0], _kappa(_sums(weights, tables))),
        alpha=_estimate(_alpha_of(units, categories), _alpha(_sums(weights, coincidences))),
    )


def _sums(weights: npt.NDArray[np.float32], tables: Array) -> Array:
    flat = tables.reshape(len(tables), tables.shape[1] * tables.shape[2])
    # Counts of interviews and items are whole and small, so that single precision holds them.
    sums: Array = (weights @ flat.astype(np.float32)).astype(np.float64)
    return sums.reshape(len(weights), *tables.shape[1:])


def _kappa(tables: Array) -> Array:
    """Cohen's kappa of each table; nan where all is one value."""
    of = tables.sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.trace(tables, axis1=1, axis2=2) / of
        expected = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1) / of**2
        kappa: Array = np.where(expected < 1, (observed - expected) / (1 - expected), np.nan)
    return kappa


def _alpha(coincidences: Array) -> Array:
    """Krippendorff's nominal alpha of each matrix of coincidences; nan where all is one value."""
    margins = coincidences.sum(axis=1)
    of = margins.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = of - np.trace(coincidences, axis1=1, axis2=2)
        expected = (of**2 - (margins**2).sum(axis=1)) / (of - 1)
        alpha: Array = np.where(expected > 0, 1 - observed / expected, np.nan)
    return alpha


def _alpha_of(units: Sequence[Unit], categories: int) -> float:
    counts = np.zeros((len(units), categories))
    for number, unit in enumerate(units):
        for _, value in unit.values:
            counts[number, value] += 1
    if np.count_nonzero(counts.sum(axis=0)) < 2:
        return float("nan")  # the library refuses: without two values there is nothing to agree on
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def _estimate(value: float, drawn: Array) -> Estimate:
    if np.isnan(value):
        return Estimate(None)
    held = drawn[~np.isnan(drawn)]
    if not len(held):
        return Estimate(float(value))
    low, high = np.quantile(held, [0.025, 0.975])
    return Estimate(float(value), float(low), float(high))
