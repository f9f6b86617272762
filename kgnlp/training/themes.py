"""Annotated interviews -> the theme model, and how good it is on interviews that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import PolynomialFeatures
from sklearn.svm import LinearSVC

from kgnlp import progress
from kgnlp.domain import Stance
from kgnlp.settings import Settings, TagSettings
from kgnlp.themes.concepts import load_concepts
from kgnlp.themes.counts import InputCounts, joined
from kgnlp.themes.features import TextVectors
from kgnlp.themes.layers import TextScores
from kgnlp.themes.model import ThemeModel, ThemeSettings, rows_of
from kgnlp.themes.stacking import stack
from kgnlp.themes.stance import stance_rows
from kgnlp.themes.tagging import stances_of
from kgnlp.training.examples import ThemeExamples
from kgnlp.training.splits import Integers, interview_folds, train_and_test

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]
Linear = TypeVar("Linear", LogisticRegression, LinearSVC)

FOLDS = 5
# Within the interviews of a fold, where a whole model is measured; each costs a fit.
_INNER_FOLDS = 3
# Inverse regularisation of the classifiers on text, of those on top of them, and of stance; set by hand.
_C_TEXT = 0.25
_C_STACKED = 0.1
_C_STANCE = 10.0


@dataclass(frozen=True)
class CrossScores:
    """What the classifiers on text say of each interview, trained without its fold."""

    fold_of: Integers  # number of the fold of each interview
    text: list[TextScores]
    written: list[TextScores]  # of the written interviews
    stances: list[list[list[Stance]]]  # per interview, passage and theme


@dataclass(frozen=True)
class HeldOut:
    """What a model that did not see an interview says of it."""

    probabilities: Floats  # shape (passages, themes)
    thresholds: Floats  # shape (themes,)
    sentences: tuple[Floats, ...]  # per passage, shape (sentences, themes)
    stances: list[list[Stance]]  # per passage and theme

    @property
    def tagged(self) -> Booleans:
        """Which passages are tagged; shape (passages, themes)."""
        return self.probabilities >= self.thresholds


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
    crossed = crossed or cross_score(examples, len(themes), seed, written)
    scored = crossed.text
    model = _fit_text([*examples, *written], len(themes), seed)
    stacked = _fit_stacked([*examples, *written], [*scored, *crossed.written], len(themes), seed)
    probabilities = np.vstack([_stacked_probabilities(stacked, interview) for interview in scored])
    truth = np.vstack([interview.carried for interview in examples])
    chosen = [choose_threshold(truth[:, n], probabilities[:, n], settings.tags) for n in range(len(themes))]
    bar = review_bar(chance_of_error(probabilities, probabilities >= np.array(chosen)), settings.review.share)
    theme_settings = tuple(
        _theme_settings(theme, threshold, bar) for theme, threshold in zip(themes, chosen, strict=True)
    )
    return replace(model, themes=theme_settings, stacked=stacked)


def cross_predict(
    examples: Sequence[ThemeExamples],
    themes: Sequence[str],
    settings: Settings,
    crossed: CrossScores,
    written: Sequence[ThemeExamples] = (),
) -> list[HeldOut]:
    """What models that were trained without an interview say of it, and the thresholds for it.

    Args:
        examples: the annotated interviews.
        themes: ids of the themes.
        settings: the settings.
        crossed: the scores of cross_score for these interviews.
        written: the written interviews that they were made with.
    """
    seed = settings.seed
    scored = crossed.text
    held_out: list[HeldOut | None] = [None] * len(examples)
    for train, test in train_and_test(crossed.fold_of):
        known = [examples[i] for i in train]
        known_scores = [scored[i] for i in train]
        stacked = _fit_stacked([*known, *written], [*known_scores, *crossed.written], len(themes), seed)
        truth = np.vstack([interview.carried for interview in known])
        seen = np.vstack([_stacked_probabilities(stacked, interview) for interview in known_scores])
        chosen = [choose_threshold(truth[:, n], seen[:, n], settings.tags) for n in range(len(themes))]
        for i in test:
            probabilities = _stacked_probabilities(stacked, scored[i])
            held_out[i] = HeldOut(probabilities, np.array(chosen), scored[i].sentences, crossed.stances[i])
    return [interview for interview in held_out if interview is not None]


def cross_score(
    examples: Sequence[ThemeExamples],
    themes: int,
    seed: int,
    written: Sequence[ThemeExamples] = (),
    fold_of: Sequence[int] | Integers | None = None,
) -> CrossScores:
    """Scores and stances of each interview by classifiers on text that were trained on the other folds.

    Args:
        examples: the annotated interviews.
        themes: number of themes.
        seed: of everything random.
        written: written interviews that every fold learns from; see fit. They are scored too.
        fold_of: number of the fold of each interview; by default interviews are dealt out by chance.
    """
    folds = interview_folds(len(examples), FOLDS, seed) if fold_of is None else np.asarray(fold_of)
    scored: dict[int, TextScores] = {}
    stances: dict[int, list[list[Stance]]] = {}
    for train, test in train_and_test(folds):
        model = _fit_text([*(examples[i] for i in train), *written], themes, seed)
        for i in test:
            scored[i] = model.score_text(examples[i].counts)
            stances[i] = _stances(model, examples[i], scored[i].sentences, themes)
    order = range(len(examples))
    of_written = _score_written(examples, written, themes, seed)
    return CrossScores(folds, [scored[i] for i in order], of_written, [stances[i] for i in order])


def _score_written(
    examples: Sequence[ThemeExamples], written: Sequence[ThemeExamples], themes: int, seed: int
) -> list[TextScores]:
    """Scores of the written interviews by classifiers that saw none of their batch: new voices."""
    if not written:
        return []
    scored: dict[int, TextScores] = {}
    for train, test in train_and_test(_batch_folds(written)):
        model = _fit_text([*examples, *(written[i] for i in train)], themes, seed)
        scored |= {i: model.score_text(written[i].counts) for i in test}
    return [scored[i] for i in range(len(written))]


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
    as_run: Sequence[ThemeExamples] | None = None,
) -> list[HeldOut]:
    """What whole models that were trained without an interview say of it.

    Unlike cross_predict, nothing at all of the interview's fold is in the model: its last classifier and
    thresholds are fitted on folds within the other interviews.

    Args:
        examples: the annotated interviews.
        themes: ids of the themes.
        settings: the settings.
        written: written interviews that every model learns from; see fit.
        fold_of: number of the fold of each interview; by default interviews are dealt out by chance.
        as_run: the same interviews as a run would see them, with questions that were found; by default as
            annotated.
    """
    folds = interview_folds(len(examples), FOLDS, settings.seed) if fold_of is None else np.asarray(fold_of)
    seen = as_run or examples
    held_out: dict[int, HeldOut] = {}
    for number, (train, test) in enumerate(train_and_test(folds)):
        progress.report("measure themes", number, len(np.unique(folds)))
        known = [examples[i] for i in train]
        inner = interview_folds(len(known), _INNER_FOLDS, settings.seed)
        crossed = cross_score(known, len(themes), settings.seed, written, inner)
        model = fit(known, themes, settings, written, crossed)
        thresholds = np.array([theme.threshold for theme in model.themes])
        for i in test:
            scores = model.score(seen[i].counts)
            stances = _stances(model, seen[i], scores.sentences, len(themes))
            held_out[i] = HeldOut(scores.passages, thresholds, scores.sentences, stances)
    return [held_out[i] for i in range(len(examples))]


def _stances(
    model: ThemeModel, interview: ThemeExamples, sentences: Sequence[Floats], themes: int
) -> list[list[Stance]]:
    found = stances_of(model, interview.counts, sentences, themes)
    return [[stance for stance, _ in passage] for passage in found]


def choose_threshold(truth: npt.NDArray[np.bool_], probabilities: Floats, goal: TagSettings) -> float:
    """The probability from which a passage is tagged.

    For goal f1, that of the best expected F1 (Lipton, Elkan and Naryanaswamy 2014, ECML PKDD): it rests on
    the probabilities, which are calibrated, and follows chance less than the best F1 on the labels does.
    For goal recall, the highest at which recall is reached.
    """
    if goal.goal == "recall":
        highest_first = np.sort(probabilities[truth])[::-1]
        return float(highest_first[ceil(goal.least_recall * len(highest_first)) - 1])
    highest_first = np.sort(probabilities)[::-1]
    tagged = np.arange(1, len(probabilities) + 1)
    expected = 2 * np.cumsum(highest_first) / (tagged + probabilities.sum())
    return float(highest_first[int(expected.argmax())])


def chance_of_error(probabilities: Floats, tagged: Booleans) -> Floats:
    """Probability that each tag, or its absence, is wrong; of the shape of both."""
    return np.where(tagged, 1 - probabilities, probabilities)


def review_bar(errors: Floats, share: float) -> float:
    """The chance of error from which a tag is put to a person.

    Args:
        errors: chance of error, shape (passages, themes).
        share: share of the passages that may have such a tag. The bar is one for all themes: a second look
            pays where an error is likeliest, whatever the theme.
    """
    return float(np.quantile(errors.max(axis=1), max(0.0, 1 - share)))


def _theme_settings(theme: str, threshold: float, bar: float) -> ThemeSettings:
    """A theme's threshold and the probabilities whose chance of error reaches the bar."""
    low, high = min(bar, threshold), max(1 - bar, threshold)
    return ThemeSettings(theme, round(threshold, 4), round(low, 4), round(high, 4))


