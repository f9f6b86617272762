"""The verb of themes: passages -> tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.domain import AnalysedInterview, Evidence, Passage, Stance, Tag
from kgnlp.guide import Guide
from kgnlp.themes.inputs import PassageInput, build_inputs
from kgnlp.themes.model import Scores, ThemeModel
from kgnlp.themes.stance import predict_stance, stance_rows

# A sentence is evidence beside the best one where its probability is at least this share of the best's.
_EVIDENCE_SHARE = 0.5


def tag(
    analysed: AnalysedInterview,
    passages: Sequence[Passage],
    guide: Guide,
    model: ThemeModel,
) -> tuple[Tag, ...]:
    """One tag for each passage and theme, passage by passage.

    Args:
        analysed: the interview.
        passages: its passages, in order.
        guide: the guide that it was held by.
        model: the theme model.
    """
    if not passages:
        return ()
    inputs = build_inputs(analysed, passages, guide)
    return tuple(_tags(passages, inputs, model.score(inputs), model))


def evidence_of(passage: PassageInput, scores: npt.NDArray[np.float64]) -> tuple[Evidence, ...]:
    """The sentences that carry the tag; the weight is a sentence's share of all sentences' probability.

    Args:
        passage: the passage.
        scores: probability of each of its sentences.
    """
    chosen = np.flatnonzero(scores >= _EVIDENCE_SHARE * scores.max())
    weights = scores / scores.sum()
    return tuple(
        Evidence(passage.sentences[number].start, passage.sentences[number].end, float(weights[number]))
        for number in chosen
    )


def evidence_text(passage: PassageInput, scores: npt.NDArray[np.float64]) -> str:
    """Text of the sentences that evidence_of chooses."""
    return " ".join(
        text
        for text, score in zip(passage.texts, scores, strict=True)
        if score >= _EVIDENCE_SHARE * scores.max()
    )


def stances_of(
    model: ThemeModel,
    inputs: Sequence[PassageInput],
    sentences: Sequence[npt.NDArray[np.float64]],
    themes: int,
) -> list[list[tuple[Stance, float]]]:
    """Per passage and theme, the likeliest stance and its probability.

    Args:
        model: the theme model.
        inputs: the passages of an interview.
        sentences: per passage, probability of each sentence; shape (sentences, themes).
        themes: number of themes.
    """
    texts = [
        evidence_text(passage, scores[:, theme])
        for passage, scores in zip(inputs, sentences, strict=True)
        for theme in range(themes)
    ]
    asked = [passage.asked for passage in inputs for _ in range(themes)]
    rows = stance_rows(model.vectors, texts, asked, list(range(themes)) * len(inputs), themes)
    found = predict_stance(model.stance, rows)
    return [found[first : first + themes] for first in range(0, len(found), themes)]


def _tags(
    passages: Sequence[Passage], inputs: Sequence[PassageInput], scores: Scores, model: ThemeModel
) -> Iterator[Tag]:
    stances = stances_of(model, inputs, scores.sentences, len(model.themes))
    for number, passage in enumerate(passages):
        for theme, settings in enumerate(model.themes):
            probability = float(scores.passages[number, theme])
            stance, stance_probability = stances[number][theme]
            shown = probability >= min(settings.threshold, settings.review_from)
            yield Tag(
                passage_id=passage.passage_id,
                theme=settings.theme,
                probability=probability,
                tagged=probability >= settings.threshold,
                needs_review=settings.review_from <= probability <= settings.review_to,
                stance=stance,
                stance_probability=stance_probability,
                evidence=evidence_of(inputs[number], scores.sentences[number][:, theme]) if shown else (),
                model_version=model.version,
            )
