"""The verb of themes: passages -> tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.domain import AnalysedInterview, Passage, Stance, Tag
from kgnlp.guide import Guide
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.evidence import as_spans, evidence_sentences, find_evidence
from kgnlp.themes.inputs import PassageInput, build_inputs
from kgnlp.themes.model import Scores, ThemeModel
from kgnlp.themes.stance import predict_stance, stance_rows


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
    counts = InputCounts.of(inputs, model.text.vectors.concepts)
    scores = model.score(counts)
    stances = stances_of(model, counts, scores.sentences)
    evidence = find_evidence(model, counts, scores)
    return tuple(_tags(passages, inputs, scores, stances, evidence, model))


def stances_of(
    model: ThemeModel, counts: InputCounts, sentences: Sequence[npt.NDArray[np.float64]]
) -> list[list[tuple[Stance, float]]]:
    """Per passage and theme, the likeliest stance of the clearest sentences and its probability.

    Args:
        model: the theme model.
        counts: the passages of an interview.
        sentences: per passage, probability of each sentence; shape (sentences, themes).
    """
    themes = len(model.themes)
    firsts = np.cumsum([0, *(len(scores) for scores in sentences)])[:-1]
    evidence = [
        first + evidence_sentences(scores[:, theme])
        for first, scores in zip(firsts, sentences, strict=True)
        for theme in range(themes)
    ]
    rows = stance_rows(model.text.vectors, counts, evidence, list(range(themes)) * len(sentences), themes)
    found = predict_stance(model.stance, rows)
    return [found[first : first + themes] for first in range(0, len(found), themes)]


def _tags(
    passages: Sequence[Passage],
    inputs: Sequence[PassageInput],
    scores: Scores,
    stances: Sequence[Sequence[tuple[Stance, float]]],
    evidence: Sequence[Sequence[npt.NDArray[np.intp]]],
    model: ThemeModel,
) -> Iterator[Tag]:
    for number, passage in enumerate(passages):
        for theme, settings in enumerate(model.themes):
            probability = float(scores.passages[number, theme])
            stance, stance_probability = stances[number][theme]
            sentences = scores.sentences[number][:, theme]
            shown = settings.shows_evidence(probability)
            yield Tag(
                passage_id=passage.passage_id,
                theme=settings.theme,
                probability=probability,
                tagged=probability >= settings.threshold,
                needs_review=settings.review_from <= probability <= settings.review_to,
                stance=stance,
                stance_probability=stance_probability,
                evidence=as_spans(inputs[number], sentences, evidence[number][theme]) if shown else (),
                model_version=model.version,
            )
