"""Predictions -> measures with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import nan

import numpy as np

from kgnlp import progress
from kgnlp.segment import Placing
from kgnlp.training.evaluation.calibration import BinSums
from kgnlp.training.evaluation.estimates import Estimate, ratio_estimate
from kgnlp.training.evaluation.faithfulness import faithfulness_ratios
from kgnlp.training.evaluation.predict import Predicted, View
from kgnlp.training.evaluation.prepare import Prepared
from kgnlp.training.evaluation.records import Measure, Scope, ThemeBin
from kgnlp.training.evaluation.segmentation import (
    TurnCounts,
    count_turns,
    questions_of,
    segmentation_ratios,
)
from kgnlp.training.evaluation.slices import Slices
from kgnlp.training.evaluation.tag_counts import evidence_word_f1, review_ratios, stance_accuracy
from kgnlp.training.evaluation.theme_counts import ThemeCounts, average_precision
from kgnlp.training.examples import ThemeExamples
from kgnlp.training.themes import Tagging

MACRO_F1 = "macro_f1"
# What is measured of segmentation in slices; the rest says little of few interviews.
_SLICED = ("turns_on_item", "turns_on_question")


def all_measures(prepared: Prepared, predicted: Predicted, slices: Slices) -> list[Measure]:
    """Everything that is measured on folds by interview."""
    progress.report("measure", 0, 1)
    seed, scope = prepared.settings.seed, Scope(predicted.folds)
    measures = list(_segmentation(scope, turn_counts(prepared, predicted.placings), seed))
    for view in predicted.views:
        seen = replace(scope, questions=view.questions)
        measures += _themes(seen, view, prepared)
        measures += _all_themes(seen, view, prepared)
        measures += _faithfulness(seen, view, prepared)
    return measures + sliced_measures(prepared, predicted, slices)


def left_out_measures(prepared: Prepared, predicted: Predicted, slices: Slices) -> list[Measure]:
    """What is measured on folds by group or guide: all together, and each one that was left out."""
    seed, scope = prepared.settings.seed, Scope(predicted.folds)
    measures = list(segmentation_shares(scope, prepared, predicted.placings))
    for view in predicted.views:
        seen = replace(scope, questions=view.questions)
        measures += f1_measures(seen, counts_of(view), prepared.themes, seed)
    own = {key: chosen for key, chosen in slices.items() if key[0] == predicted.folds}
    return measures + sliced_measures(prepared, predicted, own)


def sliced_measures(prepared: Prepared, predicted: Predicted, slices: Slices) -> list[Measure]:
    """F1 of themes, and shares of turns, by slice."""
    seed = prepared.settings.seed
    ratios = segmentation_ratios(turn_counts(prepared, predicted.placings))
    measures: list[Measure] = []
    for (kind, value), chosen in slices.items():
        scope = Scope(predicted.folds, slice=kind, value=value)
        measures += [
            Measure(scope, "", name, ratio_estimate([ratios[name]], seed, chosen)) for name in _SLICED
        ]
        for view in predicted.views:
            counts = counts_of(view)
            counts = ThemeCounts(counts.both[chosen], counts.true[chosen], counts.found[chosen])
            measures += f1_measures(replace(scope, questions=view.questions), counts, prepared.themes, seed)
    return measures


def f1_measures(scope: Scope, counts: ThemeCounts, themes: Sequence[str], seed: int) -> Iterator[Measure]:
    """F1 of each theme, and macro F1."""
    for number, theme in enumerate(themes):
        yield Measure(scope, theme, "f1", ratio_estimate([counts.f1(number)], seed))
    yield Measure(scope, "", MACRO_F1, ratio_estimate(counts.macro_f1(), seed))


def counts_of(view: View) -> ThemeCounts:
    """Counts by interview and theme."""
    return counts_of_tags(view.examples, view.held_out)


def counts_of_tags(examples: Sequence[ThemeExamples], found: Sequence[Tagging]) -> ThemeCounts:
    """Counts by interview and theme of these tags."""
    return ThemeCounts.of([interview.carried for interview in examples], [tags.tagged for tags in found])


def segmentation_shares(scope: Scope, prepared: Prepared, placings: Sequence[Placing]) -> Iterator[Measure]:
    """Shares of turns on the right question and item."""
    ratios = segmentation_ratios(turn_counts(prepared, placings))
    for name in _SLICED:
        yield Measure(scope, "", name, ratio_estimate([ratios[name]], prepared.settings.seed))


def turn_counts(prepared: Prepared, placings: Sequence[Placing]) -> list[TurnCounts]:
    """Counts of turns by interview."""
    guides = prepared.material.guides
    return [
        count_turns(placing.question_ids, one.question_ids, questions_of(guides[one.interview.guide]))
        for (one, _), placing in zip(prepared.pairs, placings, strict=True)
    ]


def theme_bins(view: View, themes: Sequence[str]) -> Iterator[ThemeBin]:
    """The bins of the reliability figure, by theme."""
    for number, theme in enumerate(themes):
        for one in _bin_sums(view, number).bins():
            yield ThemeBin(view.questions, theme, one)


def _bin_sums(view: View, theme: int | None = None) -> BinSums:
    chosen = slice(None) if theme is None else theme
    return BinSums.of(
        [interview.carried[:, chosen] for interview in view.examples],
        [found.probabilities[:, chosen] for found in view.held_out],
    )


def _segmentation(scope: Scope, counts: Sequence[TurnCounts], seed: int) -> Iterator[Measure]:
    for name, ratio in segmentation_ratios(counts).items():
        yield Measure(scope, "", name, ratio_estimate([ratio], seed))


def _themes(scope: Scope, view: View, prepared: Prepared) -> Iterator[Measure]:
    counts, seed = counts_of(view), prepared.settings.seed
    truth = np.vstack([interview.carried for interview in view.examples])
    probabilities = np.vstack([found.probabilities for found in view.held_out])
    sizes = [len(interview.passages) for interview in view.examples]
    interview_of = np.repeat(np.arange(len(sizes)), sizes)
    for n, theme in enumerate(prepared.themes):
        number = Estimate(float(counts.true[:, n].sum()), nan, nan, len(sizes))
        ranked = average_precision(truth[:, n], probabilities[:, n], interview_of, seed)
        yield Measure(scope, theme, "passages_with_theme", number)
        yield Measure(scope, theme, "precision", ratio_estimate([counts.precision(n)], seed))
        yield Measure(scope, theme, "recall", ratio_estimate([counts.recall(n)], seed))
        yield Measure(scope, theme, "f1", ratio_estimate([counts.f1(n)], seed))
        yield Measure(scope, theme, "average_precision", ranked)
        yield Measure(scope, theme, "calibration_error", _bin_sums(view, n).error_estimate(seed))


def _faithfulness(scope: Scope, view: View, prepared: Prepared) -> Iterator[Measure]:
    """Of each theme, and of all of them together."""
    numbers = range(len(prepared.themes))
    for theme, measured in (*zip(prepared.themes, zip(numbers), strict=True), ("", tuple(numbers))):
        for name, ratio in faithfulness_ratios(view, measured).items():
            yield Measure(scope, theme, name, ratio_estimate([ratio], prepared.settings.seed))


def _all_themes(scope: Scope, view: View, prepared: Prepared) -> Iterator[Measure]:
    seed, themes = prepared.settings.seed, prepared.themes
    caught, reviewed = review_ratios(view, prepared.settings.review.share)
    ratios = {
        MACRO_F1: counts_of(view).macro_f1(),
        "stance_accuracy": [stance_accuracy(view, themes)],
        "evidence_word_f1": [evidence_word_f1(view, themes)],
        "errors_in_review": [caught],
        "passages_in_review": [reviewed],
    }
    for name, ratio in ratios.items():
        yield Measure(scope, "", name, ratio_estimate(ratio, seed))
    yield Measure(scope, "", "calibration_error", _bin_sums(view).error_estimate(seed))
