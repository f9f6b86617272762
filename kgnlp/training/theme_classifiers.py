"""Annotated interviews -> the classifiers of a theme model: on text, on top of those, and of stance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from joblib import delayed
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import PolynomialFeatures
from sklearn.svm import LinearSVC

from kgnlp.domain import Stance
from kgnlp.themes.concepts import load_concepts
from kgnlp.themes.counts import joined
from kgnlp.themes.features import TextVectors
from kgnlp.themes.layers import TextScores
from kgnlp.themes.model import TextClassifiers, rows_of
from kgnlp.themes.stacking import stack
from kgnlp.themes.stance import stance_rows
from kgnlp.training.examples import LabelledCounts
from kgnlp.training.processes import in_processes

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]
Linear = TypeVar("Linear", LogisticRegression, LinearSVC)

# Inverse regularisation of the classifiers on text, of those on top of them, and of stance; set by hand.
_C_TEXT = 0.25
_C_STACKED = 0.1
_C_STANCE = 5.0


def fit_text(examples: Sequence[LabelledCounts], seed: int) -> TextClassifiers:
    """The classifiers on text."""
    counts = joined([interview.counts for interview in examples])
    vectors = TextVectors.fit(counts.sentences, load_concepts())
    sentence_truth = np.vstack([truth for interview in examples for truth in interview.sentence_carried])
    passage_truth = np.vstack([interview.carried for interview in examples])
    sentence_known = np.vstack([known for interview in examples for known in interview.sentence_known])
    known = np.vstack([interview.known for interview in examples])
    layers = {
        name: _fit_layer(layer, sentence_truth, sentence_known, seed)
        if name.startswith("sentence")
        else _fit_layer(layer, passage_truth, known, seed)
        for name, layer in rows_of(vectors, counts).items()
    }
    return TextClassifiers(vectors, layers)


def _fit_layer(layer: csr_matrix, truth: Booleans, known: Booleans, seed: int) -> tuple[LinearSVC, ...]:
    """A classifier a theme, of the rows of which it is known whether they carry it."""
    return tuple(
        _as_single(_fitted(_text_classifier(seed), *_known_rows(layer, carried, of_theme)))
        for carried, of_theme in zip(truth.T, known.T, strict=True)
    )


def _fitted(classifier: Linear, rows: csr_matrix | Floats, truth: Booleans) -> Linear:
    """The classifier, fitted; where all rows say the same, one that says so whatever it reads.

    That comes when a theme is rare and a fold is left out; scikit-learn refuses to fit it.
    """
    if len(np.unique(truth)) > 1:
        return classifier.fit(rows, truth)
    share = (truth.sum() + 0.5) / (len(truth) + 1)
    classifier.classes_ = np.array([False, True])
    classifier.coef_ = np.zeros((1, rows.shape[1]))
    classifier.intercept_ = np.array([np.log(share / (1 - share))])
    classifier.n_features_in_ = rows.shape[1]
    return classifier


def _known_rows(layer: csr_matrix, carried: Booleans, known: Booleans) -> tuple[csr_matrix, Booleans]:
    # Most often all are known, and the rows of long layers are costly to copy.
    return (layer, carried) if known.all() else (layer[np.flatnonzero(known)], carried[known])


def fit_stance(
    examples: Sequence[LabelledCounts], vectors: TextVectors, themes: int, seed: int
) -> OneVsRestClassifier:
    """The classifier of stance."""
    counts = joined([interview.counts for interview in examples])
    evidence, numbers, stances = zip(*stance_items(examples), strict=True)
    rows = stance_rows(vectors, counts, evidence, numbers, themes)
    if len(set(stances)) == 1:
        # An empty row of another stance: one alone can't be learnt, and is what will be answered.
        rows = vstack([rows, csr_matrix((1, rows.shape[1]))], format="csr")
        stances = (*stances, next(stance.value for stance in Stance if stance.value != stances[0]))
    fitted = OneVsRestClassifier(_stance_classifier(seed)).fit(rows, stances)
    for classifier in fitted.estimators_:
        _as_single(classifier)
    return fitted


def stance_items(
    examples: Sequence[LabelledCounts],
) -> Iterator[tuple[npt.NDArray[np.intp], int, str]]:
    """Sentences, theme and stance of each mark, and of each sentence of a mark by itself.

    What a run finds as evidence is often a part of what a person would mark.
    """
    first = 0
    for interview in examples:
        for mark in interview.stances:
            sentences = first + mark.sentences
            yield sentences, mark.theme, mark.stance.value
            if len(sentences) > 1:
                for sentence in sentences:
                    yield np.array([sentence]), mark.theme, mark.stance.value
        first += len(interview.counts.of_passage)


def _as_single(classifier: Linear) -> Linear:
    """The classifier with weights of single precision: half the size, and the same to the fourth decimal."""
    classifier.coef_ = classifier.coef_.astype(np.float32)
    return classifier


def _text_classifier(seed: int) -> LinearSVC:
    # The solver's own tolerance: average precision of each layer and theme is within 0.003 of what it is with
    # 0.001, in seven tenths of the time.
    return LinearSVC(C=_C_TEXT, tol=0.1, random_state=seed)


def _stance_classifier(seed: int) -> LogisticRegression:
    # The dual problem has as many variables as rows, far fewer than columns: five times as fast, and
    # probabilities differ by less than 0.005 from those of the primal one.
    return LogisticRegression(C=_C_STANCE, solver="liblinear", dual=True, tol=0.1, random_state=seed)


def fit_stacked(
    examples: Sequence[LabelledCounts], scored: Sequence[TextScores], themes: int, seed: int
) -> tuple[Pipeline, ...]:
    """The classifiers on top, of scores that each interview got from classifiers trained without it."""
    truth = np.vstack([interview.carried for interview in examples])
    known = np.vstack([interview.known for interview in examples])
    calls = (
        delayed(_fit_stacked)(
            np.vstack([stack(interview, theme) for interview in scored])[known[:, theme]],
            truth[known[:, theme], theme],
            seed,
        )
        for theme in range(themes)
    )
    return tuple(in_processes(calls, len(examples)))


def _fit_stacked(rows: Floats, truth: Booleans, seed: int) -> Pipeline:
    """Logistic regression on scores and products of two: one counts for more where another is high."""
    products = PolynomialFeatures(2, include_bias=False)
    classifier = LogisticRegression(C=_C_STACKED, solver="newton-cholesky", random_state=seed)
    return make_pipeline(products, _fitted(classifier, products.fit_transform(rows), truth))


def stacked_probabilities(stacked: Sequence[Pipeline], scored: TextScores) -> Floats:
    """Calibrated probabilities of the passages of one interview; shape (passages, themes)."""
    return np.column_stack(
        [classifier.predict_proba(stack(scored, theme))[:, 1] for theme, classifier in enumerate(stacked)]
    )
