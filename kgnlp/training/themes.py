"""Annotated interviews -> the theme model, and how good it is on interviews that it has not seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from joblib import delayed
from sklearn.multiclass import OneVsRestClassifier

from kgnlp import progress
from kgnlp.domain import Stance
from kgnlp.settings import Settings
from kgnlp.themes.evidence import find_evidence
from kgnlp.themes.layers import TextScores
from kgnlp.themes.model import TextClassifiers, ThemeModel
from kgnlp.themes.tagging import stances_of
from kgnlp.training.examples import LabelledCounts, ThemeExamples
from kgnlp.training.processes import in_processes
from kgnlp.training.removals import Removals, remove
from kgnlp.training.splits import Integers, theme_folds, train_and_test
from kgnlp.training.theme_classifiers import fit_stacked, fit_stance, fit_text, stacked_probabilities
from kgnlp.training.thresholds import choose_thresholds, theme_settings

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]

FOLDS = 5
# Within the interviews of a fold, where a whole model is measured; each costs a fit.
_INNER_FOLDS = 3


@dataclass(frozen=True)
class Whole:
    """The classifiers that read counts, trained on all interviews."""

    text: TextClassifiers
    stance: OneVsRestClassifier


@dataclass(frozen=True)
class CrossScores:
    """What the classifiers on text say of each interview, trained without its fold."""

    fold_of: Integers  # number of the fold of each interview
    text: list[TextScores]
    written: list[TextScores]  # of the written interviews
    whole: Whole | None  # trained on all of them, where it was asked for


@dataclass(frozen=True)
class Tagging:
    """The tags of an interview by a model that did not see it."""

    probabilities: Floats  # shape (passages, themes)
    thresholds: Floats  # shape (themes,)

    @property
    def tagged(self) -> Booleans:
        """Which passages are tagged; shape (passages, themes)."""
        return self.probabilities >= self.thresholds


@dataclass(frozen=True)
class HeldOut(Tagging):
    """All that such a model says of it."""

    sentences: tuple[Floats, ...]  # per passage, shape (sentences, themes)
    evidence: list[list[Integers]]  # per passage and theme, numbers of its sentences within the passage
    stances: list[list[Stance]]  # per passage and theme
    removals: Removals


def fit(
    examples: Sequence[ThemeExamples],
    themes: Sequence[str],
    settings: Settings,
    written: Sequence[ThemeExamples] = (),
    crossed: CrossScores | None = None,
) -> ThemeModel:
    """The model of all these interviews.

    Args:
        examples: the annotated interviews.
        themes: ids of the themes.
        settings: the settings.
        written: interviews that were written for the codebook. The classifiers learn from them too; what is
            chosen or measured is chosen and measured on the annotated interviews alone.
        crossed: the scores of cross_score by chance for the same, where they are at hand.

    The last classifier and the thresholds are fitted on scores that each interview got from classifiers
    trained without it, so that they expect what new interviews will bring.
    """
    seed = settings.seed
    crossed = crossed or cross_score(examples, seed, written, whole=True)
    whole = crossed.whole or _fit_whole([*examples, *written], len(themes), seed)
    stacked = fit_stacked([*examples, *written], [*crossed.text, *crossed.written], len(themes), seed)
    probabilities = np.vstack([stacked_probabilities(stacked, interview) for interview in crossed.text])
    chosen = theme_settings(tuple(themes), *_truth(examples), probabilities, settings)
    return ThemeModel(
        version="",
        themes=chosen,
        text=whole.text,
        stacked=stacked,
        stance=whole.stance,
    )


def cross_predict(
    examples: Sequence[ThemeExamples],
    themes: Sequence[str],
    settings: Settings,
    crossed: CrossScores,
    written: Sequence[ThemeExamples] = (),
) -> list[Tagging]:
    """The tags of each interview by classifiers and thresholds that were fitted without it.

    Args:
        examples: the annotated interviews.
        themes: ids of the themes.
        settings: the settings.
        crossed: the scores of cross_score for these interviews.
        written: the written interviews that they were made with.
    """
    seed = settings.seed
    scored = crossed.text
    held_out: dict[int, Tagging] = {}
    for train, test in train_and_test(crossed.fold_of):
        known = [examples[i] for i in train]
        known_scores = [scored[i] for i in train]
        stacked = fit_stacked([*known, *written], [*known_scores, *crossed.written], len(themes), seed)
        seen = np.vstack([stacked_probabilities(stacked, interview) for interview in known_scores])
        chosen = choose_thresholds(*_truth(known), seen, settings.tags)
        held_out |= {int(i): Tagging(stacked_probabilities(stacked, scored[i]), chosen) for i in test}
    return [held_out[i] for i in range(len(examples))]


def _truth(examples: Sequence[ThemeExamples]) -> tuple[Booleans, Booleans]:
    """Whether passages carry themes, and whether that is known; both of shape (passages, themes)."""
    carried = np.vstack([interview.carried for interview in examples])
    return carried, np.vstack([interview.known for interview in examples])


def cross_score(
    examples: Sequence[ThemeExamples],
    seed: int,
    written: Sequence[ThemeExamples] = (),
    fold_of: Sequence[int] | Integers | None = None,
    *,
    whole: bool = False,
) -> CrossScores:
    """Scores of each interview by classifiers on text that were trained on the other folds.

    Args:
        examples: the annotated interviews.
        seed: of everything random.
        written: written interviews that every fold learns from; see fit. They are scored too, by
            classifiers that saw none of their batch: new voices.
        fold_of: number of the fold of each interview; by default interviews are dealt out by chance.
        whole: also train the classifiers of all interviews, for fit: it is quicker beside the others.
    """
    folds = dealt_folds(examples, FOLDS, seed) if fold_of is None else np.asarray(fold_of)
    everything = [interview.labelled_counts for interview in (*examples, *written)]
    calls = [
        delayed(_score_without)(everything, test, seed) for test in _tests(folds, written, len(examples))
    ]
    # The longest first, so that no process waits for it in the end.
    themes = examples[0].carried.shape[1]
    of_all = [delayed(_fit_whole)(everything, themes, seed)] if whole else []
    answers = iter(in_processes([*of_all, *calls], len(everything)))
    classifiers = next(answers) if whole else None
    found = {i: scores for answer in answers for i, scores in answer.items()}
    scored = [found[i] for i in range(len(everything))]
    return CrossScores(folds, scored[: len(examples)], scored[len(examples) :], classifiers)


def _fit_whole(everything: Sequence[LabelledCounts], themes: int, seed: int) -> Whole:
    text = fit_text(everything, seed)
    return Whole(text, fit_stance(everything, text.vectors, themes, seed))


def dealt_folds(examples: Sequence[ThemeExamples], folds: int, seed: int) -> Integers:
    """Number of the fold of each interview, no theme in one fold alone where that can be."""
    carried = np.array([(interview.carried & interview.known).any(axis=0) for interview in examples])
    return theme_folds(carried, folds, seed)


def _tests(folds: Integers, written: Sequence[ThemeExamples], shift: int) -> Iterator[list[int]]:
    """Numbers of the interviews to be scored together; the written ones are counted from ``shift`` on."""
    yield from ([int(i) for i in test] for _, test in train_and_test(folds))
    if written:
        yield from ([int(i) + shift for i in test] for _, test in train_and_test(_batch_folds(written)))


def _score_without(
    everything: Sequence[LabelledCounts], test: Sequence[int], seed: int
) -> dict[int, TextScores]:
    """Scores of some interviews, by their numbers, by classifiers that were trained on all others."""
    left_out = set(test)
    classifiers = fit_text([one for i, one in enumerate(everything) if i not in left_out], seed)
    return {i: classifiers.score(everything[i].counts) for i in test}


def _batch_folds(written: Sequence[ThemeExamples]) -> Integers:
    """Number of the fold of each; the letters before an id's number name its batch."""
    batches = [interview.interview_id.rstrip("0123456789") for interview in written]
    number = {batch: n for n, batch in enumerate(sorted(set(batches)))}
    return np.array([number[batch] % _INNER_FOLDS for batch in batches], dtype=np.intp)


