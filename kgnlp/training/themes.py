"""Annotated interviews -> the theme model, and how good it is on interviews that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from kgnlp.settings import Settings, TagSettings
from kgnlp.themes.features import TextVectors
from kgnlp.themes.model import ThemeModel, ThemeSettings, rows_of
from kgnlp.themes.stacking import stack
from kgnlp.themes.stance import stance_rows
from kgnlp.training.examples import ThemeExamples
from kgnlp.training.splits import interview_folds, train_and_test

Floats = npt.NDArray[np.float64]

FOLDS = 5
# Inverse regularisation of the classifiers on text; 3 and 10 differ by less than 0.005 of average precision.
_C_TEXT = 10.0
_C_STACKED = 1.0


@dataclass(frozen=True)
class _Scored:
    """An interview's scores by classifiers that were trained without it."""

    sentences: tuple[Floats, ...]  # per passage, shape (sentences, themes)
    passages: Floats  # shape (passages, themes)


def fit(examples: Sequence[ThemeExamples], themes: Sequence[str], settings: Settings) -> ThemeModel:
    """The model of all these interviews.

    The last classifier and the thresholds are fitted on scores that each interview got from classifiers
    trained without it, so that they expect what new interviews will bring.
    """
    seed = settings.seed
    scored = cross_score(examples, len(themes), seed)
    model = _fit_text(examples, len(themes), seed)
    stacked = _fit_stacked(examples, scored, len(themes), seed)
    probabilities = np.vstack([_stacked_probabilities(stacked, interview) for interview in scored])
    truth = np.vstack([interview.carried for interview in examples])
    share = settings.review.share / len(themes)
    chosen = (choose_threshold(truth[:, n], probabilities[:, n], settings.tags) for n in range(len(themes)))
    theme_settings = tuple(
        _theme_settings(theme, threshold, probabilities[:, number], share)
        for number, (theme, threshold) in enumerate(zip(themes, chosen, strict=True))
    )
    return replace(model, themes=theme_settings, stacked=stacked)


def cross_predict(
    examples: Sequence[ThemeExamples], themes: Sequence[str], settings: Settings
) -> tuple[list[Floats], list[list[float]]]:
    """Probabilities of each interview's passages, and the thresholds for them, chosen without it.

    Returns:
        Per interview, probabilities of shape (passages, themes), and the thresholds of its fold.
    """
    seed = settings.seed
    scored = cross_score(examples, len(themes), seed)
    fold_of = interview_folds(len(examples), FOLDS, seed)
    probabilities: list[Floats] = [np.empty(0)] * len(examples)
    thresholds: list[list[float]] = [[]] * len(examples)
    for train, test in train_and_test(fold_of):
        known = [examples[i] for i in train]
        known_scores = [scored[i] for i in train]
        stacked = _fit_stacked(known, known_scores, len(themes), seed)
        truth = np.vstack([interview.carried for interview in known])
        seen = np.vstack([_stacked_probabilities(stacked, interview) for interview in known_scores])
        chosen = [choose_threshold(truth[:, n], seen[:, n], settings.tags) for n in range(len(themes))]
        for interview in test:
            probabilities[interview] = _stacked_probabilities(stacked, scored[interview])
            thresholds[interview] = chosen
    return probabilities, thresholds


def cross_score(examples: Sequence[ThemeExamples], themes: int, seed: int) -> list[_Scored]:
    """Scores of each interview by text classifiers trained on the other folds."""
    scored: list[_Scored | None] = [None] * len(examples)
    for train, test in train_and_test(interview_folds(len(examples), FOLDS, seed)):
        model = _fit_text([examples[i] for i in train], themes, seed)
        for interview in test:
            scored[interview] = _score_text(model, examples[interview])
    return [interview for interview in scored if interview is not None]


def choose_threshold(truth: npt.NDArray[np.bool_], probabilities: Floats, goal: TagSettings) -> float:
    """The probability from which a passage is tagged.

    For goal f1, that of the best F1; since a single best follows chance, F1 is smoothed over nine
    neighbouring quantiles first. For goal recall, the highest at which recall is reached.
    """
    if goal.goal == "recall":
        return float(np.quantile(probabilities[truth], 1 - goal.least_recall, method="lower"))
    candidates = np.quantile(probabilities, np.linspace(0.6, 0.99, 118))
    scores = [_f1(truth, probabilities >= candidate) for candidate in candidates]
    smooth = np.convolve(np.pad(scores, 4, mode="edge"), np.ones(9) / 9, mode="valid")
    return float(candidates[int(smooth.argmax())])