def _fit_text(examples: Sequence[ThemeExamples], themes: int, seed: int) -> ThemeModel:
    """The classifiers on text; the ones on top are still missing."""
    counts = joined([interview.counts for interview in examples])
    vectors = TextVectors.fit(counts.sentences, load_concepts())
    sentence_truth = np.vstack([truth for interview in examples for truth in interview.sentence_carried])
    passage_truth = np.vstack([interview.carried for interview in examples])
    layers = {
        name: tuple(
            _as_single(_text_classifier(seed).fit(layer, truth))
            for truth in (sentence_truth if name.startswith("sentence") else passage_truth).T
        )
        for name, layer in rows_of(vectors, counts).items()
    }
    return ThemeModel(
        version="",
        themes=(),
        vectors=vectors,
        layers=layers,
        stacked=(),
        stance=_fit_stance(examples, vectors, counts, themes, seed),
    )


def _fit_stance(
    examples: Sequence[ThemeExamples], vectors: TextVectors, counts: InputCounts, themes: int, seed: int
) -> OneVsRestClassifier:
    sizes = [len(interview.counts.of_passage) for interview in examples]
    firsts = np.cumsum([0, *sizes])[:-1]
    marked = [
        (first + stance.sentences, stance.theme, stance.stance.value)
        for first, interview in zip(firsts, examples, strict=True)
        for stance in interview.stances
    ]
    evidence, numbers, stances = zip(*marked, strict=True)
    rows = stance_rows(vectors, counts, evidence, numbers, themes)
    fitted = OneVsRestClassifier(_stance_classifier(seed)).fit(rows, stances)
    for classifier in fitted.estimators_:
        _as_single(classifier)
    return fitted