def nested_predict(
    examples: Sequence[ThemeExamples],
    themes: Sequence[str],
    settings: Settings,
    written: Sequence[ThemeExamples] = (),
    fold_of: Sequence[int] | Integers | None = None,
    views: Sequence[Sequence[ThemeExamples]] = (),
    *,
    new_guides: bool = False,
) -> list[list[HeldOut]]:
    """What whole models that were trained without an interview say of it, view by view.

    Unlike cross_predict, nothing at all of the interview's fold is in the model: its last classifier and
    thresholds are fitted on folds within the other interviews.

    Args:
        examples: the annotated interviews.
        themes: ids of the themes.
        settings: the settings.
        written: written interviews that every model learns from; see fit.
        fold_of: number of the fold of each interview; by default interviews are dealt out by chance.
        views: the same interviews as they are to be judged, such as with questions that were found, any
            number of times; by default once, as annotated.
        new_guides: no written interview by a guide of the fold is learnt from either.
    """
    folds = dealt_folds(examples, FOLDS, settings.seed) if fold_of is None else np.asarray(fold_of)
    views = views or [examples]
    held_out: list[dict[int, HeldOut]] = [{} for _ in views]
    for number, (train, test) in enumerate(train_and_test(folds)):
        progress.report("measure themes", number, len(np.unique(folds)))
        learnt = of_other_guides(written, [examples[i] for i in test]) if new_guides else written
        model = fit_for_new([examples[i] for i in train], themes, settings, learnt)
        for found, view in zip(held_out, views, strict=True):
            found.update((int(i), judge(model, view[i], settings.seed)) for i in test)
    return [[found[i] for i in range(len(examples))] for found in held_out]


def of_other_guides(
    written: Sequence[ThemeExamples], interviews: Sequence[ThemeExamples]
) -> list[ThemeExamples]:
    """The written interviews that were held by none of the guides of these interviews."""
    guides = {one.guide.id for one in interviews}
    return [one for one in written if one.guide.id not in guides]


def fit_for_new(
    known: Sequence[ThemeExamples],
    themes: Sequence[str],
    settings: Settings,
    written: Sequence[ThemeExamples] = (),
) -> ThemeModel:
    """The model of some interviews, with as few folds as will do, to judge others by; see fit."""
    inner = dealt_folds(known, _INNER_FOLDS, settings.seed)
    return fit(
        known, themes, settings, written, cross_score(known, settings.seed, written, inner, whole=True)
    )


def judge(model: ThemeModel, interview: ThemeExamples, seed: int) -> HeldOut:
    """What a model says of an interview that it has not seen."""
    scores = model.score(interview.counts)
    evidence = find_evidence(model, interview.counts, scores)
    found = stances_of(model, interview.counts, evidence)
    stances = [[stance for stance, _ in passage] for passage in found]
    removals = remove(model, interview.counts, scores, evidence, seed)
    return HeldOut(scores.passages, model.thresholds, scores.sentences, evidence, stances, removals)