def _f1(truth: npt.NDArray[np.bool_], tagged: npt.NDArray[np.bool_]) -> float:
    both = int(np.count_nonzero(truth & tagged))
    return 2 * both / max(1, int(np.count_nonzero(truth)) + int(np.count_nonzero(tagged)))


def _theme_settings(theme: str, threshold: float, probabilities: Floats, share: float) -> ThemeSettings:
    """The threshold with a band around it, in log-odds, that holds ``share`` of the passages."""
    distance = float(np.quantile(np.abs(_log_odds(probabilities) - _log_odds(threshold)), share))
    low, high = (1 / (1 + np.exp(-(_log_odds(threshold) + side * distance))) for side in (-1, 1))
    return ThemeSettings(theme, round(threshold, 4), round(float(low), 4), round(float(high), 4))


def _log_odds(probability: Floats | float) -> Floats:
    odds: Floats = np.log(np.asarray(probability) / (1 - np.asarray(probability)))
    return odds


def _fit_text(examples: Sequence[ThemeExamples], themes: int, seed: int) -> ThemeModel:
    """The classifiers on text; the ones on top are still missing."""
    inputs = [passage for interview in examples for passage in interview.inputs]
    vectors = TextVectors.fit([text for passage in inputs for text in passage.texts])
    sentence_rows, passage_rows = rows_of(vectors, inputs)
    sentence_truth = np.vstack([truth for interview in examples for truth in interview.sentence_carried])
    passage_truth = np.vstack([interview.carried for interview in examples])
    stances = [stance for interview in examples for stance in interview.stances]
    numbers = [stance.theme for stance in stances]
    rows = stance_rows(vectors, [stance.text for stance in stances], numbers, themes)
    return ThemeModel(
        version="",
        themes=(),
        vectors=vectors,
        by_sentence=tuple(_text_classifier(seed).fit(sentence_rows, truth) for truth in sentence_truth.T),
        by_passage=tuple(_text_classifier(seed).fit(passage_rows, truth) for truth in passage_truth.T),
        stacked=(),
        stance=LogisticRegression(C=_C_TEXT, max_iter=1000, random_state=seed).fit(
            rows, [stance.stance.value for stance in stances]
        ),
    )


def _text_classifier(seed: int) -> LogisticRegression:
    return LogisticRegression(C=_C_TEXT, solver="liblinear", random_state=seed)


def _score_text(model: ThemeModel, interview: ThemeExamples) -> _Scored:
    sentence_rows, passage_rows = rows_of(model.vectors, interview.inputs)
    by_sentence = np.column_stack([c.predict_proba(sentence_rows)[:, 1] for c in model.by_sentence])
    ends = np.cumsum([len(passage.sentences) for passage in interview.inputs])[:-1]
    return _Scored(
        sentences=tuple(np.split(by_sentence, ends)),
        passages=np.column_stack([c.predict_proba(passage_rows)[:, 1] for c in model.by_passage]),
    )


def _stack_of(scored: _Scored, theme: int) -> Floats:
    return stack([sentences[:, theme] for sentences in scored.sentences], scored.passages[:, theme])


def _fit_stacked(
    examples: Sequence[ThemeExamples], scored: Sequence[_Scored], themes: int, seed: int
) -> tuple[LogisticRegression, ...]:
    truth = np.vstack([interview.carried for interview in examples])
    return tuple(
        LogisticRegression(C=_C_STACKED, random_state=seed).fit(
            np.vstack([_stack_of(interview, theme) for interview in scored]), truth[:, theme]
        )
        for theme in range(themes)
    )


def _stacked_probabilities(stacked: Sequence[LogisticRegression], scored: _Scored) -> Floats:
    return np.column_stack(
        [classifier.predict_proba(_stack_of(scored, theme))[:, 1] for theme, classifier in enumerate(stacked)]
    )
