"""The verb of themes: passages -> tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.codebook import Codebook
from kgnlp.domain import AnalysedInterview, Evidence, Passage, Stance, Tag
from kgnlp.guide import Guide
from kgnlp.themes import definitions
from kgnlp.themes.counts import InputCounts
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
    codebook: Codebook,
    most_to_review: int,
) -> tuple[Tag, ...]:
    """One tag for each passage and active theme of the codebook, passage by passage.

    Themes that only the model knows are left out; those that only the codebook knows are ranked by their
    definition.

    Args:
        analysed: the interview.
        passages: its passages, in order.
        guide: the guide that it was held by.
        model: the theme model.
        codebook: the codebook of the run.
        most_to_review: number of passages put to a person, for each theme ranked by its definition.
    """
    if not passages:
        return ()
    inputs = build_inputs(analysed, passages, guide)
    counts = InputCounts.of(inputs, model.text.vectors.concepts)
    scores = model.score(counts)
    stances = stances_of(model, counts, scores.sentences)
    learnt = _tags(passages, inputs, scores, stances, model)
    ranked = definitions.rank(passages, inputs, counts, scores.passages, model, codebook, most_to_review)
    place = {passage.passage_id: number for number, passage in enumerate(passages)}
    order = {theme.id: number for number, theme in enumerate(codebook.active)}
    tags = [each for each in (*learnt, *ranked) if each.theme in order]
    return tuple(sorted(tags, key=lambda each: (place[each.passage_id], order[each.theme])))


def evidence_of(passage: PassageInput, scores: npt.NDArray[np.float64]) -> tuple[Evidence, ...]:
    """The sentences that carry the tag; the weight is a sentence's share of all sentences' probability.

    Args:
        passage: the passage.
        scores: probability of each of its sentences.
    """
    chosen = evidence_sentences(scores)
    weights = scores / scores.sum()
    return tuple(
        Evidence(passage.sentences[number].start, passage.sentences[number].end, float(weights[number]))
        for number in chosen
    )


def evidence_sentences(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Numbers of a passage's sentences that carry the tag, from the probability of each; at least one."""
    return np.flatnonzero(scores >= _EVIDENCE_SHARE * scores.max())


def stances_of(
    model: ThemeModel, counts: InputCounts, sentences: Sequence[npt.NDArray[np.float64]]
) -> list[list[tuple[Stance, float]]]:
    """Per passage and theme, the likeliest stance and its probability.

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
    model: ThemeModel,
) -> Iterator[Tag]:
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
