"""What each kind of feature gives: the same measured without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scipy.sparse import csr_matrix

from kgnlp import progress
from kgnlp.themes.counts import Counts, InputCounts
from kgnlp.themes.terms import Terms, whole_terms, written_terms
from kgnlp.training.evaluation.measures import counts_of_tags, f1_measures, segmentation_shares
from kgnlp.training.evaluation.predict import ANNOTATED, place_held_out
from kgnlp.training.evaluation.prepare import Prepared
from kgnlp.training.evaluation.records import Measure, Scope
from kgnlp.training.examples import ThemeExamples
from kgnlp.training.splits import Integers
from kgnlp.training.themes import cross_predict, cross_score

Change = Callable[[ThemeExamples], InputCounts]


def _emptied(matrix: csr_matrix) -> csr_matrix:
    return csr_matrix(matrix.shape, dtype=matrix.dtype)


def _nothing(counts: Counts) -> Counts:
    return Counts(_emptied(counts.words), _emptied(counts.characters), _emptied(counts.concepts))


def _without_context(part: str) -> Change:
    """The counts with one part of the context empty: asked, questions or neighbours."""

    def change(interview: ThemeExamples) -> InputCounts:
        found = getattr(interview.counts, part)
        empty = _nothing(found) if isinstance(found, Counts) else _emptied(found)
        without: dict[str, Any] = {part: empty}
        return replace(interview.counts, **without)

    return change


def _without_block(block: str) -> Change:
    """The counts of all texts with one block empty: words, characters or concepts."""

    def change(interview: ThemeExamples) -> InputCounts:
        texts: dict[str, Any] = {
            name: replace(counts, **{block: _emptied(getattr(counts, block))})
            for name in ("passages", "asked", "questions", "sentences")
            for counts in [getattr(interview.counts, name)]
        }
        return replace(interview.counts, **texts)

    return change


def _with_terms(terms: Terms, prepared: Prepared) -> Change:
    return lambda interview: InputCounts.of(interview.inputs, prepared.material.concepts, terms)


# Groups of features of segmentation, by the beginnings of their names.
SEGMENTATION: Mapping[str, tuple[str, ...]] = {
    "wording of the guide": ("wording:", "question:", "stay: wording"),
    "bank of questions asked before": ("bank:", "stay: bank"),
    "kind of turn": ("kind:", "stay: kind", "stay: before, kind", "stay: outside, kind"),
    "place in the interview": ("place: distance", "place: the same", "stay: before, progress"),
}


def theme_changes(prepared: Prepared) -> dict[str, Change]:
    """How to leave out each kind of feature of themes, by its name."""
    return {
        "words, pairs, compound parts": _without_block("words"),
        "common forms and compound parts (words as written)": _with_terms(written_terms, prepared),
        "compound parts": _with_terms(whole_terms, prepared),
        "characters": _without_block("characters"),
        "concepts": _without_block("concepts"),
        "interviewer's turn": _without_context("asked"),
        "guide question": _without_context("questions"),
        "neighbouring sentences": _without_context("neighbours"),
    }


def ablation(prepared: Prepared, fold_of: Integers) -> Iterator[Measure]:
    """F1 of themes, and shares of turns on the right question, without each kind of feature in turn.

    Themes are scored with annotated questions and by cross_predict: the classifiers on top are not nested,
    so the first row, without nothing, is not the main figure. What counts is the difference from it.

    Args:
        prepared: the annotated interviews.
        fold_of: number of the fold of each.
    """
    changes = theme_changes(prepared)
    steps = 2 + len(changes) + 1 + len(SEGMENTATION)
    progress.report("ablation", 0, steps)
    yield from _themes(prepared, fold_of, "nothing", prepared.examples, prepared.written)
    yield from _themes(prepared, fold_of, "written interviews", prepared.examples, ())
    for number, (name, change) in enumerate(changes.items(), 2):
        progress.report("ablation", number, steps)
        changed, written = (
            [replace(interview, counts=change(interview)) for interview in interviews]
            for interviews in (prepared.examples, prepared.written)
        )
        yield from _themes(prepared, fold_of, name, changed, written)
    for number, (name, starts) in enumerate({"nothing": (), **SEGMENTATION}.items(), 2 + len(changes)):
        progress.report("ablation", number, steps)
        yield from _segmentation(prepared, fold_of, name, starts)


def _themes(
    prepared: Prepared,
    fold_of: Integers,
    without: str,
    examples: Sequence[ThemeExamples],
    written: Sequence[ThemeExamples],
) -> Iterator[Measure]:
    settings, themes = prepared.settings, prepared.themes
    crossed = cross_score(examples, settings.seed, written, fold_of)
    found = cross_predict(examples, themes, settings, crossed, written)
    scope = Scope("interview", ANNOTATED, without=without)
    yield from f1_measures(scope, counts_of_tags(examples, found), themes, settings.seed)


def _segmentation(
    prepared: Prepared, fold_of: Integers, without: str, starts: tuple[str, ...]
) -> Iterator[Measure]:
    placings = place_held_out(prepared, fold_of, without=starts)
    yield from segmentation_shares(Scope("interview", without=without), prepared, placings)
