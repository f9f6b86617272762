"""Probabilities of interviews that a model did not see -> what makes them tags, and tags to look at again."""

from __future__ import annotations

from math import ceil

import numpy as np
import numpy.typing as npt

from kgnlp.settings import Settings, TagSettings
from kgnlp.themes.model import ThemeSettings

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]


def theme_settings(
    themes: tuple[str, ...], truth: Booleans, known: Booleans, probabilities: Floats, settings: Settings
) -> tuple[ThemeSettings, ...]:
    """Threshold and band of review of each theme.

    Args:
        themes: ids of the themes.
        truth: whether a passage carries a theme; shape (passages, themes).
        known: whether that is known; of the same shape.
        probabilities: of the same shape.
        settings: the settings.
    """
    chosen = choose_thresholds(truth, known, probabilities, settings.tags)
    bar = review_bar(chance_of_error(probabilities, probabilities >= chosen), settings.review.share)
    return tuple(
        ThemeSettings(
            theme,
            round(float(threshold), 4),
            # The probabilities whose chance of error reaches the bar.
            review_from=round(min(bar, float(threshold)), 4),
            review_to=round(max(1 - bar, float(threshold)), 4),
        )
        for theme, threshold in zip(themes, chosen, strict=True)
    )


def choose_thresholds(truth: Booleans, known: Booleans, probabilities: Floats, goal: TagSettings) -> Floats:
    """The threshold of each theme, from the passages of which the truth is known; shape (themes,)."""
    return np.array(
        [
            choose_threshold(truth[rows, theme], probabilities[rows, theme], goal)
            for theme, rows in enumerate(known.T)
        ]
    )


def choose_threshold(truth: Booleans, probabilities: Floats, goal: TagSettings) -> float:
    """The probability from which a passage is tagged.

    For goal f1, that of the best expected F1 (Lipton, Elkan and Naryanaswamy 2014, ECML PKDD): it rests on
    the probabilities, which are calibrated, and follows chance less than the best F1 on the labels does.
    For goal recall, the highest at which recall is reached.
    """
    if goal.goal == "recall" and truth.any():
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
