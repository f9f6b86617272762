"""What models that did not see an interview say of it: its questions, then its themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kgnlp import progress
from kgnlp.domain import Interview
from kgnlp.errors import LabelError
from kgnlp.segment import Placing
from kgnlp.training import segments
from kgnlp.training.evaluation.prepare import Prepared
from kgnlp.training.examples import ThemeExamples, theme_examples
from kgnlp.training.splits import Integers, interview_folds, train_and_test
from kgnlp.training.themes import HeldOut, nested_predict, of_other_guides

FOLDS = 5  # by interview; each costs a fit of everything
ANNOTATED = "annotated"
FOUND = "found"
GUIDE = "guide"


@dataclass(frozen=True)
class View:
    """The themes of all interviews, scored with questions of one source."""

    questions: str  # annotated or found
    examples: Sequence[ThemeExamples]  # as the models saw them, with the truth
    held_out: Sequence[HeldOut]


@dataclass(frozen=True)
class Predicted:
    """All that was predicted with one way of dealing interviews into folds."""

    folds: str  # interview, group or guide: what a fold holds
    fold_of: Integers
    placings: Sequence[Placing]
    as_run: Sequence[ThemeExamples]  # with the questions of the placings
    views: Sequence[View]


def folds_by(kind: str, interviews: Sequence[Interview], seed: int) -> Integers:
    """Number of the fold of each interview.

    Args:
        kind: ``interview`` for folds by chance; ``group`` or ``guide`` for one fold a group or guide.
        interviews: the interviews.
        seed: of chance.

    Raises:
        LabelError: all interviews are of one group or guide, so that none can be left out.
    """
    if kind == "interview":
        return interview_folds(len(interviews), FOLDS, seed)
    names = [str(getattr(interview, kind)) for interview in interviews]
    distinct = sorted(set(names))
    if len(distinct) < 2:
        raise LabelError(
            f"{len(names)} interviews, all of {kind} {distinct[0]}",
            expected=f"interviews of two or more, to train without one {kind}",
            action=f"Leave out --by {kind}, or add interviews of another {kind}.",
        )
    return np.array([distinct.index(name) for name in names], dtype=np.intp)


def predict(prepared: Prepared, folds: str, questions: Sequence[str]) -> Predicted:
    """Train without each fold in turn, and predict it.

    Args:
        prepared: the annotated interviews.
        folds: what a fold holds: interview, group or guide.
        questions: the sources of questions to score themes with: annotated, found.
    """
    fold_of = folds_by(folds, prepared.interviews, prepared.settings.seed)
    new_guides = folds == GUIDE
    placings = place_held_out(prepared, fold_of, new_guides=new_guides)
    as_run = [
        theme_examples(annotated, analysed, prepared.material, placing)
        for (annotated, analysed), placing in zip(prepared.pairs, placings, strict=True)
    ]
    seen_by: Mapping[str, Sequence[ThemeExamples]] = {ANNOTATED: prepared.examples, FOUND: as_run}
    seen = [seen_by[source] for source in questions]
    held_out = nested_predict(
        prepared.examples,
        prepared.themes,
        prepared.settings,
        prepared.written,
        fold_of,
        seen,
        new_guides=new_guides,
    )
    views = [View(*view) for view in zip(questions, seen, held_out, strict=True)]
    return Predicted(folds, fold_of, placings, as_run, views)


def place_held_out(
    prepared: Prepared, fold_of: Integers, without: tuple[str, ...] = (), *, new_guides: bool = False
) -> list[Placing]:
    """The questions of the turns of each interview, by a segmentation model trained without its fold.

    The model is not calibrated: that changes how sure it is, not which questions it finds, and costs three
    more fits.

    Args:
        prepared: the annotated interviews.
        fold_of: number of the fold of each.
        without: features whose names begin with one of these are left out.
        new_guides: no written interview by a guide of the fold is learnt from either.
    """
    found: dict[int, Placing] = {}
    guides = prepared.material.guides
    for number, (train, test) in enumerate(train_and_test(fold_of)):
        progress.report("measure segmentation", number, len(np.unique(fold_of)))
        written = prepared.written
        if new_guides:
            written = of_other_guides(written, [prepared.examples[i] for i in test])
        held = [(one.annotated, one.guide) for one in written]
        model = segments.fit_uncalibrated([prepared.pairs[i] for i in train], guides, held, without)
        for i in test:
            annotated, analysed = prepared.pairs[i]
            found[int(i)] = model.place(analysed, guides[annotated.interview.guide])
    return [found[i] for i in range(len(prepared.pairs))]
