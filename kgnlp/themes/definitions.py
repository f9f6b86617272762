"""Passages of themes that no classifier knows yet, ranked by what the codebook says of the themes.

A new theme has no labels, so nothing is learnt of it: its texts in the codebook are laid beside each
sentence, as vectors of words and of pieces of words, weighted by how rare these were in the model's training.
What comes out is an order to review in, no probability. docs/decisions/0008-new-themes.md says why so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from kgnlp.codebook import Codebook, Theme
from kgnlp.domain import RANKED, Evidence, Passage, Stance, Tag
from kgnlp.themes.counts import Counts, InputCounts
from kgnlp.themes.features import TextVectors
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.model import CONTEXT_SHARE, ThemeModel

Floats = npt.NDArray[np.float64]

# Of a passage that is the definition word for word. Below the thresholds of the themes that were learnt (0.42
# and more), so that a rank is never taken for a tag.
HIGHEST = 0.4
# Share of the other themes' likeness that is taken off: what all definitions say tells none of them apart.
_CONTRAST = 0.5
# Of a stance that nothing is known of.
_STANCE_PROBABILITY = 1 / len(Stance)


@dataclass(frozen=True)
class Likeness:
    """How like the codebook's texts passages and their sentences are."""

    passages: Floats  # with what stands around them, against other themes; 0 to 1; shape (passages, themes)
    sentences: tuple[Floats, ...]  # per passage, each sentence alone; 0 to 1; shape (sentences, themes)


def texts_of(theme: Theme) -> str:
    """What the codebook says of a theme, for its passages to be found by.

    What it excludes and how coders decided doubtful cases is left out: these words stand by the theme too.
    """
    labels = dict.fromkeys((theme.label.nb, theme.label.nn))
    told = (theme.definition, theme.positive, theme.negative, *theme.include, *theme.examples)
    return " ".join((*labels, *told))


def likeness(counts: InputCounts, vectors: TextVectors, themes: Sequence[Theme]) -> Likeness:
    """How like passages are to what the codebook says of themes.

    A passage counts by its best sentence; the passage as a whole, the interviewer's turn before it and the
    guide question add half their likeness each.

    Args:
        counts: the passages of an interview.
        vectors: of the model; only how rare words and pieces of words are is taken from them.
        themes: the active themes of the codebook, which are told apart from each other.
    """
    said = vectors.text(Counts.of([texts_of(theme) for theme in themes], vectors.concepts))

    def like(texts: Counts) -> Floats:
        # Words and characters are unit vectors side by side: the product is the sum of two cosines.
        found: csr_matrix = vectors.text(texts) @ said.T
        return np.asarray(found.todense()) / 2

    sentences = like(counts.sentences)
    firsts = np.searchsorted(counts.of_passage, np.arange(len(counts.lengths)))
    around = (counts.passages, counts.asked, counts.questions)
    found = np.maximum.reduceat(sentences, firsts) + CONTEXT_SHARE * sum(like(texts) for texts in around)
    told_apart = found - _CONTRAST * _mean_of_others(found)
    most = 1 + CONTEXT_SHARE * len(around)
    return Likeness(np.maximum(told_apart, 0) / most, tuple(np.split(sentences, firsts[1:])))


def _mean_of_others(columns: Floats) -> Floats:
    """For each column the mean of all others; 0 where there is one column alone."""
    others: Floats = (columns.sum(axis=1, keepdims=True) - columns) / max(1, columns.shape[1] - 1)
    return others


def unlearnt(codebook: Codebook, model: ThemeModel) -> list[Theme]:
    """The active themes that the model has no classifier of."""
    learnt = {settings.theme for settings in model.themes}
    return [theme for theme in codebook.active if theme.id not in learnt]


def version_of(codebook: Codebook) -> str:
    """What stands as model version of tags that are ranked by the definitions of a codebook."""
    return f"{RANKED}{codebook.content_hash[:8]}"


def rank(
    passages: Sequence[Passage],
    inputs: Sequence[PassageInput],
    counts: InputCounts,
    probabilities: Floats,
    model: ThemeModel,
    codebook: Codebook,
    most_to_review: int,
) -> Iterator[Tag]:
    """Tags of the themes without a classifier, theme by theme: none is tagged, the most alike need review.

    Args:
        passages: of one interview, in order.
        inputs: the same as the classifiers see them.
        counts: the same, counted.
        probabilities: what the model says of its own themes; shape (passages, themes of the model).
        model: the theme model.
        codebook: the codebook.
        most_to_review: number of passages of an interview that are put to a person, for each theme.
    """
    new = unlearnt(codebook, model)
    if not new:
        return
    found = likeness(counts, model.text.vectors, codebook.active)
    for theme in new:
        column = codebook.active.index(theme)
        scores = HIGHEST * found.passages[:, column] * _within(theme, probabilities, model)
        to_review = set(np.argsort(-scores, kind="stable")[:most_to_review])
        for number, passage in enumerate(passages):
            yield Tag(
                passage_id=passage.passage_id,
                theme=theme.id,
                probability=float(scores[number]),
                tagged=False,
                needs_review=number in to_review and scores[number] > 0,
                stance=Stance.NEUTRAL,
                stance_probability=_STANCE_PROBABILITY,
                evidence=_best_sentence(inputs[number], found.sentences[number][:, column]),
                model_version=version_of(codebook),
            )


def _within(theme: Theme, probabilities: Floats, model: ThemeModel) -> Floats:
    """Where a theme is a part of one that the model still knows, how likely that one is; else 1."""
    for number, settings in enumerate(model.themes):
        if settings.theme == theme.split_from:
            return probabilities[:, number]
    return np.ones(len(probabilities))


def _best_sentence(passage: PassageInput, scores: Floats) -> tuple[Evidence, ...]:
    """The sentence most like the theme's texts, with its share of all sentences' likeness."""
    best = int(scores.argmax())
    if scores[best] <= 0:
        return ()
    sentence = passage.sentences[best]
    return (Evidence(sentence.start, sentence.end, float(scores[best] / scores.sum())),)
