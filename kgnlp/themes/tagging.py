"""The verb of themes: passages -> tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.codebook import Codebook
from kgnlp.domain import AnalysedInterview, Passage, Stance, Tag
from kgnlp.guide import Guide
from kgnlp.themes import definitions
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.evidence import as_spans, find_evidence
from kgnlp.themes.inputs import PassageInput, build_inputs
from kgnlp.themes.model import Scores, ThemeModel
from kgnlp.themes.stance import predict_stance, stance_rows


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
    evidence = find_evidence(model, counts, scores)
    stances = stances_of(model, counts, evidence)
    learnt = _tags(passages, inputs, scores, stances, evidence, model)
    ranked = definitions.rank(passages, inputs, counts, scores.passages, model, codebook, most_to_review)
    place = {passage.passage_id: number for number, passage in enumerate(passages)}
    order = {theme.id: number for number, theme in enumerate(codebook.active)}
    tags = [each for each in (*learnt, *ranked) if each.theme in order]
    return tuple(sorted(tags, key=lambda each: (place[each.passage_id], order[each.theme])))


def stances_of(
    model: ThemeModel, counts: InputCounts, evidence: Sequence[Sequence[npt.NDArray[np.intp]]]
) -> list[list[tuple[Stance, float]]]:
    """Per passage and theme, the likeliest stance and its probability.

    Args:
        model: the theme model.
        counts: the passages of an interview.
        evidence: per passage and theme, numbers of the sentences that are evidence, within the passage.
    """
    themes = len(model.themes)
    firsts = np.concatenate([[0], np.cumsum(np.bincount(counts.of_passage))[:-1]])
    items = [first + own for first, of in zip(firsts, evidence, strict=True) for own in of]
    rows = stance_rows(model.text.vectors, counts, items, list(range(themes)) * len(evidence), themes)
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
