"""Is a new model version better than the current one? A paired test over interviews.

Both are asked the same: how they judge labelled passages of interviews that they have not seen. What is
measured on must be surer than what is tried: labels that are new since the current version and rest on one
person each can't speak for the version that learnt them (docs/decisions/0009-retraining.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import permutation_test

from kgnlp.decisions import Provenance
from kgnlp.settings import PromotionSettings
from kgnlp.training.held_out import CELL

Floats = npt.NDArray[np.float64]

# Draws of the test: p of 0.05 is settled to about 0.004. With 13 interviews or fewer all exchanges are tried.
_DRAWS = 9999
# Columns of counts, by theme: rightly tagged, carrying, tagged.
_BOTH, _TRUE, _FOUND = range(3)


@dataclass(frozen=True, slots=True)
class ThemeDifference:
    """How two versions find one theme, in what both are measured on."""

    theme: str
    present: int  # passages that carry it
    f1_before: float
    f1_after: float

    @property
    def gain(self) -> float:
        """F1 after less F1 before."""
        return self.f1_after - self.f1_before


@dataclass(frozen=True, slots=True)
class Comparison:
    """A version against another."""

    before: str  # the version that it is compared with
    interviews: int  # that both are measured on
    labels: int  # passages and themes of them
    audit_labels: int  # of these, in the blind audit
    macro_f1_before: float
    macro_f1_after: float
    p: float  # probability of a gain as large or larger were the versions alike; nan where there is nothing
    themes: tuple[ThemeDifference, ...]
    turns: int  # that both versions placed unseen; 0 where segmentation can't be compared
    right_turns_before: int  # of these, on the right question or item
    right_turns_after: int

    @property
    def gain(self) -> float:
        """Macro F1 after less macro F1 before."""
        return self.macro_f1_after - self.macro_f1_before


def sure_rows(after: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """What two versions are measured on: a row a passage and theme, columns of both with suffixes.

    That are the labels of the blind audit, those that two coders agree on or that were settled, and those
    that stood already, and as they are now, when the version before was trained.

    Args:
        after: held-out rows of the new version, with the labels as they are now.
        before: held-out rows of the version that it is compared with; ``present`` is null where it was not
            trained with a label.
    """
    both = after[after["present"].notna()].merge(before, on=CELL, suffixes=("", "_before"))
    sure = both["is_audit"] | (both["provenance"] != Provenance.SINGLE.value)
    stood = (both["present_before"] == both["present"]).fillna(value=False).astype(bool)
    return both[sure | stood]


def compare(
    rows: pd.DataFrame,
    themes: Sequence[str],
    before: str,
    seed: int,
    turns: tuple[int, int, int] = (0, 0, 0),
) -> Comparison:
    """Compare two versions on rows of sure_rows.

    The measure is macro F1 over all rows; the test asks how often as large a gain would come by chance, were
    the tags of each interview as likely to be of the one version as of the other (approximate
    randomisation: Yeh 2000, COLING). Whole interviews are exchanged, as passages of one are alike.

    Args:
        rows: of sure_rows.
        themes: ids of the themes.
        before: name of the version that is compared with.
        seed: of the draws.
        turns: that both placed unseen; of these, those that the new one had right, and the one before.
    """
    interviews = sorted(rows["interview_id"].unique())
    counts = np.array([_counts(rows, tagged, interviews, themes) for tagged in ("tagged", "tagged_before")])
    after, of_before = (_f1(one.sum(axis=0)) for one in counts)
    measured = counts[0].sum(axis=0)[_TRUE] > 0
    return Comparison(
        before=before,
        interviews=len(interviews),
        labels=len(rows),
        audit_labels=int(rows["is_audit"].sum()),
        macro_f1_before=_mean(of_before[measured]),
        macro_f1_after=_mean(after[measured]),
        p=_p(counts[..., measured], seed) if len(interviews) > 1 and measured.any() else float("nan"),
        themes=tuple(
            ThemeDifference(theme, int(counts[0].sum(axis=0)[_TRUE, n]), float(of_before[n]), float(after[n]))
            for n, theme in enumerate(themes)
            if measured[n]
        ),
        turns=turns[0],
        right_turns_after=turns[1],
        right_turns_before=turns[2],
    )


def verdict(found: Comparison, goal: PromotionSettings) -> tuple[bool, str]:
    """Whether the new version is to become current, and why, in a sentence without text of transcripts."""
    measured = f"on {found.labels} labels of {found.interviews} interviews"
    if found.interviews < goal.least_interviews or not found.themes:
        return False, (
            f"only {found.interviews} interviews with labels sure enough to compare with {found.before} on, "
            f"fewer than {goal.least_interviews}: decide more of the blind audit, or have two code the same"
        )
    values = f"{found.macro_f1_before:.3f} to {found.macro_f1_after:.3f}"
    gain = f"macro F1 {values} against {found.before} {measured}"
    worse = [one for one in found.themes if one.gain < -goal.margin]
    if worse:
        falls = ", ".join(f"{one.theme} {one.f1_before:.3f} to {one.f1_after:.3f}" for one in worse)
        return False, f"F1 falls by more than {goal.margin:g}: {falls} ({gain})"
    if found.right_turns_after < found.right_turns_before - goal.margin * found.turns:
        shares = [f"{n / found.turns:.3f}" for n in (found.right_turns_before, found.right_turns_after)]
        return False, f"the share of turns on the right question falls: {' to '.join(shares)} ({gain})"
    if not found.p < goal.level:
        return False, f"not surely better: {gain}; {_written(found.p)}, not below {goal.level:g}"
    return True, f"better: {gain}; {_written(found.p)}"


def _written(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _counts(rows: pd.DataFrame, tagged: str, interviews: Sequence[str], themes: Sequence[str]) -> Floats:
    """Numbers of passages, shape (interviews, 3, themes)."""
    counts = np.zeros((len(interviews), 3, len(themes)))
    place: Mapping[str, int] = {name: number for number, name in enumerate(interviews)}
    column: Mapping[str, int] = {theme: number for number, theme in enumerate(themes)}
    of = (rows["interview_id"].map(place).to_numpy(int), rows["theme"].map(column).to_numpy(int))
    present, found = rows["present"].to_numpy(bool), rows[tagged].to_numpy(bool)
    for number, values in enumerate((present & found, present, found)):
        np.add.at(counts[:, number], of, values)
    return counts


def _f1(counts: Floats) -> Floats:
    """F1 of each theme from counts of shape (…, 3, themes); 0 where nothing is there and nothing found."""
    below = counts[..., _TRUE, :] + counts[..., _FOUND, :]
    found: Floats = 2 * counts[..., _BOTH, :] / np.maximum(below, 1)
    return found


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _p(counts: Floats, seed: int) -> float:
    """One-sided p of the gain in macro F1; counts are of shape (2, interviews, 3, themes)."""
    interviews = counts.shape[1]
    every = counts.reshape(2 * interviews, *counts.shape[2:])

    def gain(after: Any, before: Any, axis: int) -> Floats:
        sums = [every[np.moveaxis(one, axis, -1).astype(int)].sum(axis=-3) for one in (after, before)]
        found: Floats = _f1(sums[0]).mean(axis=-1) - _f1(sums[1]).mean(axis=-1)
        return found

    numbers = np.arange(interviews)
    test = permutation_test(
        (numbers, numbers + interviews),
        gain,
        permutation_type="samples",
        alternative="greater",
        vectorized=True,
        n_resamples=_DRAWS,
        batch=500,
        rng=np.random.default_rng(seed),
    )
    return float(test.pvalue)
