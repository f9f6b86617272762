"""The wrong tags, for reading: what was missed and what was tagged falsely, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from kgnlp.domain import Stance
from kgnlp.training.evaluation.estimates import Floats
from kgnlp.training.evaluation.predict import View
from kgnlp.training.evaluation.tag_counts import true_stance

MISSED, FALSE = "missed", "false"

# Where log-odds stop meaning anything.
_SUREST = 1e-6


@dataclass(frozen=True, slots=True)
class WrongTag:
    """A theme on a passage, or its absence, that is not what the labels say."""

    passage_id: str
    interview_id: str
    questions: str  # annotated or found: what the passage was scored with
    question: str  # id, "" outside the guide
    theme: str
    kind: str  # missed, false
    probability: float
    threshold: float
    stance: Stance  # of the marks where missed, by the model where false
    start: int
    end: int
    text: str = field(repr=False)  # of the passage: confidential


def wrong_tags(view: View, themes: Sequence[str]) -> list[WrongTag]:
    """Every wrong tag, in the order of how far its probability is on the wrong side of the threshold.

    Args:
        view: the themes as they were scored.
        themes: ids of the themes.

    Distance is in log-odds.
    """
    return sorted(_wrong_tags(view, themes), key=_surest_first)


def _surest_first(tag: WrongTag) -> tuple[float, str, str]:
    probability, threshold = _log_odds(np.array([tag.probability, tag.threshold]))
    return -abs(float(probability - threshold)), tag.passage_id, tag.theme


def _wrong_tags(view: View, themes: Sequence[str]) -> Iterator[WrongTag]:
    for interview, found in zip(view.examples, view.held_out, strict=True):
        for row, theme in np.argwhere(interview.carried != found.tagged):
            passage = interview.passages[row]
            truth = true_stance(interview.annotated, passage, themes[theme])
            yield WrongTag(
                passage_id=passage.passage_id,
                interview_id=passage.interview_id,
                questions=view.questions,
                question=passage.question_id or "",
                theme=themes[theme],
                kind=FALSE if truth is None else MISSED,
                probability=round(float(found.probabilities[row, theme]), 4),
                threshold=round(float(found.thresholds[theme]), 4),
                stance=found.stances[row][theme] if truth is None else truth,
                start=passage.start,
                end=passage.end,
                text=passage.text,
            )


def _log_odds(probabilities: Floats) -> Floats:
    """Log-odds, clipped at both ends."""
    inside = np.clip(probabilities, _SUREST, 1 - _SUREST)
    odds: Floats = np.log(inside / (1 - inside))
    return odds
