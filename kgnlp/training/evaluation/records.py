"""What an evaluation gives: measures, bins of the reliability figure, wrong tags, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kgnlp.training.evaluation.calibration import Bin
from kgnlp.training.evaluation.estimates import Estimate
from kgnlp.training.evaluation.wrong_tags import WrongTag


@dataclass(frozen=True, slots=True)
class Scope:
    """What a measure is of."""

    folds: str  # interview, group or guide: what was left out of training together
    questions: str = ""  # annotated or found: what themes were scored with; "" for segmentation
    slice: str = ""  # role, group, language, guide or form; "" for all interviews
    value: str = ""  # of the slice
    trained_on: int | None = None  # interviews, in the learning curve; None for all of the other folds
    without: str = ""  # kind of feature that was left out, "nothing" for none, in the ablation; else ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured value."""

    scope: Scope
    theme: str  # id; "" for all themes together, and for segmentation
    name: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class ThemeBin:
    """A bin of the reliability figure."""

    questions: str  # annotated or found
    theme: str
    bin: Bin


@dataclass(frozen=True, slots=True)
class About:
    """What the figures rest on."""

    labels: str  # folder of the annotated interviews
    interviews: int
    passages: int
    synthetic: bool
    seed: int
    draws: int  # of the intervals
    folds: int
    themes: tuple[str, ...]  # ids, in the order of the codebook
    questions: tuple[str, ...]  # the sources that themes were scored with
    review_share: float  # share of the passages that may be put to a person
    language_pipeline: str
    code_version: str  # of training
    command: str

    @property
    def measured_on(self) -> str:
        """In words."""
        kind = "synthetic" if self.synthetic else "annotated"
        return (
            f"{self.interviews} {kind} interviews with {self.passages} passages, each by models trained "
            f"without its fold ({self.folds} folds by interview)"
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was measured."""

    about: About
    measures: Sequence[Measure]
    bins: Sequence[ThemeBin]
    wrong_tags: Sequence[WrongTag] = field(repr=False)  # hold transcript text
