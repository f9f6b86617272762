"""How good the tags are, from labels and probabilities of interviews that the model did not see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.metrics import average_precision_score

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]


def theme_metrics(rows: pd.DataFrame, themes: Sequence[str]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1, average precision and calibration error, by theme.

    Args:
        rows: held-out rows that have a label.
        themes: ids of the themes; those without a row are left out.
    """
    by_theme = {theme: rows[rows["theme"] == theme] for theme in themes}
    return {
        theme: _metrics(
            found["present"].to_numpy(bool),
            found["probability"].to_numpy(float),
            found["tagged"].to_numpy(bool),
        )
        for theme, found in by_theme.items()
        if len(found)
    }


def macro_f1(by_theme: dict[str, dict[str, float]]) -> float:
    """The mean of the themes' F1, each counting the same."""
    return round(float(np.mean([values["f1"] for values in by_theme.values()])), 4)


def _metrics(truth: Booleans, probabilities: Floats, tagged: Booleans) -> dict[str, float]:
    both, true, found = (int(np.count_nonzero(mask)) for mask in (truth & tagged, truth, tagged))
    metrics = {
        "precision": both / found if found else 0.0,
        "recall": both / true if true else 0.0,
        "f1": 2 * both / (true + found) if true + found else 0.0,
        "average_precision": float(average_precision_score(truth, probabilities)) if true else 0.0,
        "calibration_error": calibration_error(truth, probabilities),
    }
    return {name: round(value, 4) for name, value in metrics.items()} | {"positives": true}


def calibration_error(truth: Booleans, probabilities: Floats, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width (Naeini et al. 2015, AAAI)."""
    of_bin = np.minimum((probabilities * bins).astype(int), bins - 1)
    errors = (
        abs(float(np.sum(truth[of_bin == number]) - np.sum(probabilities[of_bin == number])))
        for number in range(bins)
    )
    return sum(errors) / len(truth)
