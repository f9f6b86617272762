"""A draft of a version -> its metrics, as the manifest states them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from kgnlp.training.learnt import LearntInterview
from kgnlp.training.metrics import macro_f1, theme_metrics
from kgnlp.training.sufficiency import LabelCount
from kgnlp.training.themes import FOLDS


def measures(
    rows: pd.DataFrame,
    thresholds: Mapping[str, float],
    counts: LabelCount,
    learnt: Mapping[str, LearntInterview],
) -> dict[str, Any]:
    """How good a draft is, on the labels that it was trained on and on the blind audit, each time unseen.

    Args:
        rows: its held-out rows.
        thresholds: by theme.
        counts: of the labels.
        learnt: the interviews.
    """
    labelled = rows[rows["present"].notna()]
    trained, audit = labelled[~labelled["is_audit"]], labelled[labelled["is_audit"]]
    by_theme = theme_metrics(trained, list(thresholds))
    for theme, threshold in thresholds.items():
        by_theme[theme]["threshold"] = threshold
    interviews = trained["interview_id"].nunique()
    return {
        "measured_on": f"{interviews} interviews, cross-validation by interview in {FOLDS} folds",
        "interviews": interviews,
        "passages": len(trained[["interview_id", "start", "end"]].drop_duplicates()),
        "labels": asdict(counts),
        "synthetic": counts.synthetic > 0,
        "themes": by_theme,
        "macro_f1": macro_f1(by_theme),
        "audit": _audit(audit, list(thresholds)),
        "segmentation": _segmentation(learnt),
    }


def _audit(rows: pd.DataFrame, themes: Sequence[str]) -> dict[str, Any] | None:
    """The same on the blind audit; None where nobody decided it."""
    if not len(rows):
        return None
    by_theme = theme_metrics(rows, themes)
    return {
        "interviews": rows["interview_id"].nunique(),
        "labels": len(rows),
        "themes": by_theme,
        "macro_f1": macro_f1(by_theme),
    }


def _segmentation(learnt: Mapping[str, LearntInterview]) -> dict[str, Any] | None:
    """Share of turns on the right question or item, unseen; None where segmentation was not trained."""
    asked = [one for one in learnt.values() if one.turns]
    turns = sum(one.turns for one in asked)
    if not turns:
        return None
    share = sum(one.right_turns for one in asked) / turns
    return {"interviews": len(asked), "turns": turns, "turns_on_item": round(share, 4)}