def _as_single(classifier: Linear) -> Linear:
    """The classifier with weights of single precision: half the size, and the same to the fourth decimal."""
    classifier.coef_ = classifier.coef_.astype(np.float32)
    return classifier


def _text_classifier(seed: int) -> LinearSVC:
    return LinearSVC(C=_C_TEXT, tol=1e-3, random_state=seed)


def _stance_classifier(seed: int) -> LogisticRegression:
    # The dual problem has as many variables as rows, far fewer than columns: five times as fast, and
    # probabilities differ by less than 0.001 from those of the primal one.
    return LogisticRegression(C=_C_STANCE, solver="liblinear", dual=True, tol=0.01, random_state=seed)


def _fit_stacked(
    examples: Sequence[ThemeExamples], scored: Sequence[TextScores], themes: int, seed: int
) -> tuple[Pipeline, ...]:
    truth = np.vstack([interview.carried for interview in examples])
    return tuple(
        _stacked_classifier(seed).fit(
            np.vstack([stack(interview, theme) for interview in scored]), truth[:, theme]
        )
        for theme in range(themes)
    )


def _stacked_classifier(seed: int) -> Pipeline:
    """Logistic regression on scores and products of two: one counts for more where another is high."""
    return make_pipeline(
        PolynomialFeatures(2, include_bias=False),
        LogisticRegression(C=_C_STACKED, solver="newton-cholesky", random_state=seed),
    )


def _stacked_probabilities(stacked: Sequence[Pipeline], scored: TextScores) -> Floats:
    return np.column_stack(
        [classifier.predict_proba(stack(scored, theme))[:, 1] for theme, classifier in enumerate(stacked)]
    )
