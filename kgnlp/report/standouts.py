"""Differences between groups, roles or phases that are larger than chance.

The question for a cell (a theme in a group) is how far its count lies from what the rate of all
interviews would give. Chance is the same number with the interviews dealt out to the groups at random:
whole interviews, since passages of one interview resemble each other. The largest deviation of any cell
in each deal gives one yardstick for all cells together, so that many comparisons do not
make a finding (Westfall and Young, Resampling-Based Multiple Testing, 1993, step-down left out).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kgnlp.report.material import Material

Floats = npt.NDArray[np.float64]

# Chance of naming anything at all where nothing differs: 5 % for a report, shared by its six searches
# (three dimensions; how often, and how much against).
LEVEL = 0.05 / 6
DEALS = 3000  # the standard error of the level is then a fifth of it
MIN_INTERVIEWS = 3  # fewer say more of the persons than of the group
_SEED = 20240213
_DEALS_AT_ONCE = 100  # few enough for memory with a thousand interviews


@dataclass(frozen=True, slots=True)
class Standout:
    """A cell that differs: a theme in one group, role or phase."""

    dimension: str
    value: str
    theme: str
    rate: float  # in the cell
    rate_elsewhere: float  # in all other interviews together
    interviews: int  # in the cell
    strength: float  # deviation in standard deviations of chance, signed


def more_or_less_often(material: Material, dimension: str) -> list[Standout]:
    """Where a theme is spoken of more or less often than elsewhere; rates are tagged passages per word."""
    tagged = _per_interview(material, material.tagged)
    words = material.interviews[["informant_words"]].to_numpy(float)
    return _find(material, dimension, tagged, np.broadcast_to(words, tagged.shape))


def more_or_less_against(material: Material, dimension: str) -> list[Standout]:
    """Where what is said is more or less often against the core group; rates are of tagged passages."""
    tagged = material.tagged
    against = _per_interview(material, tagged[tagged["stance"] == "negative"])
    return _find(material, dimension, against, _per_interview(material, tagged))


def _per_interview(material: Material, tagged: pd.DataFrame) -> Floats:
    table = pd.crosstab(tagged["interview_id"], tagged["theme"])
    themes = [theme.id for theme in material.themes]
    return table.reindex(index=material.interviews.index, columns=themes, fill_value=0).to_numpy(float)


def _find(material: Material, dimension: str, count: Floats, base: Floats) -> list[Standout]:
    """Cells whose rate count / base stands out; both are interviews by themes."""
    membership = pd.get_dummies(material.interviews[dimension])
    member = membership.to_numpy(float)
    sizes = member.sum(axis=0)
    if len(count) <= MIN_INTERVIEWS or len(sizes) < 2 or not count.any():
        return []
    rate = count.sum(axis=0) / np.maximum(base.sum(axis=0), 1)
    surplus = count - rate * base
    strength = _strength(member, sizes, surplus)
    counted = sizes >= MIN_INTERVIEWS
    yardstick = _yardstick(member, sizes, surplus, counted)
    found = np.argwhere((np.abs(strength) > yardstick) & counted[:, None])
    return [
        Standout(
            dimension=dimension,
            value=str(membership.columns[cell]),
            theme=material.themes[theme].id,
            rate=_rate(count, base, member[:, cell] == 1, theme),
            rate_elsewhere=_rate(count, base, member[:, cell] == 0, theme),
            interviews=int(sizes[cell]),
            strength=float(strength[cell, theme]),
        )
        for cell, theme in found
    ]


def _strength(member: Floats, sizes: Floats, surplus: Floats) -> Floats:
    """Summed surplus of every cell in standard deviations of a random deal.

    Args:
        member: 1 where an interview is in a cell; interviews by cells, or a stack of such tables.
        sizes: interviews in each cell.
        surplus: count above what the rate of all gives; interviews by themes.

    Returns:
        Cells by themes, or a stack of such tables.
    """
    n = len(surplus)
    spread = surplus.std(axis=0, ddof=1)
    deviation = np.sqrt(sizes * (n - sizes) / n)[:, None] * spread[None, :]
    summed = np.swapaxes(member, -1, -2) @ surplus
    # A whole dimension in one cell, or a theme that no interview differs in, can't stand out.
    strength: Floats = np.zeros_like(summed)
    np.divide(summed, deviation, out=strength, where=np.broadcast_to(deviation > 1e-12, summed.shape))
    return strength


def _yardstick(member: Floats, sizes: Floats, surplus: Floats, counted: npt.NDArray[np.bool_]) -> float:
    """The deviation that the largest of all counted cells passes by chance with probability LEVEL."""
    if not counted.any():
        return float("inf")
    random = np.random.default_rng(_SEED)
    interviews = np.tile(np.arange(len(member)), (_DEALS_AT_ONCE, 1))
    largest = [
        np.abs(_strength(member[random.permuted(interviews, axis=1)], sizes, surplus)[:, counted]).max(
            axis=(1, 2)
        )
        for _ in range(DEALS // _DEALS_AT_ONCE)
    ]
    return float(np.quantile(np.concatenate(largest), 1 - LEVEL))


def _rate(count: Floats, base: Floats, rows: npt.NDArray[np.bool_], theme: int) -> float:
    return float(count[rows, theme].sum() / max(base[rows, theme].sum(), 1))
