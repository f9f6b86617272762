"""Every group and month against the interviews of the profile: what has moved."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from kgnlp.watching.figures import CLASSES, Figures
from kgnlp.watching.profile import Reference
from kgnlp.watching.stability import Stability, stability

Floats = npt.NDArray[np.float64]
Kind = Literal["rate", "probability", "language", "unknown"]

# Chance of naming anything at all where nothing has moved; for a whole report.
LEVEL = 0.05
# A smaller index is no change that matters, however sure it is (the customary bound of a moderate change).
LEAST_INDEX = 0.1
LEAST_INTERVIEWS = 3  # fewer say more of the persons than of the group
# So many interviews of a group make it its own yardstick: groups differ, and that is no drift.
_LEAST_OF_GROUP = 10
# Classes between which the model is unsure: their share is what is told of probabilities.
_UNSURE = slice(2, len(CLASSES))


@dataclass(frozen=True, slots=True)
class Observed:
    """An interview that is compared."""

    interview_id: str
    group: str
    month: str | None  # 2024-02; None where its date is not known
    figures: Figures

    @classmethod
    def of(cls, interview_id: str, group: str, date: dt.date | None, stored: Mapping[str, Any]) -> Self:
        """One of that date; its figures as JSON holds them."""
        month = f"{date:%Y-%m}" if date else None
        return cls(interview_id, group, month, Figures.from_json(stored))


@dataclass(frozen=True, slots=True)
class Measure:
    """What is compared."""

    kind: Kind
    theme: str | None = None  # of rate and probability

    def counts(self, figures: Figures) -> tuple[int, ...]:
        """Cases of an interview by class."""
        if self.kind == "language":
            return (figures.nynorsk, figures.passages - figures.nynorsk)
        if self.kind == "unknown":
            return (figures.unknown, figures.words - figures.unknown)
        found = figures.themes[self.theme or ""]
        return (
            found.classes if self.kind == "probability" else (found.tagged, figures.passages - found.tagged)
        )

    def share(self, counts: Floats) -> float:
        """What is told of the counts by class: the share of one or some of the classes, 0 to 1."""
        told = counts[_UNSURE] if self.kind == "probability" else counts[:1]
        return float(told.sum() / max(counts.sum(), 1))


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of the interviews of a group, a month, or a group in a month."""

    group: str | None  # None for all groups
    month: str | None  # None for all months
    interview_ids: tuple[str, ...]
    compared_with: int  # interviews
    same_groups: bool  # whether these are of the same groups alone
    measure: Measure
    share: float  # of passages (or words) with the theme, unsure, in nynorsk or unknown; 0 to 1
    expected: float  # the same of those that it is compared with
    stability: Stability
    moved: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What was compared, and what has moved."""

    references: tuple[Reference, ...]  # what was compared with
    synthetic: bool  # whether any of these is invented
    compared: tuple[Compared, ...]
    too_few: int  # groups in a month that have too few interviews to tell

    @property
    def moved(self) -> tuple[Compared, ...]:
        """What has moved, the farthest first."""
        found = [one for one in self.compared if one.moved]
        return tuple(sorted(found, key=lambda one: -one.stability.index))

    def moved_themes(self, themes: Sequence[str]) -> dict[str, frozenset[str]]:
        """By interview the themes to look at again: those that moved; all, where language or words did."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for one in self.moved:
            for interview_id in one.interview_ids:
                found[interview_id].update([one.measure.theme] if one.measure.theme else themes)
        return {interview_id: frozenset(names) for interview_id, names in found.items()}


@dataclass(frozen=True, slots=True)
class _Cell:
    group: str | None
    month: str | None
    interviews: tuple[Observed, ...]


def compare(observed: Sequence[Observed], references: Sequence[Reference], synthetic: bool) -> Report:
    """Compare all interviews, those of each group, of each month, and of each group in each month.

    Args:
        observed: the interviews.
        references: those that they are compared with.
        synthetic: whether any of these is invented.
    """
    cells = _cells(observed)
    enough = [cell for cell in cells if len(cell.interviews) >= LEAST_INTERVIEWS]
    measures = _measures(observed, references)
    if len(references) < LEAST_INTERVIEWS:
        enough = []
    compared = [one for cell in enough for one in _compare(cell, references, measures, len(enough))]
    too_few = sum(
        cell.group is not None and cell.month is not None
        for cell in cells
        if len(cell.interviews) < LEAST_INTERVIEWS
    )
    return Report(tuple(references), synthetic, tuple(compared), too_few)


def _cells(observed: Sequence[Observed]) -> list[_Cell]:
    """All, by group, by month, by both. Of cells with the same interviews the narrowest name stands."""
    members: defaultdict[tuple[str | None, str | None], list[Observed]] = defaultdict(list)
    for one in sorted(observed, key=lambda one: one.interview_id):
        for group in (None, one.group):
            members[group, None].append(one)
            if one.month:
                members[group, one.month].append(one)
    by_interviews = {
        tuple(one.interview_id for one in interviews): _Cell(*key, tuple(interviews))
        for key, interviews in sorted(members.items(), key=lambda item: [name or "" for name in item[0]])
    }
    return list(by_interviews.values())


def _measures(observed: Sequence[Observed], references: Sequence[Reference]) -> list[Measure]:
    """Language, unknown words, and what is known of each theme on both sides."""
    sides = [*(one.figures for one in observed), *(one.figures for one in references)]
    if not observed or not references:
        return []
    themes = sorted(set.intersection(*(set(figures.themes) for figures in sides)))
    of_themes = [Measure(kind, theme) for theme in themes for kind in ("rate", "probability")]
    return [*of_themes, Measure("language"), Measure("unknown")]


def _compare(
    cell: _Cell, references: Sequence[Reference], measures: Sequence[Measure], cells: int
) -> list[Compared]:
    others, same_groups = _others(cell, references)
    sides: list[Observed | Reference] = [*cell.interviews, *others]
    members = np.arange(len(sides)) < len(cell.interviews)
    strata = np.array([one.group if same_groups else "" for one in sides])
    counts = [np.array([m.counts(one.figures) for one in sides], dtype=np.float64) for m in measures]
    found = stability(counts, members, strata)
    return [
        Compared(
            group=cell.group,
            month=cell.month,
            interview_ids=tuple(one.interview_id for one in cell.interviews),
            compared_with=len(others),
            same_groups=same_groups,
            measure=measure,
            share=measure.share(rows[members].sum(axis=0)),
            expected=measure.share(rows[~members].sum(axis=0)),
            stability=stable,
            moved=_has_moved(stable, cells),
        )
        for measure, rows, stable in zip(measures, counts, found, strict=True)
    ]


def _has_moved(found: Stability, cells: int) -> bool:
    """Whether it is farther than chance goes in any of the cells (Bonferroni), and far enough to matter."""
    return found.chance * cells <= LEVEL and found.index >= LEAST_INDEX


def _others(cell: _Cell, references: Sequence[Reference]) -> tuple[list[Reference], bool]:
    """What a cell is compared with: interviews of its own groups, where there are enough of each."""
    groups = {one.group for one in cell.interviews}
    sizes: Mapping[str, int] = Counter(one.group for one in references)
    if all(sizes.get(group, 0) >= _LEAST_OF_GROUP for group in groups):
        return [one for one in references if one.group in groups], True
    return list(references), False
