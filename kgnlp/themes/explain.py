"""The second verb of themes: a passage between its neighbours -> why it is tagged as it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.explanation import ThemeExplanation
from kgnlp.themes.checked_words import moved_words
from kgnlp.themes.evidence import as_spans, find_evidence
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.model import ThemeModel
from kgnlp.themes.parts import moved_parts
from kgnlp.themes.removal import without_sentences
from kgnlp.themes.scene import Scene
from kgnlp.themes.tagging import stances_of

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]


def explain(passages: Sequence[PassageInput], number: int, model: ThemeModel) -> tuple[ThemeExplanation, ...]:
    """Why a passage is tagged as it is; one explanation a theme of the model.

    Args:
        passages: passages that follow each other; beside the one in question, its neighbours play a part.
        number: which of them is in question.
        model: the theme model that tagged them.
    """
    scene = Scene.of(passages, number, model)
    found = find_evidence(model, scene.counts, scene.scores)
    evidence = found[scene.number]
    stances = stances_of(model, scene.counts, found)[scene.number]
    without, alone = _by_evidence(scene, evidence)
    parts, words = moved_parts(scene), moved_words(scene)
    sentences = scene.scores.sentences[scene.number]
    explained = []
    for theme, settings in enumerate(model.themes):
        probability = float(scene.probabilities[theme])
        shown = settings.shows_evidence(probability)
        spans = as_spans(scene.passage, sentences[:, theme], evidence[theme])
        explained.append(
            ThemeExplanation(
                theme=settings.theme,
                probability=probability,
                threshold=settings.threshold,
                stance=stances[theme][0],
                stance_probability=stances[theme][1],
                evidence=spans if shown else (),
                without_evidence=float(without[theme]) if shown else None,
                evidence_alone=float(alone[theme]) if shown else None,
                words=words[theme],
                parts=parts[theme],
            )
        )
    return tuple(explained)


def _by_evidence(scene: Scene, evidence: Sequence[Integers]) -> tuple[Floats, Floats]:
    """Each theme's probability without its evidence, and with nothing else of the passage left."""
    everything = np.arange(len(scene.passage.texts))
    others = [np.setdiff1d(everything, numbers) for numbers in evidence]
    here = np.full(2 * len(evidence), scene.number)
    found = without_sentences(scene.model, scene.counts, scene.scores.text, here, [*evidence, *others])
    without, alone = np.split(found, 2)
    return without.diagonal(), alone.diagonal()
