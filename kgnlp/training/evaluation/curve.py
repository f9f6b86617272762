"""The learning curve: macro F1 by the number of interviews that are trained on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan

import numpy as np

from kgnlp import progress
from kgnlp.errors import LabelError
from kgnlp.training.evaluation.estimates import Estimate
from kgnlp.training.evaluation.measures import counts_of, f1_measures
from kgnlp.training.evaluation.predict import FOUND, Predicted, View
from kgnlp.training.evaluation.prepare import Prepared
from kgnlp.training.evaluation.records import Measure, Scope
from kgnlp.training.splits import Integers, train_and_test
from kgnlp.training.themes import HeldOut, fit_for_new, judge

SIZES = (5, 10, 20, 30, 45)
# With fewer the curve would have fewer than three points.
LEAST_INTERVIEWS = 15


def check(interviews: int) -> None:
    """Raise LabelError where there are too few interviews for a curve."""
    if interviews < LEAST_INTERVIEWS:
        raise LabelError(
            f"{interviews} annotated interviews",
            expected=f"at least {LEAST_INTERVIEWS} for a learning curve",
            action="Leave out --learning-curve, or annotate more interviews.",
        )


def sizes_for(fold_of: Integers) -> tuple[int, ...]:
    """Numbers of interviews to train on: the fixed ones that every fold leaves, and all that it leaves."""
    most = min(len(train) for train, _ in train_and_test(fold_of))
    return (*(size for size in SIZES if size < most), most)


def learning_curve(prepared: Prepared, predicted: Predicted) -> Iterator[Measure]:
    """F1 of themes when trained on the first interviews of a fixed order of the other folds.

    Args:
        prepared: the annotated interviews.
        predicted: the same in folds by interview; interviews are scored with the questions found there, by
            a segmentation model of all other folds.
    """
    sizes = sizes_for(predicted.fold_of)
    for number, size in enumerate(sizes):
        progress.report("learning curve", number, len(sizes))
        scope = Scope(predicted.folds, FOUND, trained_on=size)
        try:
            view = View(FOUND, predicted.as_run, _held_out(prepared, predicted, size))
        except LabelError:  # so few interviews that one of the themes can't be learnt from them
            missing = Estimate(nan, nan, nan, len(prepared.pairs))
            yield Measure(scope, "", "macro_f1", missing)
            continue
        yield from f1_measures(scope, counts_of(view), prepared.themes, prepared.settings.seed)


def _held_out(prepared: Prepared, predicted: Predicted, size: int) -> Sequence[HeldOut]:
    found: dict[int, HeldOut] = {}
    seed = prepared.settings.seed
    for fold, (train, test) in enumerate(train_and_test(predicted.fold_of)):
        # The order is of the fold, not of the size, so that more interviews are always the same and others.
        order = np.random.default_rng([seed, fold]).permutation(train)[:size]
        known = [prepared.examples[i] for i in order]
        model = fit_for_new(known, prepared.themes, prepared.settings, prepared.written)
        found.update((int(i), judge(model, predicted.as_run[i], seed)) for i in test)
    return [found[i] for i in range(len(prepared.examples))]
