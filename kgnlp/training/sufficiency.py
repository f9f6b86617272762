"""Are there labels enough to train on? Counts of what there is, and sentences on what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgnlp.decisions import Provenance
from kgnlp.domain import Role
from kgnlp.settings import NewThemeSettings
from kgnlp.training.gather import Labelled

# Two interviews a fold; fewer say nothing of how good a model is.
LEAST_INTERVIEWS = 10


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """The labels of one theme."""

    theme: str
    present: int  # to train on
    absent: int
    interviews: int  # with a label that it is present, to train on
    audit: int  # labels of the blind audit
    sure: int  # labels to train on that two coders agree on, or that were settled


@dataclass(frozen=True, slots=True)
class LabelCount:
    """What a folder of labels holds."""

    interviews: int  # with labels to train on
    with_questions: int  # interviews of which people set the questions
    synthetic: int  # interviews known to be invented
    themes: tuple[ThemeCount, ...]

    @property
    def labels(self) -> int:
        """Number of labels to train on."""
        return sum(theme.present + theme.absent for theme in self.themes)

    @property
    def audit(self) -> int:
        """Number of labels of the blind audit."""
        return sum(theme.audit for theme in self.themes)

    @property
    def sure(self) -> int:
        """Number of labels to train on that two coders agree on, or that were settled."""
        return sum(theme.sure for theme in self.themes)


def count(interviews: Sequence[Labelled], themes: Sequence[str]) -> LabelCount:
    """Count the labels on some themes."""
    cells = [(one.interview_id, *cell) for one in interviews for cell in _cells(one)]
    return LabelCount(
        interviews=len({interview for interview, *_, audit in cells if not audit}),
        with_questions=sum(one.questions_checked for one in interviews),
        synthetic=sum(one.synthetic for one in interviews),
        themes=tuple(_count_theme(theme, cells) for theme in themes),
    )


def _count_theme(theme: str, cells: Iterable[tuple[str, str, bool, Provenance, bool]]) -> ThemeCount:
    numbers: Counter[str] = Counter()
    with_theme = set()
    for interview, of, present, provenance, audit in cells:
        if of != theme:
            continue
        numbers["audit" if audit else "present" if present else "absent"] += 1
        numbers["sure"] += not audit and provenance is not Provenance.SINGLE
        if present and not audit:
            with_theme.add(interview)
    return ThemeCount(
        theme, numbers["present"], numbers["absent"], len(with_theme), numbers["audit"], numbers["sure"]
    )


def _cells(labelled: Labelled) -> Iterator[tuple[str, bool, Provenance, bool]]:
    """Theme, whether present, provenance, and whether of the audit; of annotated interviews turn by turn."""
    for label in labelled.labels or ():
        yield label.theme, label.present, label.provenance, label.blind
    if labelled.labels is None:
        marks = labelled.annotated.marks
        for turn in labelled.annotated.turns:
            if turn.role is Role.INFORMANT:
                marked = {mark.theme for mark in marks if mark.start < turn.end and turn.start < mark.end}
                for theme in labelled.themes:
                    yield theme, theme in marked, Provenance.SINGLE, False


def missing(found: LabelCount, has_version: bool, new_themes: NewThemeSettings) -> list[str]:
    """What must be there before a version can be trained, a sentence each; empty where nothing is missing.

    Args:
        found: what there is.
        has_version: whether there is a current version, whose segmentation can be kept.
        new_themes: how many labels a theme must have to be learnt.
    """
    lacks = []
    if found.interviews < LEAST_INTERVIEWS:
        lacks.append(f"{found.interviews} interviews with labels, of at least {LEAST_INTERVIEWS}")
    if found.with_questions < LEAST_INTERVIEWS and not has_version:
        lacks.append(
            f"{found.with_questions} interviews whose questions people set, of at least {LEAST_INTERVIEWS}"
        )
    of_themes = [_lacking(theme, new_themes) for theme in found.themes]
    # A theme with too few labels waits, ranked by its definition; there must be one with enough.
    if all(of_themes):
        lacks += [lack for of_theme in of_themes for lack in of_theme]
    return lacks


def _lacking(theme: ThemeCount, goal: NewThemeSettings) -> list[str]:
    lacks = []
    if theme.present < goal.least_passages or theme.interviews < goal.least_interviews:
        lacks.append(
            f"theme {theme.theme} in {theme.present} passages of {theme.interviews} interviews, "
            f"of at least {goal.least_passages} in {goal.least_interviews}"
        )
    if theme.absent < goal.least_passages:
        lacks.append(
            f"theme {theme.theme} rejected in {theme.absent} passages, of at least {goal.least_passages}"
        )
    return lacks
